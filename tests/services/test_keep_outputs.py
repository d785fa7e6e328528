"""Outputs that only the disk has, as our filter keeps them out of git, outlive a pull."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, HookError
from jupyter_mlops.git.discarded import list_discarded
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook
from tests.services.remotes import Lab, open_lab
from tests.services.test_pull import change, push, refusal, tell_git


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    isolate(monkeypatch, tmp_path / "home")
    with open_lab(tmp_path) as opened:
        yield opened


@pytest.fixture
def other(lab: Lab, tmp_path: Path) -> NotebookRepository:
    """Somebody else, who has pushed a notebook without outputs."""
    other = NotebookRepository(tmp_path / "other")
    other.git("remote", "add", "origin", str(lab.remote.root / "lab.git"))
    change(other, "train.ipynb", unrun("1", "2", "old"))
    push(other)
    return other


def unrun(*sources: str) -> str:
    """A notebook as our filter stores it."""
    nb = notebook(*sources)
    for cell in nb["cells"]:
        cell["execution_count"] = None
    return dump(nb)


@pytest.fixture
def user(lab: Lab, other: NotebookRepository) -> NotebookRepository:
    """Somebody whose notebook was run, which git isn't told."""
    del other
    user = lab.clone("user")
    tell_git(user, "filter", "process")
    user.save("train.ipynb", "1", "2", "old", outputs="mine\n")
    assert user.git("diff", "--no-ext-diff", "HEAD") == ""
    return user


def test_they_go_back_to_the_cells_that_are_the_same(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "train.ipynb", unrun("1", "theirs", "old", "new"))
    push(other)
    lab.done("pull", user.folder)

    text = (user.folder / "train.ipynb").read_text()
    assert "theirs" in text
    assert "new" in text
    assert text.count("mine") >= 2
    assert user.git("diff", "--no-ext-diff", "HEAD") == ""


def test_the_file_is_on_the_restore_list_as_it_was(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    before = (user.folder / "train.ipynb").read_bytes()
    change(other, "train.ipynb", unrun("theirs"))
    push(other)
    lab.done("pull", user.folder)

    (kept,) = list_discarded(user.folder)
    assert [file.path for file in kept.files] == ["train.ipynb"]
    entry = kept.files[0].working
    assert entry is not None
    assert user.git("cat-file", "blob", entry.oid) == before.decode().strip()


def test_a_notebook_that_has_no_more_than_git_is_not_listed(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    (user.folder / "train.ipynb").unlink()
    user.git("checkout", "--", "train.ipynb")
    change(other, "train.ipynb", unrun("theirs"))
    push(other)
    lab.done("pull", user.folder)

    assert list_discarded(user.folder) == []


def test_they_stay_byte_for_byte_where_nothing_comes_of_it(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    before = (user.folder / "train.ipynb").read_bytes()
    change(other, "train.ipynb", unrun("theirs"))
    change(other, "data")
    push(other)
    user.write("data/mine.csv", "mine")  # where a file would come

    assert isinstance(refusal(lab, user), ConflictError)
    assert (user.folder / "train.ipynb").read_bytes() == before


def test_they_are_merged_also_where_a_hook_refuses_the_merge(
    lab: Lab, other: NotebookRepository, user: NotebookRepository
) -> None:
    change(other, "train.ipynb", unrun("1", "theirs", "old"))
    push(other)
    change(user, "mine.txt")
    user.write(".git/hooks/commit-msg", "#!/bin/sh\nexit 1\n").chmod(0o755)

    assert isinstance(refusal(lab, user), HookError)
    text = (user.folder / "train.ipynb").read_text()
    assert "theirs" in text
    assert "mine" in text
    assert user.git("diff", "--no-ext-diff") == ""
