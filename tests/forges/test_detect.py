from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jupyter_mlops.forges.detect import detect, known_kind
from jupyter_mlops.forges.model import ForgeKind
from tests.forges.description import description
from tests.forges.fake import Answer, Fake, Request

Probed = Callable[[dict[str, Answer]], Fake]


@pytest.fixture
def probed() -> Iterator[Probed]:
    """A host that answers some paths, and nothing else."""
    fakes: list[Fake] = []

    def start(answers: dict[str, Answer]) -> Fake:
        def route(request: Request) -> Answer:
            return answers.get(request.path, Answer(status=404, body={"message": "no"}))

        fakes.append(Fake(description("github"), "", route))
        return fakes[-1]

    yield start
    for fake in fakes:
        fake.close()


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("github.com", ForgeKind.GITHUB),
        ("acme.ghe.com", ForgeKind.GITHUB),
        ("github.acme.example", ForgeKind.GITHUB),
        ("gitlab.com", ForgeKind.GITLAB),
        ("gitlab.acme.example:8443", ForgeKind.GITLAB),
        ("codeberg.org", ForgeKind.FORGEJO),
        ("gitea.com", ForgeKind.GITEA),
        ("forgejo.acme.example", ForgeKind.FORGEJO),
        ("git.acme.example", None),
    ],
)
def test_some_hosts_are_known_without_asking(host: str, kind: ForgeKind | None) -> None:
    assert known_kind(host) is kind


@pytest.mark.parametrize(
    ("path", "answer", "kind"),
    [
        ("/api/v1/version", Answer(body={"version": "1.25.1"}), ForgeKind.GITEA),
        ("/api/v1/version", Answer(body={"version": "16.0.0+gitea-1.22.0"}), ForgeKind.FORGEJO),
        (
            "/api/v4/version",
            Answer(status=401, body={"message": "401 Unauthorized"}),
            ForgeKind.GITLAB,
        ),
        (
            "/api/v3/meta",
            Answer(body={"verifiable_password_authentication": True}),
            ForgeKind.GITHUB,
        ),
        ("/nothing", Answer(body={}), None),
    ],
)
def test_others_are_asked_without_a_token(
    probed: Probed, path: str, answer: Answer, kind: ForgeKind | None
) -> None:
    fake = probed({path: answer})
    assert detect(fake.host, "http") is kind
    assert not any("authorization" in request.headers for request in fake.requests)


def test_a_page_that_everything_leads_to_is_no_forge(probed: Probed) -> None:
    login = Answer(status=302, headers={"Location": "/login"})
    fake = probed(dict.fromkeys(("/api/v1/version", "/api/v4/version", "/api/v3/meta"), login))
    assert detect(fake.host, "http") is None


def test_what_a_host_has_said_is_remembered(probed: Probed, tmp_path: Path) -> None:
    fake = probed({"/api/v1/version": Answer(body={"version": "1.25.1"})})
    for _ in range(2):
        assert detect(fake.host, "http", folder=tmp_path / "cache") is ForgeKind.GITEA
    assert len(fake.requests) == 1


def test_that_a_host_cannot_be_reached_is_not_remembered(probed: Probed, tmp_path: Path) -> None:
    fake = probed({"/api/v1/version": Answer(body={"version": "1.25.1"})})
    fake.offline = True
    assert detect(fake.host, "http", folder=tmp_path) is None
    fake.offline = False
    assert detect(fake.host, "http", folder=tmp_path) is ForgeKind.GITEA
