from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.git import watched
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.watched import Watched, list_watched, only_ignored
from tests.git.conftest import Repository


def watch(repository: Repository) -> Watched:
    return list_watched(read_layout(repository.folder))


def relative(repository: Repository, found: Watched) -> set[str]:
    return {os.path.relpath(folder, repository.folder) for folder in found.folders}


def test_folders_are_watched_but_for_those_that_nobody_commits(repository: Repository) -> None:
    repository.write(".gitignore", "data/\n")
    for name in ("src/deep/a.py", "data/raw/big.csv", "node_modules/a/b.js", ".venv/lib/c.py"):
        repository.write(name)

    assert relative(repository, watch(repository)) == {
        ".",
        "src",
        "src/deep",
        ".git",
        ".git/refs",
        ".git/refs/heads",
        ".git/refs/tags",
    }


def test_an_ignored_folder_with_a_file_of_gits_is_watched(repository: Repository) -> None:
    repository.write(".gitignore", "data/\n")
    repository.write("data/kept.csv")
    repository.commit("data/kept.csv")

    assert "data" in relative(repository, watch(repository))


def test_a_linked_worktree_has_folders_of_two_repositories(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))

    found = list_watched(read_layout(tmp_path / "linked"))

    own = repository.folder / ".git" / "worktrees" / "linked"
    assert {str(own), str(repository.folder / ".git")} <= found.folders
    assert found.tells(str(own / "index"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.py", True),
        ("src/a.py", True),
        ("poetry.lock", True),
        (".git/HEAD", True),
        (".git/index", True),
        (".git/refs/heads/topic/one", True),
        (".git/packed-refs", True),
        (".git/index.lock", False),
        (".git/refs/heads/main.lock", False),
        (".git/COMMIT_EDITMSG", False),
        (".git/FETCH_HEAD", False),
        (".git", False),
        ("src/__pycache__", False),
    ],
)
def test_what_changes_nothing_is_not_told(repository: Repository, name: str, *, told: bool) -> None:
    repository.write("src/a.py")

    assert watch(repository).tells(str(repository.folder / name)) is told


def test_too_many_folders_are_not_watched(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "_MOST", 3)

    with pytest.raises(UnavailableError):
        watch(repository)


def test_only_what_git_ignores_is_ignored(repository: Repository) -> None:
    repository.write(".gitignore", "*.log\n")
    repository.write("kept.log")
    repository.commit("kept.log")

    def ignored(*names: str) -> bool:
        return only_ignored(repository.folder, [str(repository.folder / name) for name in names])

    assert ignored("a.log", ":(top)b.log", "-c.log", "two\nlines.log")
    assert not ignored("a.log", "a.py")
    assert not ignored("kept.log")
    assert not ignored(".git/HEAD")
    assert not ignored("a.log", "../outside.log")
