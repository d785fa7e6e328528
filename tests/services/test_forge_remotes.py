"""Which remotes are on a forge."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.services.forge_remotes import kind_title, place_of_remote, read_remotes
from tests.git.conftest import Repository
from tests.git.notebooks import isolate


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    isolate(monkeypatch, tmp_path / "home")
    made = Repository(tmp_path / "repository")
    made.write("a.txt", "1")
    made.commit("a.txt")
    return made


def names(repository: Repository) -> list[str]:
    return [each.name for each in read_remotes(repository.folder).found]


@pytest.mark.parametrize(
    ("url", "kind", "api", "path"),
    [
        ("https://github.com/o/n.git", "github", "https://api.github.com", "o/n"),
        ("git@github.com:o/n.git", "github", "https://api.github.com", "o/n"),
        ("ssh://git@ssh.github.com:443/o/n.git", "github", "https://api.github.com", "o/n"),
        ("https://me:word@gitlab.com/g/s/n", "gitlab", "https://gitlab.com/api/v4", "g/s/n"),
        ("https://codeberg.org/o/n", "forgejo", "https://codeberg.org/api/v1", "o/n"),
    ],
)
def test_a_remote_is_found_on_its_forge(
    repository: Repository, url: str, kind: str, api: str, path: str
) -> None:
    repository.git("remote", "add", "origin", url)
    [remote] = read_remotes(repository.folder).found
    place = place_of_remote(remote, None)
    assert place is not None
    assert (place.kind.value, place.api, place.path) == (kind, api, path)
    assert "word" not in f"{remote}{place}"


def test_folders_are_no_forge(repository: Repository, tmp_path: Path) -> None:
    repository.git("remote", "add", "disk", str(tmp_path / "elsewhere"))
    found = read_remotes(repository.folder)
    assert (found.found, found.others) == ((), ("disk",))


def test_the_upstreams_remote_comes_first(repository: Repository) -> None:
    for name in ("a", "origin", "z"):
        repository.git("remote", "add", name, f"https://github.com/{name}/n")
    assert names(repository) == ["origin", "a", "z"]
    repository.git("config", "branch.main.remote", "z")
    repository.git("config", "branch.main.merge", "refs/heads/main")
    assert names(repository) == ["z", "origin", "a"]


def test_two_remotes_of_one_repository_count_once(repository: Repository) -> None:
    repository.git("remote", "add", "origin", "https://github.com/o/n")
    repository.git("remote", "add", "push", "git@github.com:o/n.git")
    assert names(repository) == ["origin"]


def test_addresses_that_the_user_has_shortened_are_written_out(repository: Repository) -> None:
    repository.git("config", "--global", "url.https://github.com/.insteadOf", "gh:")
    repository.git("remote", "add", "origin", "gh:o/n")
    [remote] = read_remotes(repository.folder).found
    assert (remote.site.host, remote.site.path) == ("github.com", "o/n")


def test_a_host_that_only_ssh_knows_is_looked_up(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "ssh"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\ntest "$1" = -G && echo "user git" && echo "hostname gitlab.com"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    repository.git("remote", "add", "origin", "git@work:g/n.git")
    [remote] = read_remotes(repository.folder).found
    assert (remote.site.host, remote.site.path) == ("gitlab.com", "g/n")


def test_the_users_settings_say_what_a_host_is(repository: Repository) -> None:
    repository.git("remote", "add", "origin", "https://git.example:8443/o/n")
    [remote] = read_remotes(repository.folder).found
    assert remote.kind is None
    repository.git("config", "--global", "jupyter-mlops.git.example:8443.forge", "gitea")
    [remote] = read_remotes(repository.folder).found
    assert remote.kind is ForgeKind.GITEA


def test_a_forge_that_there_is_none_of_is_named(repository: Repository) -> None:
    repository.git("remote", "add", "origin", "https://git.example/o/n")
    repository.git("config", "jupyter-mlops.git.example.forge", "sourceforge")
    with pytest.raises(InvalidError, match=r"jupyter-mlops\.git\.example\.forge") as caught:
        read_remotes(repository.folder)
    assert "github|gitlab|gitea|forgejo" in caught.value.hint


def test_every_kind_has_a_name_for_people() -> None:
    assert [kind_title(kind) for kind in ForgeKind] == ["GitHub", "GitLab", "Gitea", "Forgejo"]
