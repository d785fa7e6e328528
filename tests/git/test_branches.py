from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.branches import Branch, check_name, list_branches
from jupyter_mlops.git.status import Upstream
from tests.git.conftest import Repository


def named(repository: Repository) -> dict[str, Branch]:
    return {branch.name: branch for branch in list_branches(repository.folder)}


def test_branches_come_with_those_of_remotes_and_what_they_follow(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
    repository.write("a.py")
    first = repository.commit("a.py")
    repository.git("branch", "gone")
    remote = tmp_path / "remote"
    repository.git("clone", "-q", "--bare", ".", str(remote))
    repository.git("remote", "add", "up/stream", str(remote))
    repository.git("fetch", "-q", "up/stream")
    repository.git("remote", "set-head", "up/stream", "main")
    for branch in ("main", "gone"):
        repository.git("branch", "-q", "-u", f"up/stream/{branch}", branch)
    repository.git("update-ref", "-d", "refs/remotes/up/stream/gone")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-02T00:00:00Z")
    repository.write("a.py", "2")
    second = repository.commit("a.py")

    found = named(repository)

    assert list(found) == ["main", "gone", "up/stream/main"]
    assert found["main"] == Branch(
        name="main",
        remote=False,
        current=True,
        commit=second,
        subject="Change",
        at=datetime(2026, 1, 2, tzinfo=timezone.utc),
        upstream=Upstream(name="up/stream/main", ahead=1, behind=0),
        worktree=repository.folder.resolve(),
    )
    assert found["gone"].upstream == Upstream(name="up/stream/gone", gone=True)
    assert (found["up/stream/main"].remote, found["up/stream/main"].commit) == (True, first)
    assert found["up/stream/main"].ref == "refs/remotes/up/stream/main"


def test_a_branch_in_a_linked_worktree_says_where(repository: Repository) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    linked = repository.folder.with_name("linked\ntree")
    repository.git("worktree", "add", "-q", "-b", "topic", str(linked))

    topic = named(repository)["topic"]

    assert (topic.current, topic.worktree) == (False, linked.resolve())


def test_a_repository_without_commits_has_none(repository: Repository) -> None:
    assert list_branches(repository.folder) == []


@pytest.mark.parametrize("name", ["main", "fix/plots", "ünï", "a,b", "v1.0"])
def test_a_name_that_git_takes_is_one(repository: Repository, name: str) -> None:
    check_name(repository.folder, name)


@pytest.mark.parametrize(
    "name",
    ["", "-f", "--force", "a b", "a..b", "a.lock", "@{-1}", "a\0b", "a\nb", "/a", "a~1", "HEAD"],
)
def test_a_name_that_git_refuses_or_reads_otherwise_is_none(
    repository: Repository, name: str
) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    repository.git("checkout", "-qb", "topic")
    repository.git("checkout", "-q", "main")

    with pytest.raises(InvalidError, match="is no name for a branch"):
        check_name(repository.folder, name)
