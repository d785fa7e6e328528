"""Changes taken out of the index."""

from __future__ import annotations

import pytest

from jupyter_mlops.errors import ConflictError, StaleError
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.unstage import unstage
from tests.services.git_files import NOTEBOOK, TEXT, FilesRepository


def test_a_cell_leaves_the_others_staged(files: FilesRepository) -> None:
    working = files.run("load(1)", "fit(2)", "show(3)")
    stage(files.folder, [files.cells(0, 1, 2)])
    unstage(files.folder, [files.cells(1)])
    assert files.staged_sources() == ["load(1)", "fit()", "show(3)"]
    assert files.read() == working


def test_the_last_one_leaves_the_commits_bytes(files: FilesRepository) -> None:
    files.run("load(1)", "fit(2)", "show(3)")
    stage(files.folder, [files.cells(0, 1)])
    unstage(files.folder, [files.cells(0, 1)])
    assert files.git("diff", "--cached") == ""


def test_a_new_notebook_leaves_the_index_with_its_last_cell(files: FilesRepository) -> None:
    files.git("rm", "--quiet", "--cached", NOTEBOOK)
    files.git("commit", "--quiet", "-m", "Forget")
    stage(files.folder, [files.whole()])
    unstage(files.folder, [files.cells(0, 1, 2)])
    assert files.git("status", "--porcelain") == f"?? {NOTEBOOK}"


def test_a_hunk_leaves_the_others_staged(files: FilesRepository) -> None:
    files.write("code.py", TEXT.replace("line 3\n", "three\n").replace("line 20\n", "20\n"))
    stage(files.folder, [files.hunks(0, 1)])
    unstage(files.folder, [files.hunks(0)])
    assert files.staged("code.py").decode() == TEXT.replace("line 20\n", "20\n")


def test_a_whole_file_is_as_in_the_last_commit(files: FilesRepository) -> None:
    files.write("new.txt", "new")
    files.git("add", "new.txt")
    files.git("rm", "--quiet", "--cached", "code.py")
    files.git("update-index", "--chmod=+x", NOTEBOOK)
    unstage(files.folder, [files.whole(name) for name in ("new.txt", "code.py", NOTEBOOK)])
    assert files.git("diff", "--cached", "--name-only") == ""


def test_a_rename_goes_back_to_its_old_name(files: FilesRepository) -> None:
    files.git("mv", "code.py", "moved.py")
    unstage(files.folder, [files.whole("moved.py")])
    assert files.git("ls-files").splitlines() == ["code.py", NOTEBOOK]


def test_without_commits_the_file_leaves_the_index(files: FilesRepository) -> None:
    files.git("update-ref", "-d", "HEAD")
    unstage(files.folder, [files.whole()])
    assert files.git("ls-files") == "code.py"


def test_a_staged_version_that_nothing_else_has_is_kept(files: FilesRepository) -> None:
    files.run("load()", "fit(2)", "show()")
    stage(files.folder, [files.cells(1)])
    files.run("load()", "fit(3)", "show()")
    unstage(files.folder, [files.cells(1)])
    (kept,) = list_discarded(files.folder)
    index = kept.files[0].index
    assert index is not None
    assert b"fit(2)" in files.told("cat-file", "blob", index.oid)


def test_a_choice_made_of_another_state_is_stale(files: FilesRepository) -> None:
    files.run("load(1)", "fit()", "show()")
    stage(files.folder, [files.cells(0)])
    choice = files.cells(0)
    files.run("load(2)", "fit()", "show()")
    with pytest.raises(StaleError):
        unstage(files.folder, [choice])


def test_nothing_of_a_conflict_is_staged(files: FilesRepository) -> None:
    files.conflict("code.py", "ours\n", "theirs\n")
    with pytest.raises(ConflictError, match="merge conflict"):
        unstage(files.folder, [files.whole("code.py")])
