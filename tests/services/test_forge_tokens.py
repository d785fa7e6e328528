"""Where tokens are found, and for whom."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from jupyter_mlops.forges.model import ForgeKind, Place
from jupyter_mlops.services.forge_token_environment import environment_tokens
from jupyter_mlops.services.forge_tokens import ForgeTokens
from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.services.forges import NO_KEYRING

GITHUB, GITLAB, GITEA, FORGEJO = (
    ForgeKind.GITHUB,
    ForgeKind.GITLAB,
    ForgeKind.GITEA,
    ForgeKind.FORGEJO,
)


def place(host: str = "github.com", kind: ForgeKind = GITHUB) -> Place:
    return Place(kind=kind, host=host, api=f"https://api.{host}", path="o/n", url=f"https://{host}")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository of somebody who has no token anywhere."""
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    monkeypatch.setenv("PATH", f"{bin_folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))
    (tmp_path / "packages").mkdir()
    for name in ("GH_TOKEN", "GITHUB_TOKEN", "GITLAB_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return Repository(tmp_path / "repository")


def program(folder: Path, name: str, text: str) -> None:
    file = folder / "bin" / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


@pytest.mark.parametrize(
    ("kind", "host", "environ", "found"),
    [
        (
            GITHUB,
            "github.com",
            {"GH_TOKEN": "a", "GITHUB_TOKEN": "b"},
            ["GH_TOKEN:a", "GITHUB_TOKEN:b"],
        ),
        (GITHUB, "github.com", {"GH_TOKEN": " "}, []),
        (GITHUB, "evil.example", {"GH_TOKEN": "a", "GITHUB_TOKEN": "b"}, []),
        (GITHUB, "github.com.evil.example", {"GH_TOKEN": "a"}, []),
        (GITHUB, "github.com:8443", {"GH_TOKEN": "a"}, []),
        (GITHUB, "ghe.example", {"GH_TOKEN": "a", "GH_HOST": "ghe.example"}, ["GH_TOKEN:a"]),
        (GITHUB, "github.com", {"GH_TOKEN": "a", "GH_HOST": "ghe.example"}, []),
        (
            GITHUB,
            "ghe.example",
            {"GH_ENTERPRISE_TOKEN": "e", "GH_HOST": "ghe.example"},
            ["GH_ENTERPRISE_TOKEN:e"],
        ),
        (
            GITHUB,
            "github.com",
            {"GITHUB_TOKEN": "a", "GITHUB_SERVER_URL": "https://gitea.example"},
            [],
        ),
        (GITLAB, "gitlab.com", {"GITLAB_TOKEN": "a"}, ["GITLAB_TOKEN:a"]),
        (GITLAB, "gitlab.com", {"GITLAB_TOKEN": "a", "GITLAB_HOST": "git.example"}, []),
        (
            GITLAB,
            "git.example:8443",
            {"GITLAB_TOKEN": "a", "CI_SERVER_HOST": "git.example", "CI_SERVER_PORT": "8443"},
            ["GITLAB_TOKEN:a"],
        ),
        (
            GITLAB,
            "git.example",
            {"GITLAB_TOKEN": "a", "GITLAB_HOST": "https://git.example"},
            ["GITLAB_TOKEN:a"],
        ),
        (FORGEJO, "codeberg.org", {"FORGEJO_TOKEN": "a", "GH_TOKEN": "b"}, ["FORGEJO_TOKEN:a"]),
        (GITEA, "try.example:3000", {"GITEA_TOKEN": "a"}, []),
        (
            GITEA,
            "try.example:3000",
            {"GITEA_TOKEN": "a", "GITEA_SERVER_URL": "http://try.example:3000"},
            ["GITEA_TOKEN:a"],
        ),
        (
            GITEA,
            "try.example:3000",
            {"GITHUB_TOKEN": "job", "GITHUB_SERVER_URL": "http://try.example:3000"},
            ["GITHUB_TOKEN:job"],
        ),
    ],
)
def test_a_variable_is_for_the_host_that_it_is_meant_for(
    kind: ForgeKind, host: str, environ: dict[str, str], found: list[str]
) -> None:
    tokens = environment_tokens(kind, host, environ)
    assert [f"{name}:{value}" for value, name in tokens] == found


def test_the_environment_comes_first_and_is_named(repository: Repository) -> None:
    tokens = ForgeTokens({"GH_TOKEN": "secret-1"})
    found = tokens.find(repository.folder, place())
    assert found is not None
    assert (found.token.value, found.token.host, found.source) == (
        "secret-1",
        "github.com",
        "GH_TOKEN",
    )
    state = tokens.state(repository.folder, place())
    assert (state.state, state.source, state.hint) == ("present", "GH_TOKEN", "")


def test_no_text_of_a_token_tells_it(repository: Repository) -> None:
    found = ForgeTokens({"GH_TOKEN": "secret-1"}).find(repository.folder, place())
    assert "secret-1" not in f"{found!r} {found!s} {found}"


def test_gh_is_asked_for_the_host_without_the_environments_tokens(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "another")
    program(tmp_path, "gh", 'test "$1 $2 $3" = "auth token --hostname"; echo "$GH_TOKEN$?-$4"')
    found = ForgeTokens({}).find(repository.folder, place("ghe.example"))
    assert found is not None
    assert (found.token.value, found.source) == ("0-ghe.example", "gh")


def test_gh_is_not_asked_about_other_forges(repository: Repository, tmp_path: Path) -> None:
    program(tmp_path, "gh", "echo never")
    assert ForgeTokens({}).find(repository.folder, place("gitlab.com", GITLAB)) is None


def test_a_credential_helper_of_the_repository_is_asked(
    repository: Repository, tmp_path: Path
) -> None:
    said = "echo username=me; echo password=helped"
    program(tmp_path, "helper", f'test "$1" = get && grep -q host=gitlab.com && {{ {said}; }}')
    repository.git("config", "credential.helper", str(tmp_path / "bin" / "helper"))
    found = ForgeTokens({}).find(repository.folder, place("gitlab.com", GITLAB))
    assert found is not None
    assert (found.token.value, found.source) == ("helped", "git credential")


def test_git_asks_nobody(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "ask", f"touch '{tmp_path / 'asked'}'; echo typed")
    asker = str(tmp_path / "bin" / "ask")
    monkeypatch.setenv("SSH_ASKPASS", asker)
    monkeypatch.setenv("GIT_ASKPASS", asker)
    repository.git("config", "core.askPass", asker)
    assert ForgeTokens({}).find(repository.folder, place()) is None
    assert not (tmp_path / "asked").exists()


def test_the_keyring_is_asked_last(repository: Repository, tmp_path: Path) -> None:
    package = tmp_path / "packages" / "keyring"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("import sys\nprint('ringed-' + '-'.join(sys.argv[1:]))")
    sys.path.insert(0, str(tmp_path / "packages"))
    try:
        found = ForgeTokens({}).find(repository.folder, place())
    finally:
        sys.path.remove(str(tmp_path / "packages"))
        sys.modules.pop("keyring", None)
    assert found is not None
    assert (found.token.value, found.source) == (
        "ringed-get-jupyter-mlops-github.com",
        "keyring",
    )


def test_what_a_host_refuses_makes_way_for_the_next(repository: Repository, tmp_path: Path) -> None:
    program(tmp_path, "gh", "echo kept")
    tokens = ForgeTokens({"GH_TOKEN": "old"})
    first = tokens.find(repository.folder, place())
    assert first is not None
    tokens.refuse(first)
    second = tokens.find(repository.folder, place())
    assert second is not None
    assert second.source == "gh"
    tokens.refuse(second)
    assert tokens.find(repository.folder, place()) is None
    state = tokens.state(repository.folder, place())
    assert (state.state, state.source) == ("refused", "gh")
    assert "gh auth login" in state.hint


def test_what_was_found_is_remembered_for_minutes(repository: Repository, tmp_path: Path) -> None:
    count = tmp_path / "count"
    program(tmp_path, "gh", f"printf x >> '{count}'; echo kept")
    now = [0.0]
    tokens = ForgeTokens({}, clock=lambda: now[0])
    for _ in range(3):
        tokens.find(repository.folder, place())
    assert count.read_text() == "x"
    now[0] = 1_000.0
    tokens.find(repository.folder, place())
    assert count.read_text() == "xx"


def test_a_refused_token_is_tried_again_after_some_minutes(repository: Repository) -> None:
    now = [0.0]
    tokens = ForgeTokens({"GH_TOKEN": "a"}, clock=lambda: now[0])
    found = tokens.find(repository.folder, place())
    assert found is not None
    tokens.refuse(found)
    assert tokens.find(repository.folder, place()) is None
    now[0] = 1_000.0
    assert tokens.find(repository.folder, place()) == found


@pytest.mark.parametrize(
    ("kind", "host", "words"),
    [
        (GITHUB, "ghe.example", ("gh auth login --hostname ghe.example", "GH_HOST=ghe.example")),
        (GITLAB, "gitlab.com", ("GITLAB_TOKEN", "keyring set jupyter-mlops gitlab.com")),
        (GITEA, "try.example:3000", ("GITEA_TOKEN", "GITEA_SERVER_URL=try.example:3000")),
    ],
)
def test_who_has_no_token_is_told_how_to_get_one(
    repository: Repository, kind: ForgeKind, host: str, words: tuple[str, ...]
) -> None:
    state = ForgeTokens({}).state(repository.folder, place(host, kind))
    assert state.state == "missing"
    assert all(word in state.hint for word in words)


def test_a_program_that_fails_has_no_token(repository: Repository, tmp_path: Path) -> None:
    program(tmp_path, "gh", "echo not logged in; exit 1")
    assert ForgeTokens({}).find(repository.folder, place()) is None
