from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.notebooks.render.model import Shown
from jupyter_mlops.services.compare import compare_files, compare_revisions, differs
from jupyter_mlops.services.sides import is_nowhere
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "repository")


def save(file: Path, *sources: str, outputs: str = "") -> Path:
    file.write_text(dump(notebook(*sources, outputs=outputs)), encoding="utf-8")
    return file


def test_two_files_are_compared_without_a_repository(tmp_path: Path) -> None:
    base = save(tmp_path / "a.ipynb", "1", "2")
    head = save(tmp_path / "b.ipynb", "1", "3")
    comparison = compare_files(base, head)
    assert comparison.diff is not None
    assert comparison.diff.summary.edited == 1
    assert (comparison.path, comparison.base_name) == (head.as_posix(), base.name)


@pytest.mark.parametrize("nowhere", ["/dev/null", "NUL", "nul"])
def test_a_side_that_is_nowhere_has_no_cells(tmp_path: Path, nowhere: str) -> None:
    file = save(tmp_path / "a.ipynb", "1", "2")
    assert is_nowhere(nowhere)
    added = compare_files(Path(nowhere), file)
    assert added.diff is not None
    assert (added.status, added.diff.summary.added) == ("added", 2)
    assert added.diff.notebook == []
    gone = compare_files(file, Path(nowhere))
    assert gone.diff is not None
    assert (gone.status, gone.path) == ("deleted", file.as_posix())
    assert gone.diff.summary.removed == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1"),
        ("", "empty"),
        ("[]", "not a notebook"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS pointer"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: str, said: str) -> None:
    base = tmp_path / "a.ipynb"
    base.write_text(content)
    comparison = compare_files(base, save(tmp_path / "b.ipynb", "1"))
    assert comparison.diff is None
    assert said in comparison.problem
    assert str(base) in comparison.problem


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    file = save(tmp_path / "a.ipynb", "1")
    assert "no notebook at" in compare_files(file, tmp_path / "gone.ipynb").problem
    assert "is a folder" in compare_files(tmp_path, file).problem


def test_one_unreadable_notebook_does_not_stop_the_others(repository: NotebookRepository) -> None:
    for name in ("a.ipynb", "b.ipynb", "c.ipynb"):
        repository.save(name, "1")
    repository.commit("a.ipynb", "b.ipynb", "c.ipynb")
    repository.save("a.ipynb", "2")
    repository.write("b.ipynb", "<<<<<<< ours\n")
    (repository.folder / "c.ipynb").unlink()
    found = list(compare_revisions(repository.folder))
    assert [comparison.path for comparison in found] == ["a.ipynb", "b.ipynb", "c.ipynb"]
    assert [bool(comparison.problem) for comparison in found] == [False, True, False]
    assert found[1].problem.startswith("b.ipynb in worktree, line 1: ")
    assert found[2].status == "deleted"


def test_every_side_that_git_knows_is_read(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    repository.save("a.ipynb", "1", "2")
    repository.git("add", "a.ipynb")
    repository.save("a.ipynb", "1", "2", "3")
    sizes = {}
    for name, asked in {"work": [], "head": ["HEAD"]}.items():
        diff = next(iter(compare_revisions(repository.folder, asked))).diff
        assert diff is not None
        sizes[name] = (diff.base.cells, diff.head.cells)
    diff = next(iter(compare_revisions(repository.folder, cached=True))).diff
    assert diff is not None
    assert sizes == {"work": (2, 3), "head": (1, 3)}
    assert (diff.base.cells, diff.head.cells) == (1, 2)


def test_a_renamed_notebook_that_is_not_staged_is_read_from_the_worktree(
    repository: NotebookRepository,
) -> None:
    lines = [f"value_{number} = {number}" for number in range(30)]
    repository.save("a.ipynb", *lines)
    repository.commit("a.ipynb")
    repository.git("mv", "a.ipynb", "b.ipynb")
    repository.save("b.ipynb", *lines, "more")
    comparison = next(iter(compare_revisions(repository.folder, ["HEAD"])))
    assert (comparison.old_path, comparison.path, comparison.problem) == ("a.ipynb", "b.ipynb", "")
    assert comparison.diff is not None
    assert comparison.diff.summary.added == 1


def test_links_submodules_and_conflicts_are_told(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub.ipynb")
    blob = subprocess.run(
        ["git", "-C", str(repository.folder), "hash-object", "-w", "--stdin"],
        input="target",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    repository.git("update-index", "--add", "--cacheinfo", f"120000,{blob},link.ipynb")
    found = {c.path: c.problem for c in compare_revisions(repository.folder, cached=True)}
    assert found == {
        "link.ipynb": "link.ipynb in index is a symbolic link to target",
        "sub.ipynb": "sub.ipynb in index is a submodule",
    }


def test_a_wrong_revision_is_told_before_anything_is_read(repository: NotebookRepository) -> None:
    with pytest.raises(InvalidError):
        compare_revisions(repository.folder, ["nope"])
    with pytest.raises(NotFoundError):
        compare_revisions(repository.folder.parent)


def test_noise_and_what_is_left_out_does_not_differ(tmp_path: Path) -> None:
    base, head = notebook("1", outputs="a\n"), notebook("1", outputs="a\n")
    (tmp_path / "a.ipynb").write_text(dump(base))
    head["cells"][0]["execution_count"] = 7
    (tmp_path / "b.ipynb").write_text(dump(head))
    counted = compare_files(tmp_path / "a.ipynb", tmp_path / "b.ipynb")
    assert not differs(counted, Shown())
    assert differs(counted, Shown(noise=True))
    head["cells"][0]["outputs"][0]["text"] = "other\n"
    (tmp_path / "b.ipynb").write_text(dump(head))
    rerun = compare_files(tmp_path / "a.ipynb", tmp_path / "b.ipynb")
    assert differs(rerun, Shown())
    assert not differs(rerun, Shown(outputs=False))
    head["metadata"]["title"] = "x"
    (tmp_path / "b.ipynb").write_text(dump(head))
    titled = compare_files(tmp_path / "a.ipynb", tmp_path / "b.ipynb")
    assert differs(titled, Shown(outputs=False))
    assert not differs(titled, Shown(outputs=False, metadata=False))


def test_files_of_two_folders_are_called_by_their_paths(tmp_path: Path) -> None:
    folders = [tmp_path / "old", tmp_path / "new"]
    for folder in folders:
        folder.mkdir()
    base, head = (save(folder / "a.ipynb", "1") for folder in folders)
    comparison = compare_files(base, head)
    assert (comparison.base_name, comparison.head_name) == (base.as_posix(), head.as_posix())


def test_what_is_to_know_of_one_side_says_which(tmp_path: Path) -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": [], "metadata": {}}],
    }
    (tmp_path / "a.ipynb").write_text(dump(old))
    head = save(tmp_path / "b.ipynb", "1")
    notes = compare_files(tmp_path / "a.ipynb", head).notes
    assert notes == ("a.ipynb: upgraded from format 3",)
