"""What is committed here gets to the remote, never by force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    HookError,
    MlopsError,
    NotFoundError,
    RejectedError,
    RemoteError,
)
from tests.git.notebooks import NotebookRepository, isolate
from tests.services.remotes import Lab, open_lab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    isolate(monkeypatch, tmp_path / "home")
    with open_lab(tmp_path) as opened:
        yield opened


@pytest.fixture
def user(lab: Lab) -> NotebookRepository:
    """Somebody who has a commit that the remote has not."""
    user = lab.clone("user")
    user.write("a.txt", "1")
    user.commit("a.txt")
    return user


def tip(lab: Lab, branch: str = "main") -> str:
    return NotebookRepository.git(_bare(lab), "rev-parse", branch)


def _bare(lab: Lab) -> NotebookRepository:
    bare = NotebookRepository.__new__(NotebookRepository)
    bare.folder = lab.remote.root / "lab.git"
    return bare


def hook(folder: Path, name: str, text: str) -> None:
    (folder / "hooks").mkdir(exist_ok=True)
    file = folder / "hooks" / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def refusal(lab: Lab, user: NotebookRepository, **more: object) -> MlopsError:
    operation = lab.run("push", user.folder, **more)
    assert operation.state == "failed"
    assert operation.error is not None
    assert operation.error.hint
    return operation.error


def test_it_counts_what_it_has_pushed(lab: Lab, user: NotebookRepository) -> None:
    user.write("b.txt", "1")
    user.commit("b.txt")
    operation = lab.done("push", user.folder)

    assert operation.message == "Pushed 2 commits to origin/main"
    assert tip(lab) == user.git("rev-parse", "HEAD")
    assert lab.done("push", user.folder).message == "origin/main has everything already"


def test_a_new_branch_follows_its_counterpart_from_now_on(
    lab: Lab, user: NotebookRepository
) -> None:
    user.git("switch", "--quiet", "-c", "idea/one")
    lab.done("push", user.folder)

    assert tip(lab, "idea/one") == user.git("rev-parse", "HEAD")
    assert user.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/idea/one"


def test_a_branch_goes_to_the_one_that_it_follows(lab: Lab, user: NotebookRepository) -> None:
    lab.done("push", user.folder)
    user.git("switch", "--quiet", "-c", "mine", "--track", "origin/main")
    user.write("b.txt", "1")
    user.commit("b.txt")
    lab.done("push", user.folder)

    assert tip(lab) == user.git("rev-parse", "mine")


def test_commits_of_others_are_never_overwritten(lab: Lab, user: NotebookRepository) -> None:
    other = lab.clone("other")
    other.write("b.txt", "1")
    theirs = other.commit("b.txt")
    lab.done("push", other.folder)
    error = refusal(lab, user)

    assert isinstance(error, RejectedError)
    assert "pull first" in error.hint
    assert tip(lab) == theirs


def test_what_a_hook_of_the_remote_says_is_shown(lab: Lab, user: NotebookRepository) -> None:
    hook(lab.remote.root / "lab.git", "pre-receive", "echo main is protected >&2; exit 1")
    error = refusal(lab, user)

    assert type(error) is RemoteError
    assert "main is protected" in error.detail


def test_what_the_users_own_hook_says_is_shown(lab: Lab, user: NotebookRepository) -> None:
    hook(user.folder / ".git", "pre-push", "echo two tests fail >&2; exit 1")
    error = refusal(lab, user)

    assert isinstance(error, HookError)
    assert "two tests fail" in error.detail


def test_a_connection_that_breaks_is_the_remotes(lab: Lab, user: NotebookRepository) -> None:
    hook(user.folder / ".git", "pre-push", "exit 0")
    lab.remote.cut_after = 0
    error = refusal(lab, user)

    assert type(error) is RemoteError
    assert error.detail


def test_without_a_remote_it_says_how_to_add_one(lab: Lab, user: NotebookRepository) -> None:
    user.git("remote", "remove", "origin")

    error = refusal(lab, user)
    assert isinstance(error, NotFoundError)
    assert "git remote add" in error.hint


def test_a_remote_that_is_not_there_is_named(lab: Lab, user: NotebookRepository) -> None:
    assert "elsewhere" in refusal(lab, user, remote="elsewhere").message


def test_which_of_several_remotes_has_to_be_said(lab: Lab, user: NotebookRepository) -> None:
    user.git("remote", "rename", "origin", "one")
    user.git("remote", "add", "two", lab.remote.url())
    user.git("switch", "--quiet", "-c", "new")

    assert isinstance(refusal(lab, user), ConflictError)
    assert lab.done("push", user.folder, remote="two").message.endswith("two/new")


def test_a_detached_head_and_an_unborn_branch_have_nothing_to_push(
    lab: Lab, user: NotebookRepository
) -> None:
    user.git("switch", "--quiet", "--orphan", "empty")
    assert isinstance(refusal(lab, user), ConflictError)
    user.git("switch", "--quiet", "--detach", "main")
    assert isinstance(refusal(lab, user), ConflictError)
