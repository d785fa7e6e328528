"""A token goes to its own host, in one header, and is seen nowhere else."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import CredentialsError, MlopsError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.failures import SenselessError, UnreachableError
from jupyter_mlops.forges.limits import forget_limits
from jupyter_mlops.forges.model import Job, Status
from jupyter_mlops.forges.open import open_client
from tests.forges.conftest import SECRET, SHA, place, token
from tests.forges.description import description
from tests.forges.fake import Answer, Fake
from tests.forges.github_world import GitHubWorld

JOB = Job(id="100", name="check", state="failed")


@pytest.fixture
def storage() -> Iterator[Fake]:
    """Another host, which logs are on."""
    fake = Fake(description("github"), "", lambda _: Answer(body="text\n"))
    yield fake
    fake.close()


def test_a_log_on_another_host_is_read_without_the_token(
    github: GitHubWorld, client: ForgeClient, storage: Fake
) -> None:
    github.add_run(1, "failure", {"check": "failure"})
    github.storage = storage.url
    assert client.log(JOB).text == "text\n"
    (asked,) = storage.requests
    assert "authorization" not in asked.headers
    assert SECRET not in str(asked.headers)
    assert github.fake.requests[-1].headers["authorization"] == f"Bearer {SECRET}"


def test_a_redirect_within_the_host_keeps_the_token(
    github: GitHubWorld, client: ForgeClient
) -> None:
    moved = {"Location": f"{github.fake.url}/api/v3/repos/octo/lab/issues/8/comments"}
    github.fake.fail("/issues/7/comments", 301, headers=moved)
    assert client.comments(7) == ()
    assert all(request.headers["authorization"] for request in github.fake.requests)


def test_what_changes_a_repository_that_was_renamed_finds_it(
    github: GitHubWorld, client: ForgeClient
) -> None:
    moved = {"Location": f"{github.fake.url}/api/v3/repos/octo/lab/issues/8/comments"}
    github.fake.fail("/issues/7/comments", 307, headers=moved)
    assert client.add_comment(7, "text").body == "text"
    assert [request.body for request in github.fake.asked("/8/comments")] == [{"body": "text"}]


def test_what_changes_something_is_not_sent_to_another_host(
    github: GitHubWorld, client: ForgeClient, storage: Fake
) -> None:
    github.fake.fail("/comments", 307, headers={"Location": f"{storage.url}/comments"})
    with pytest.raises(SenselessError, match="moved"):
        client.add_comment(7, "text")
    assert storage.requests == []


def test_redirects_in_a_circle_end(github: GitHubWorld, client: ForgeClient) -> None:
    here = {"Location": f"{github.fake.url}/api/v3/repos/octo/lab/issues/7/comments"}
    github.fake.fail("/issues/7/comments", 302, headers=here, times=9)
    with pytest.raises(SenselessError, match="circles"):
        client.comments(7)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x"])
def test_a_redirect_to_another_protocol_is_not_followed(
    github: GitHubWorld, client: ForgeClient, target: str
) -> None:
    github.fake.fail("/comments", 302, headers={"Location": target})
    with pytest.raises(SenselessError, match="not safe"):
        client.comments(7)


def _everything(client: ForgeClient) -> Iterator[Callable[[], object]]:
    status = Status(context="a", state="passed", description="b")
    yield lambda: client.commit(SHA)
    yield lambda: client.annotations(SHA)
    yield lambda: client.log(JOB)
    yield lambda: client.rerun("1")
    yield lambda: client.cancel("1")
    yield lambda: client.post_status(SHA, status)
    yield lambda: client.comments(7)
    yield lambda: client.add_comment(7, "text")


def test_no_error_log_file_or_url_ever_has_it(
    github: GitHubWorld,
    client: ForgeClient,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    github.furnish()
    echo = {"message": f"{SECRET} is bad", "errors": [SECRET, {"token": SECRET}]}
    told: list[str] = []
    for status in (200, 400, 401, 403, 404, 409, 422, 429, 500):
        for ask in _everything(client):
            if status != 200:
                github.fake.fail("", status, echo)
            try:
                told.append(repr(ask()))
            except (MlopsError, UnreachableError) as error:
                told.append(f"{error} {error.hint} {error.detail} {error!r} {vars(error)}")
                told += traceback.format_exception(error)
            forget_limits()
    told += [record.getMessage() for record in caplog.records]
    told += [f"{request.path} {request.query}" for request in github.fake.requests]
    told += [repr(client), repr(token(github.fake)), repr(vars(client)["_rest"])]
    seen = "\n".join(told)
    assert SECRET not in seen
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        assert SECRET.encode() not in file.read_bytes()
        assert SECRET not in str(file)
    assert all(
        SECRET in request.headers.get("authorization", "") for request in github.fake.requests
    )


def test_what_is_kept_is_for_the_user_only(
    github: GitHubWorld, client: ForgeClient, tmp_path: Path
) -> None:
    github.furnish()
    client.commit(SHA)
    folder = tmp_path / "cache" / "answers"
    assert folder.stat().st_mode & 0o077 == 0
    client.log(JOB)
    assert not any(b"2 failed" in file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("value", ["abc\n", "two words", "tokén", ""])
def test_what_can_be_no_token_is_refused_before_anything_could_quote_it(
    github: GitHubWorld, tmp_path: Path, value: str
) -> None:
    with pytest.raises(CredentialsError) as caught:
        open_client(place(github.fake), token(github.fake, value), tmp_path)
    assert not value or value not in f"{caught.value} {caught.value.hint}"
