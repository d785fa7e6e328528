"""What has changed in a file, by cell and by hunk."""

from __future__ import annotations

import pytest

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.services.changes import find_cells, find_hunks
from jupyter_mlops.services.discard import discard
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.superseded import holds_more
from jupyter_mlops.services.unsaved import Unsaved
from tests.git.notebooks import dump, notebook
from tests.services.git_files import NOTEBOOK, TEXT, FilesRepository


class TestCells:
    def test_without_changes_there_are_none(self, files: FilesRepository) -> None:
        found = find_cells(files.folder, NOTEBOOK)
        assert found.changes is not None
        assert (found.changes.cells, found.problem) == ([], "")

    def test_outputs_that_our_filter_keeps_out_are_no_change(self, files: FilesRepository) -> None:
        set_up(files.folder)
        stage(files.folder, [files.whole()])
        files.git("commit", "--quiet", "--all", "-m", "Clean")
        files.run("load()", "fit(2)", "show()")
        found = find_cells(files.folder, NOTEBOOK)
        assert found.changes is not None
        assert [(cell.kind, cell.outputs) for cell in found.changes.cells] == [("edited", None)]

    def test_the_version_is_another_as_soon_as_one_of_three_is(
        self, files: FilesRepository
    ) -> None:
        versions = [find_cells(files.folder, NOTEBOOK).version]
        files.run("load(1)", "fit()", "show()")
        versions.append(find_cells(files.folder, NOTEBOOK).version)
        stage(files.folder, [files.cells(0)])
        versions.append(find_cells(files.folder, NOTEBOOK).version)
        files.git("commit", "--quiet", "-m", "One")
        versions.append(find_cells(files.folder, NOTEBOOK).version)
        assert len(set(versions)) == 4

    def test_saving_what_was_typed_changes_nothing(self, files: FilesRepository) -> None:
        files.run("load()", "fit()", "show()")
        typed = Unsaved(notebook=notebook("load(1)", "fit()", "show()", outputs="second\n"))
        before = find_cells(files.folder, NOTEBOOK, typed)
        files.run("load(1)", "fit()", "show()")
        after = find_cells(files.folder, NOTEBOOK)
        assert before.changes == after.changes

    def test_a_conflict_is_a_whole(self, files: FilesRepository) -> None:
        files.conflict(NOTEBOOK, dump(notebook("1")), dump(notebook("2")))
        found = find_cells(files.folder, NOTEBOOK)
        assert (found.changes, found.problem) == (
            None,
            "it has a merge conflict that is not resolved",
        )

    def test_so_are_links_submodules_and_what_others_store(self, files: FilesRepository) -> None:
        FilesRepository(files.folder / "inner.ipynb")
        (files.folder / "link.ipynb").symlink_to(NOTEBOOK)
        files.git("config", "filter.lfs.clean", "cat")
        files.write(".gitattributes", "large.ipynb filter=lfs\n")
        files.save("large.ipynb", "1")
        names = ("inner.ipynb", "link.ipynb", "large.ipynb")
        problems = [find_cells(files.folder, name).problem for name in names]
        assert problems == [
            "it is a submodule",
            "it is a symbolic link",
            "git stores something else in its place, as for Git LFS",
        ]
        with pytest.raises(ConflictError, match="Git LFS"):
            stage(files.folder, [files.whole("large.ipynb", cells=())])

    def test_so_is_what_is_no_notebook_in_one_version(self, files: FilesRepository) -> None:
        files.write("draft.ipynb", "not yet")
        files.commit("draft.ipynb")
        files.save("draft.ipynb", "1")
        assert "draft.ipynb in HEAD" in find_cells(files.folder, "draft.ipynb").problem

    def test_so_is_too_much(self, files: FilesRepository) -> None:
        with (files.folder / "large.ipynb").open("wb") as file:
            file.truncate(5 * 2**30)
        assert "too large" in find_cells(files.folder, "large.ipynb").problem
        assert "too large" in find_hunks(files.folder, "large.ipynb").problem


class TestHunks:
    def test_lines_and_where_they_stand(self, files: FilesRepository) -> None:
        files.write("code.py", TEXT.replace("line 3\n", "three\nand more\n"))
        (hunk,) = find_hunks(files.folder, "code.py").hunks
        assert (hunk.base, hunk.base_lines, hunk.head, hunk.head_lines) == (2, 1, 2, 2)
        assert (hunk.preview, hunk.state) == ("three", "unstaged")

    def test_line_ends_alone_are_no_change_where_git_sees_none(
        self, files: FilesRepository
    ) -> None:
        files.write(".gitattributes", "*.py text=auto\n")
        (files.folder / "code.py").write_bytes(TEXT.replace("\n", "\r\n").encode())
        assert find_hunks(files.folder, "code.py").hunks == []

    def test_what_is_no_text_is_a_whole(self, files: FilesRepository) -> None:
        (files.folder / "a.bin").write_bytes(b"\0")
        files.write("large.txt", "x\n" * 2_600_000)
        files.conflict("code.py", "1\n", "2\n")
        problems = [find_hunks(files.folder, name).problem for name in ("a.bin", "large.txt")]
        assert problems == ["it is no text", "it is larger than 5 MB"]
        assert "merge conflict" in find_hunks(files.folder, "code.py").problem

    def test_discarding_all_hunks_of_a_new_text_removes_it(self, files: FilesRepository) -> None:
        files.write("new.txt", "1\n2\n")
        discard(files.folder, [files.hunks(0, name="new.txt")])
        assert not (files.folder / "new.txt").exists()


class TestWhatOnlyTheIndexHolds:
    def test_cells_of_two_versions_are_nothing_new(self) -> None:
        base, working = notebook("a", "b", outputs="1"), notebook("c", "d", outputs="2")
        mixed = {**base, "cells": [base["cells"][0], working["cells"][1]]}
        contents = [dump(nb).encode() for nb in (mixed, base, working)]
        assert not holds_more("a.ipynb", contents[0], contents[1:])

    @pytest.mark.parametrize(
        "change",
        [
            {"source": "other"},
            {"outputs": notebook("x", outputs="other")["cells"][0]["outputs"]},
            {"metadata": {"note": 1}},
            {"attachments": {"a.png": {"image/png": "AAAA"}}},
        ],
    )
    def test_whatever_a_cell_has_is_something(self, change: dict[str, object]) -> None:
        nb = notebook("a")
        nb["cells"][0] |= change
        assert holds_more("a.ipynb", dump(nb).encode(), [dump(notebook("a")).encode(), b""])

    def test_counts_of_runs_are_not(self) -> None:
        nb = notebook("a")
        nb["cells"][0]["execution_count"] = 7
        assert not holds_more("a.ipynb", dump(nb).encode(), [dump(notebook("a")).encode()])

    def test_texts_go_by_line_and_other_files_as_a_whole(self) -> None:
        assert not holds_more("a.txt", b"1\r\n2\n", [b"2\n1\n"])
        assert holds_more("a.txt", b"1\n3\n", [b"1\n2\n"])
        assert holds_more("a.bin", b"1\0", [b"1\0\n"])
        assert not holds_more("a.bin", b"1\0", [b"1\0"])
        assert holds_more("a.ipynb", b"no notebook", [b""])


def test_what_git_has_may_be_too_large(
    files: FilesRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write("code.py", TEXT + "staged\n")
    files.git("add", "code.py")
    files.write("code.py", "x")
    monkeypatch.setattr("jupyter_mlops.services.file_versions.LARGE", 10)
    assert find_hunks(files.folder, "code.py").problem == "it is too large to be looked into"
    stage(files.folder, [files.whole("code.py")])
    assert [entry.title for entry in list_discarded(files.folder)] == ["staged version of code.py"]
