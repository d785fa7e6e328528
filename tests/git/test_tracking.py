"""Which branch goes with which, whatever is configured."""

from __future__ import annotations

import pytest

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.tracking import (
    count_commits,
    find_commit,
    is_ancestor,
    read_tracking,
    upstream_ref,
)
from tests.git.conftest import Repository


@pytest.fixture
def repository(repository: Repository) -> Repository:
    """With two remotes that nobody can reach."""
    repository.git("remote", "add", "origin", "https://example.org/lab.git")
    repository.git("remote", "add", "fork", "https://example.org/fork.git")
    return repository


def commit(repository: Repository, name: str) -> str:
    repository.write(name)
    return repository.commit(name)


def test_a_repository_without_commits_has_a_branch(repository: Repository) -> None:
    tracking = read_tracking(repository.folder)

    assert (tracking.branch, tracking.commit, tracking.upstream) == ("main", None, None)
    assert tracking.remotes == ["fork", "origin"]


def test_a_detached_head_has_none(repository: Repository) -> None:
    first = commit(repository, "a")
    repository.git("switch", "--quiet", "--detach")
    tracking = read_tracking(repository.folder)

    assert (tracking.branch, tracking.commit) == (None, first)


def test_the_remote_is_that_which_the_branch_follows(repository: Repository) -> None:
    repository.git("config", "branch.main.remote", "fork")
    repository.git("config", "branch.main.merge", "refs/heads/theirs")
    tracking = read_tracking(repository.folder)

    assert tracking.upstream == ("fork", "refs/heads/theirs")
    assert tracking.fetch_remote() == tracking.push_remote() == "fork"
    assert tracking.fetch_remote("origin") == "origin"
    assert upstream_ref(repository.folder, tracking, "fork") == "refs/remotes/fork/theirs"


def test_without_that_it_is_origin(repository: Repository) -> None:
    tracking = read_tracking(repository.folder)

    assert tracking.fetch_remote() == tracking.push_remote() == "origin"
    assert upstream_ref(repository.folder, tracking, "origin") == "refs/remotes/origin/main"


@pytest.mark.parametrize("key", ["branch.main.pushRemote", "remote.pushDefault"])
def test_where_to_push_can_be_elsewhere(repository: Repository, key: str) -> None:
    repository.git("config", "branch.main.remote", "origin")
    repository.git("config", key, "fork")
    tracking = read_tracking(repository.folder)

    assert (tracking.fetch_remote(), tracking.push_remote()) == ("origin", "fork")


def test_a_branch_that_follows_one_of_the_same_repository(repository: Repository) -> None:
    commit(repository, "a")
    repository.git("branch", "base")
    repository.git("branch", "--set-upstream-to=base")
    tracking = read_tracking(repository.folder)

    assert (tracking.fetch_remote(), tracking.push_remote()) == (".", "origin")
    assert upstream_ref(repository.folder, tracking, ".") == "refs/heads/base"


def test_of_several_none_is_guessed(repository: Repository) -> None:
    repository.git("remote", "rename", "origin", "one")

    with pytest.raises(ConflictError, match="fork, one"):
        read_tracking(repository.folder).fetch_remote()


def test_one_that_is_not_there_is_not_found(repository: Repository) -> None:
    with pytest.raises(NotFoundError):
        read_tracking(repository.folder).fetch_remote("elsewhere")


def test_commits_are_counted_and_compared(repository: Repository) -> None:
    first, second = (commit(repository, name) for name in "ab")
    root = repository.folder

    assert find_commit(root, "refs/heads/main") == second
    assert find_commit(root, "refs/heads/none") is None
    assert (count_commits(root, first, second), count_commits(root, None, second)) == (1, 2)
    assert is_ancestor(root, first, second)
    assert not is_ancestor(root, second, first)
