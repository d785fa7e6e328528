from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import ForbiddenError, NotFoundError
from jupyter_mlops.git.layout import marked_root, read_layout
from jupyter_mlops.git.locate import locate_worktree
from tests.git.conftest import Repository


def test_a_folder_in_a_worktree_leads_to_its_root_and_one_outside_to_none(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write("a/b/c.py")
    assert locate_worktree(repository.folder / "a" / "b") == repository.folder
    assert locate_worktree(tmp_path) is None


def test_a_repository_of_somebody_else_is_refused_with_what_to_do(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ForbiddenError, match="belongs to somebody else") as caught:
        locate_worktree(repository.folder)
    assert "safe.directory" in caught.value.hint
    assert str(repository.folder) in caught.value.detail


def test_a_damaged_repository_is_not_taken_for_none(repository: Repository) -> None:
    (repository.folder / ".git" / "HEAD").unlink()
    with pytest.raises(NotFoundError, match="cannot be used") as caught:
        locate_worktree(repository.folder)
    assert caught.value.detail


def test_there_is_nothing_to_see_in_a_bare_repository_or_in_gits_own_files(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    for folder in (tmp_path / "bare", repository.folder / ".git"):
        with pytest.raises(NotFoundError, match="own files"):
            locate_worktree(folder)


def test_a_root_that_is_known_is_not_asked_for_again_but_what_lies_in_between_counts(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a/b.py")
    assert locate_worktree(repository.folder) == repository.folder
    with monkeypatch.context() as without_git:
        without_git.setenv("PATH", str(tmp_path))
        assert locate_worktree(repository.folder / "a") == repository.folder
    repository.git("init", "-q", "--bare", "a/bare")
    for folder in (repository.folder / "a" / "bare", repository.folder / ".git" / "info"):
        with pytest.raises(NotFoundError, match="own files"):
            locate_worktree(folder)
    inner = Repository(repository.folder / "a" / "inner")
    assert locate_worktree(inner.folder) == inner.folder
    monkeypatch.setenv("GIT_DIR", str(inner.folder / ".git"))
    assert locate_worktree(repository.folder) == repository.folder  # as git sees it


def test_a_linked_worktree_has_its_own_head_and_shares_the_rest(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write("a.py")
    repository.commit("a.py")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))
    layout = read_layout(tmp_path / "linked")
    assert layout.kind == "linked"
    assert layout.own == repository.folder / ".git" / "worktrees" / "linked"
    assert layout.common == repository.folder / ".git"
    assert read_layout(repository.folder).kind == "repository"


def test_a_submodule_is_told_from_a_repository_whose_files_lie_elsewhere(
    repository: Repository, tmp_path: Path
) -> None:
    library = Repository(tmp_path / "library")
    library.write("a.py")
    library.commit("a.py")
    allow = ("-c", "protocol.file.allow=always")
    repository.git(*allow, "submodule", "--quiet", "add", str(library.folder), "inner")
    assert read_layout(repository.folder / "inner").kind == "submodule"
    assert marked_root(repository.folder / "inner") == repository.folder / "inner"
    Repository(tmp_path / "apart", f"--separate-git-dir={tmp_path / 'store'}")
    assert read_layout(tmp_path / "apart").kind == "repository"
    with pytest.raises(NotFoundError):
        read_layout(tmp_path)
