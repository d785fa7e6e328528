"""Which branch a switch leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError
from jupyter_mlops.services.switch import Switched, Wish, switch_branch
from tests.git.conftest import Repository
from tests.git.notebooks import isolate


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home-of-git")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two branches, `main` and `topic`."""
    repository = Repository(tmp_path / "repository")
    repository.write("own.py", "1\n")
    repository.commit("own.py")
    repository.git("checkout", "-qb", "topic")
    repository.write("new.py", "topic\n")
    repository.commit("new.py")
    repository.git("checkout", "-q", "main")
    return repository


def switch(repository: Repository, branch: str, **more: Any) -> Switched:
    return switch_branch(repository.folder.resolve(), Wish(branch=branch, **more))


def here(repository: Repository) -> str:
    return repository.git("branch", "--show-current")


def test_makes_a_branch_here_or_from_a_revision(repository: Repository) -> None:
    repository.write("own.py", "edited\n")

    switch(repository, "fix/plots", create=True)
    assert here(repository) == "fix/plots"
    assert repository.git("diff", "--name-only") == "own.py"
    switch(repository, "again", create=True, start="topic")

    assert repository.git("rev-parse", "HEAD") == repository.git("rev-parse", "topic")
    with pytest.raises(ConflictError, match="already"):
        switch(repository, "main", create=True)
    for name, start in (("--force", None), ("a b", None), ("good", "nothing"), ("good", "-f")):
        with pytest.raises(InvalidError):
            switch(repository, name, create=True, start=start)


def test_a_remotes_branch_gets_a_local_one_that_follows_it(
    repository: Repository, tmp_path: Path
) -> None:
    remote = tmp_path / "remote"
    repository.git("clone", "-q", "--bare", ".", str(remote))
    repository.git("remote", "add", "up/stream", str(remote))
    repository.git("fetch", "-q", "up/stream")
    repository.git("branch", "-D", "topic")

    assert switch(repository, "up/stream/topic") == Switched(branch="topic")
    assert repository.git("rev-parse", "--abbrev-ref", "@{u}") == "up/stream/topic"
    switch(repository, "main")
    assert switch(repository, "up/stream/topic") == Switched(branch="topic")
    with pytest.raises(ConflictError, match="doesn't follow"):
        switch(repository, "up/stream/main")


@pytest.mark.parametrize("name", ["nothing", "", "-f", "--detach", "HEAD", "topic~0", "a\nb"])
def test_what_is_no_branch_is_not_found(repository: Repository, name: str) -> None:
    with pytest.raises(NotFoundError):
        switch(repository, name)


def test_a_branch_of_another_worktree_is_left_to_it(repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "topic")

    with pytest.raises(ConflictError, match="another worktree"):
        switch(repository, "topic")
