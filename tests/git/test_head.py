from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops.git.head import Head, read_head

if TYPE_CHECKING:
    from tests.git.conftest import Repository

NOTEBOOK = "train.ipynb"


def test_a_committed_notebook_in_a_clean_worktree_is_clean(repository: Repository) -> None:
    notebook = repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    assert read_head(notebook) == Head(commit=commit, dirty=False)


def test_an_edited_notebook_is_dirty(repository: Repository) -> None:
    notebook = repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    repository.write(NOTEBOOK, "other")
    assert read_head(notebook) == Head(commit=commit, dirty=True)


def test_another_tracked_file_that_was_edited_makes_it_dirty(repository: Repository) -> None:
    notebook = repository.write(NOTEBOOK)
    repository.write("helpers.py")
    commit = repository.commit(NOTEBOOK, "helpers.py")
    repository.write("helpers.py", "other")
    assert read_head(notebook) == Head(commit=commit, dirty=True)


def test_a_staged_change_and_a_deleted_file_count(repository: Repository) -> None:
    notebook = repository.write(NOTEBOOK)
    data = repository.write("data.csv")
    repository.commit(NOTEBOOK, "data.csv")
    data.unlink()
    assert read_head(notebook).dirty  # type: ignore[union-attr]
    repository.git("add", "--all")
    assert read_head(notebook).dirty  # type: ignore[union-attr]


def test_other_untracked_files_do_not_count(repository: Repository) -> None:
    notebook = repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    repository.write("scratch.txt")
    assert read_head(notebook) == Head(commit=commit, dirty=False)


@pytest.mark.parametrize("ignored", ["", NOTEBOOK])
def test_a_notebook_that_is_not_tracked_is_dirty(repository: Repository, ignored: str) -> None:
    repository.write(".gitignore", ignored)
    commit = repository.commit(".gitignore")
    assert read_head(repository.write(NOTEBOOK)) == Head(commit=commit, dirty=True)


def test_a_touched_file_of_the_same_content_is_clean_and_the_index_is_left_alone(
    repository: Repository,
) -> None:
    notebook = repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    os.utime(notebook, (1, 1))
    index = repository.folder / ".git" / "index"
    before = index.read_bytes()
    assert read_head(notebook) == Head(commit=commit, dirty=False)
    assert index.read_bytes() == before


def test_an_index_that_the_user_has_locked_does_not_matter(repository: Repository) -> None:
    notebook = repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    repository.write(".git/index.lock")
    assert read_head(notebook) == Head(commit=commit, dirty=False)


def test_a_repository_without_commits_has_none(repository: Repository) -> None:
    assert read_head(repository.write(NOTEBOOK)) is None


def test_outside_of_a_repository_there_is_none(tmp_path: Path) -> None:
    (tmp_path / NOTEBOOK).write_text("{}")
    assert read_head(tmp_path / NOTEBOOK) is None


def test_outside_of_a_repository_git_is_not_even_imported(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from jupyter_mlops.git.head import read_head;"
        "read_head(Path(sys.argv[1])); sys.exit('git' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / NOTEBOOK)], check=True)


@pytest.mark.parametrize(
    "name",
    ["my train.ipynb", "größe/日本語 ⚡.ipynb", "train[1].ipynb", ":(top)x.ipynb", "-v.ipynb"],
)
def test_any_name_is_a_name(repository: Repository, name: str) -> None:
    if sys.platform == "win32" and ":" in name:
        pytest.skip("no colon in file names here")
    notebook = repository.write(name)
    repository.write("train1.ipynb")  # what the pattern train[1].ipynb would match
    repository.git("--literal-pathspecs", "add", "--", "train1.ipynb")
    repository.git("commit", "--quiet", "-m", "Another")
    assert read_head(notebook).dirty  # type: ignore[union-attr]
    repository.git("--literal-pathspecs", "add", "--", name)
    repository.git("commit", "--quiet", "-m", "This one")
    assert read_head(notebook) == Head(commit=repository.git("rev-parse", "HEAD"), dirty=False)


def test_a_linked_worktree_has_its_own_head(repository: Repository, tmp_path: Path) -> None:
    repository.write(NOTEBOOK)
    first = repository.commit(NOTEBOOK)
    repository.git("worktree", "add", "--quiet", "-b", "topic", str(tmp_path / "linked"))
    repository.write(NOTEBOOK, "other")
    second = repository.commit(NOTEBOOK)
    assert read_head(repository.folder / NOTEBOOK) == Head(commit=second, dirty=False)
    assert read_head(tmp_path / "linked" / NOTEBOOK) == Head(commit=first, dirty=False)


def test_a_notebook_in_a_submodule_stands_on_the_submodules_commit(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    outer = type(repository)(tmp_path / "outer")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "add", str(repository.folder), "inner"
    )
    assert read_head(outer.folder / "inner" / NOTEBOOK) == Head(commit=commit, dirty=False)


def test_a_link_stands_where_its_content_is(repository: Repository, tmp_path: Path) -> None:
    notebook = repository.write(NOTEBOOK)
    commit = repository.commit(NOTEBOOK)
    link = tmp_path / "link.ipynb"
    try:
        link.symlink_to(notebook)
    except OSError:
        pytest.skip("no links here")
    assert read_head(link) == Head(commit=commit, dirty=False)


def test_a_repository_of_another_owner_is_refused_with_a_warning(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    notebook = repository.write(NOTEBOOK)
    repository.commit(NOTEBOOK)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch for its tests
    with caplog.at_level(logging.WARNING):
        assert read_head(notebook) is None
    assert "safe.directory" in caplog.text


def test_a_folder_that_is_gone_does_not_answer_for_the_current_one(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(repository.write(NOTEBOOK).name)
    monkeypatch.chdir(repository.folder)
    assert read_head(repository.folder / "gone" / NOTEBOOK) is None


def test_without_git_there_is_none(repository: Repository, tmp_path: Path) -> None:
    notebook = repository.write(NOTEBOOK)
    repository.commit(NOTEBOOK)
    program = (
        "import sys; from pathlib import Path; from jupyter_mlops.git.head import read_head;"
        "sys.exit(read_head(Path(sys.argv[1])) is not None)"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(notebook)],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PATH": str(tmp_path)},
    )
