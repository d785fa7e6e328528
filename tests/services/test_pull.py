"""What others have pushed comes here, and nothing that is only here goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    HookError,
    IdentityError,
    LockedError,
    MlopsError,
    NotFoundError,
    OverwriteError,
    RemoteError,
)
from jupyter_mlops.git.drivers import NAME, Part, find_program, values
from tests.git.notebooks import NotebookRepository, isolate
from tests.services.remotes import Lab, open_lab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    isolate(monkeypatch, tmp_path / "home")
    with open_lab(tmp_path) as opened:
        yield opened


@pytest.fixture
def other(lab: Lab, tmp_path: Path) -> NotebookRepository:
    """Somebody else, who has pushed a notebook and two files."""
    other = NotebookRepository(tmp_path / "other")
    other.git("remote", "add", "origin", str(lab.remote.root / "lab.git"))
    other.save("train.ipynb", "1", "2", "3")
    other.write("a.txt", "1\n")
    other.write("b.txt", "1\n")
    other.commit(".")
    push(other)
    return other


@pytest.fixture
def user(lab: Lab, other: NotebookRepository) -> NotebookRepository:
    del other
    return lab.clone("user")


def push(other: NotebookRepository) -> None:
    other.git("push", "--quiet", "origin", "main")


def tell_git(user: NotebookRepository, attribute: Part, setting: str) -> None:
    """Does one part of what a setup does."""
    key = f"{attribute}.{NAME}.{setting}"
    user.git("config", key, values(find_program(), [attribute])[key])
    user.write(".git/info/attributes", f"*.ipynb {attribute}={NAME}\n")


def change(repository: NotebookRepository, name: str, text: str = "2\n") -> str:
    repository.write(name, text)
    return repository.commit(name)


def refusal(lab: Lab, user: NotebookRepository, **more: object) -> MlopsError:
    before = user.git("rev-parse", "HEAD")
    operation = lab.run("pull", user.folder, **more)
    assert operation.state == "failed"
    assert operation.error is not None
    assert operation.error.hint
    assert user.git("rev-parse", "HEAD") == before
    return operation.error


def test_it_goes_forward(lab: Lab, other: NotebookRepository, user: NotebookRepository) -> None:
    change(other, "a.txt")
    theirs = change(other, "new/c.txt")
    push(other)
    operation = lab.done("pull", user.folder)

    assert operation.message == "Pulled 2 commits from origin"
    assert user.git("rev-parse", "HEAD") == theirs
    assert lab.done("pull", user.folder).message == "Everything is here already"


def test_an_empty_clone_takes_the_first_commits(lab: Lab, tmp_path: Path) -> None:
    user = lab.clone("user")
    other = NotebookRepository(tmp_path / "other")
    other.git("remote", "add", "origin", str(lab.remote.root / "lab.git"))
    change(other, "a.txt")
    push(other)
    lab.done("pull", user.folder)

    assert (user.folder / "a.txt").read_text() == "2\n"


def test_work_in_other_files_stays(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt")
    push(other)
    user.write("b.txt", "mine\n")
    user.write("untracked.txt", "mine\n")
    lab.done("pull", user.folder)

    assert (user.folder / "b.txt").read_text() == "mine\n"
    assert (user.folder / "a.txt").read_text() == "2\n"


def test_both_sides_are_merged_and_notebooks_cell_by_cell(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    tell_git(user, "merge", "driver")
    other.save("train.ipynb", "1", "2", "theirs")
    other.commit("train.ipynb")
    push(other)
    user.save("train.ipynb", "mine", "2", "3")
    user.commit("train.ipynb")
    operation = lab.done("pull", user.folder)

    assert operation.conflicts == ()
    assert user.git("rev-list", "--count", "--merges", "HEAD") == "1"
    text = (user.folder / "train.ipynb").read_text()
    assert "mine" in text
    assert "theirs" in text


def test_files_with_conflicts_are_listed(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt", "theirs\n")
    push(other)
    change(user, "a.txt", "mine\n")
    operation = lab.done("pull", user.folder)

    assert operation.conflicts == ("a.txt",)
    assert "1 file has conflicts" in operation.message
    assert (user.folder / ".git" / "MERGE_HEAD").exists()
    assert "in the middle" in refusal(lab, user).message


def test_it_stops_where_both_sides_have_commits_if_that_is_wished(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt")
    push(other)
    change(user, "b.txt")

    assert isinstance(refusal(lab, user, diverged="stop"), ConflictError)


@pytest.mark.parametrize("stage", [False, True])
def test_changes_that_are_not_committed_are_in_the_way(
    lab: Lab,
    other: NotebookRepository,
    user: NotebookRepository,
    stage: bool,  # noqa: FBT001
) -> None:
    change(other, "a.txt")
    push(other)
    user.write("a.txt", "mine\n")
    if stage:
        user.git("add", "a.txt")
    error = refusal(lab, user)

    assert isinstance(error, OverwriteError)
    assert error.detail == "a.txt"
    assert (user.folder / "a.txt").read_text() == "mine\n"


@pytest.mark.parametrize("ignored", [False, True])
def test_files_that_git_does_not_know_are_in_the_way(
    lab: Lab,
    other: NotebookRepository,
    user: NotebookRepository,
    ignored: bool,  # noqa: FBT001
) -> None:
    change(other, "data.csv")
    push(other)
    user.write("data.csv", "mine\n")
    if ignored:
        user.write(".git/info/exclude", "*.csv\n")
    error = refusal(lab, user)

    assert isinstance(error, OverwriteError)
    assert error.detail == "data.csv"
    assert (user.folder / "data.csv").read_text() == "mine\n"


def test_a_folder_where_a_file_would_come_is_in_the_way(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "data")
    push(other)
    user.write("data/mine.csv", "mine\n")

    assert isinstance(refusal(lab, user), ConflictError)
    assert (user.folder / "data" / "mine.csv").read_text() == "mine\n"


def test_what_is_staged_is_in_the_way_of_a_merge(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt")
    push(other)
    change(user, "b.txt")
    user.write("c.txt", "mine\n")
    user.git("add", "c.txt")

    error = refusal(lab, user)
    assert isinstance(error, OverwriteError)
    assert "staged" in error.message


def test_a_merge_needs_to_know_by_whom_it_is(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt")
    push(other)
    change(user, "b.txt")
    user.git("config", "--unset", "user.email")

    assert isinstance(refusal(lab, user), IdentityError)


def test_what_a_hook_says_is_shown_and_the_merge_waits(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt")
    push(other)
    change(user, "b.txt")
    hook = user.write(".git/hooks/commit-msg", "#!/bin/sh\necho no ticket >&2; exit 1\n")
    hook.chmod(0o755)
    error = refusal(lab, user)

    assert isinstance(error, HookError)
    assert "no ticket" in error.detail
    assert (user.folder / ".git" / "MERGE_HEAD").exists()


def test_a_connection_that_breaks_changes_nothing(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    (other.folder / "data.bin").write_bytes(os.urandom(200_000))
    other.commit("data.bin")
    push(other)
    lab.remote.cut_after = 100_000

    assert type(refusal(lab, user)) is RemoteError
    assert user.git("status", "--porcelain") == ""
    lab.remote.cut_after = None
    lab.done("pull", user.folder)


def test_a_lock_that_was_left_behind_is_told(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "a.txt")
    push(other)
    lock = user.write(".git/index.lock", "")

    assert isinstance(refusal(lab, user), LockedError)
    lock.unlink()
    lab.done("pull", user.folder)


def test_a_detached_head_and_a_branch_that_is_only_here_cannot_pull(
    lab: Lab, user: NotebookRepository
) -> None:
    user.git("switch", "--quiet", "-c", "idea")
    assert isinstance(refusal(lab, user), NotFoundError)
    user.git("switch", "--quiet", "--detach")
    assert isinstance(refusal(lab, user), ConflictError)
