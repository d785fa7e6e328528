"""Switching branches loses nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    LockedError,
    OverwriteError,
)
from jupyter_mlops.git import lock
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.restore import restore
from jupyter_mlops.services.switch import Switched, Wish, switch_branch
from tests.git.conftest import Repository
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home-of-git")


@pytest.fixture
def repository(tmp_path: Path) -> NotebookRepository:
    """Two branches: `topic` changes `shared.py`, adds `new.py` and removes `old.py`."""
    repository = NotebookRepository(tmp_path / "repository")
    for name in ("shared.py", "old.py", "own.py"):
        repository.write(name, f"{name}\n" * 9)
    repository.commit("shared.py", "old.py", "own.py")
    repository.git("checkout", "-qb", "topic")
    repository.write("shared.py", "shared.py\n" * 9 + "topic\n")
    repository.write("new.py", "topic\n")
    repository.git("rm", "-q", "old.py")
    repository.commit("shared.py", "new.py")
    repository.git("checkout", "-q", "main")
    return repository


def switch(repository: Repository, branch: str, **more: Any) -> Switched:
    return switch_branch(repository.folder.resolve(), Wish(branch=branch, **more))


def here(repository: Repository) -> str:
    return repository.git("branch", "--show-current")


def read(repository: Repository, name: str) -> str:
    return (repository.folder / name).read_text()


def test_switches_and_carries_what_is_in_nobodys_way(repository: Repository) -> None:
    repository.write("own.py", "edited\n")
    repository.write("unknown.py", "mine\n")
    repository.write("staged.py", "mine too\n")
    repository.git("add", "staged.py")

    assert switch(repository, "topic") == Switched(branch="topic")

    assert here(repository) == "topic"
    assert repository.git("status", "--porcelain").splitlines() == [
        "M own.py",
        "A  staged.py",
        "?? unknown.py",
    ]
    assert list_discarded(repository.folder) == []


def test_to_the_branch_that_one_is_on_is_nothing(repository: Repository) -> None:
    repository.write("own.py", "edited\n")

    assert switch(repository, "main") == Switched(branch="main")


@pytest.mark.parametrize("edit", ["shared.py", "old.py", "new.py", "ignored/new.py", "staged"])
def test_stops_before_anything_is_overwritten(repository: Repository, edit: str) -> None:
    name = edit
    if edit == "ignored/new.py":
        repository.git("checkout", "-q", "topic")
        repository.write("ignored/new.py")
        repository.commit("ignored/new.py")
        repository.git("checkout", "-q", "main")
        repository.write(".git/info/exclude", "ignored/\n")
    elif edit == "staged":
        name = "shared.py"
    repository.write(name, "mine\n")
    if edit == "staged":
        repository.git("add", "shared.py")

    with pytest.raises(OverwriteError) as refused:
        switch(repository, "topic")

    assert refused.value.detail == name
    assert (here(repository), read(repository, name)) == ("main", "mine\n")
    assert list_discarded(repository.folder) == []


def test_sets_aside_what_is_in_the_way_and_brings_it_back(repository: Repository) -> None:
    repository.write("shared.py", "staged\n")
    repository.git("add", "shared.py")
    repository.write("shared.py", "mine\n")
    repository.write("new.py", "unknown\n")
    repository.write("own.py", "carried\n")

    switched = switch(repository, "topic", changes="set-aside")

    assert here(repository) == "topic"
    assert (read(repository, "new.py"), read(repository, "own.py")) == ("topic\n", "carried\n")
    assert repository.git("status", "--porcelain") == "M own.py"
    assert switched.set_aside
    switch(repository, "main")
    restore(repository.folder.resolve(), switched.set_aside)
    assert (read(repository, "shared.py"), read(repository, "new.py")) == ("mine\n", "unknown\n")
    assert repository.git("show", ":shared.py") == "staged"


def test_a_file_in_place_of_a_folder_and_the_other_way_round_are_set_aside(
    repository: Repository,
) -> None:
    repository.git("checkout", "-q", "topic")
    repository.write("deep/er/file.py")
    repository.write("flat")
    repository.commit("deep/er/file.py", "flat")
    repository.git("checkout", "-q", "main")
    repository.write("deep", "mine\n")
    repository.write("flat/one/file.py", "mine\n")

    with pytest.raises(OverwriteError) as refused:
        switch(repository, "topic")
    switched = switch(repository, "topic", changes="set-aside")

    assert refused.value.detail.split("\n") == ["deep", "flat/one/file.py"]
    assert repository.git("status", "--porcelain") == ""
    (kept,) = list_discarded(repository.folder)
    assert (kept.id, [file.path for file in kept.files]) == (
        switched.set_aside,
        ["deep", "flat/one/file.py"],
    )


def test_merges_changes_into_the_branch_and_keeps_what_was_staged(
    repository: Repository,
) -> None:
    repository.write("shared.py", "staged\n" + "shared.py\n" * 9)
    repository.git("add", "shared.py")
    repository.write("shared.py", "mine\n" + "shared.py\n" * 9)

    repository.write("own.py", "staged\n")
    repository.git("add", "own.py")

    switched = switch(repository, "topic", changes="merge")

    assert switched == Switched(branch="topic")
    assert repository.git("status", "--porcelain").splitlines() == ["M  own.py", " M shared.py"]
    assert read(repository, "shared.py") == "mine\n" + "shared.py\n" * 9 + "topic\n"
    (kept,) = list_discarded(repository.folder)
    index = {file.path: file.index for file in kept.files}["shared.py"]
    assert index is not None
    assert repository.git("cat-file", "blob", index.oid).startswith("staged\n")


def test_says_which_files_have_conflicts_after_a_merge_and_stays_until_they_are_settled(
    repository: Repository,
) -> None:
    repository.write("shared.py", "shared.py\n" * 9 + "mine\n")

    switched = switch(repository, "topic", changes="merge")

    assert (here(repository), switched.conflicts) == ("topic", ("shared.py",))
    with pytest.raises(ConflictError, match="not settled"):
        switch(repository, "main")


def test_files_that_git_does_not_know_cannot_be_merged(repository: Repository) -> None:
    repository.write("shared.py", "mine\n")
    repository.write("new.py", "unknown\n")

    with pytest.raises(OverwriteError) as refused:
        switch(repository, "topic", changes="merge")

    assert refused.value.detail.split("\n") == ["new.py", "shared.py"]
    assert read(repository, "new.py") == "unknown\n"


def test_outputs_that_git_does_not_store_stay_in_the_notebook(
    repository: NotebookRepository,
) -> None:
    set_up(repository.folder, scope="local")
    repository.save("train.ipynb", "a = 1", "b = 2")
    repository.commit("train.ipynb")
    repository.git("checkout", "-qb", "more")
    repository.save("train.ipynb", "a = 1", "b = 2", "c = 3")
    repository.commit("train.ipynb")
    repository.git("checkout", "-q", "main")
    repository.write("train.ipynb", dump(notebook("a = 1", "b = 2", outputs="said\n")))

    switch(repository, "more")

    assert read(repository, "train.ipynb").count("said") == 2
    assert "c = 3" in read(repository, "train.ipynb")
    assert [kept.title for kept in list_discarded(repository.folder)] == [
        "Before switching to more"
    ]


def test_nothing_is_switched_in_the_middle_of_a_merge(repository: Repository) -> None:
    repository.write("shared.py", "main\n")
    repository.commit("shared.py")
    with pytest.raises(Exception, match="merge"):
        repository.git("merge", "topic")

    with pytest.raises(ConflictError, match="merging"):
        switch(repository, "topic")


def test_commits_on_no_branch_are_not_left_behind(repository: Repository) -> None:
    repository.git("checkout", "-q", "--detach")
    repository.write("own.py", "lonely\n")
    repository.commit("own.py")

    with pytest.raises(ConflictError, match="on no branch"):
        switch(repository, "topic")
    switch(repository, "kept", create=True)
    switch(repository, "topic")

    assert here(repository) == "topic"


def test_a_repository_without_commits_gets_another_branch(tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")
    empty.write("a.py")

    assert switch(empty, "trunk", create=True) == Switched(branch="trunk")
    assert empty.git("symbolic-ref", "HEAD") == "refs/heads/trunk"


def test_a_hook_that_fails_afterwards_keeps_nobody_from_being_there(
    repository: Repository,
) -> None:
    hook = repository.write(".git/hooks/post-checkout", "#!/bin/sh\necho no >&2\nexit 3\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)

    assert switch(repository, "topic") == Switched(branch="topic")
    assert here(repository) == "topic"


def test_where_git_refuses_what_was_set_aside_comes_back(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    repository.git("config", "filter.broken.smudge", "false")
    repository.git("config", "filter.broken.required", "true")
    repository.write("shared.py", "mine\n")
    repository.write(".git/info/attributes", "new.py filter=broken\n")

    with pytest.raises(ConflictError) as refused:
        switch(repository, "topic", changes="set-aside")

    assert refused.value.detail
    assert (here(repository), read(repository, "shared.py")) == ("main", "mine\n")


def test_another_gits_lock_is_waited_for_and_then_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    repository.write("shared.py", "mine\n")
    repository.write(".git/index.lock")

    for changes in ("merge", "set-aside"):
        with pytest.raises(LockedError):
            switch(repository, "topic", changes=changes)

    assert (here(repository), read(repository, "shared.py")) == ("main", "mine\n")


def test_names_that_are_not_utf_8_are_set_aside_too(repository: Repository) -> None:
    odd = os.fsdecode(b"-caf\xe9\nlatte")
    repository.git("checkout", "-q", "topic")
    repository.write(odd, "topic\n")
    repository.commit(odd)
    repository.git("checkout", "-q", "main")
    repository.write(odd, "mine\n")

    switched = switch(repository, "topic", changes="set-aside")

    assert (read(repository, odd), bool(switched.set_aside)) == ("topic\n", True)
