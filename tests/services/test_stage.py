"""Changes put into the index."""

from __future__ import annotations

import threading

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    InvalidError,
    LockedError,
    StaleError,
)
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY
from jupyter_mlops.services.changes import find_cells
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.unsaved import Unsaved
from jupyter_mlops.services.unstage import unstage
from tests.git.notebooks import dump, notebook
from tests.services.git_files import NOTEBOOK, TEXT, FilesRepository


class TestCells:
    def test_only_the_chosen_cell_is_staged(self, files: FilesRepository) -> None:
        working = files.run("load(1)", "fit(2)", "show(3)")
        stage(files.folder, [files.cells(1)])
        assert files.staged_sources() == ["load()", "fit(2)", "show()"]
        assert files.read() == working

    def test_outputs_stay_out(self, files: FilesRepository) -> None:
        files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.cells(1)])
        assert [cell["outputs"] for cell in files.staged_cells()] == [
            [{"output_type": "stream", "name": "stdout", "text": "first\n"}],
            [],
            [{"output_type": "stream", "name": "stdout", "text": "first\n"}],
        ]

    def test_outputs_come_where_they_are_chosen(self, files: FilesRepository) -> None:
        files.run("load()", "fit()", "show()")
        stage(files.folder, [files.cells(2, part="outputs")])
        texts = [cell["outputs"][0]["text"] for cell in files.staged_cells()]
        assert texts == ["first\n", "first\n", "second\n"]

    def test_outputs_that_the_settings_keep_come_along(self, files: FilesRepository) -> None:
        files.write("pyproject.toml", '[tool.jupyter-mlops.clean]\noutputs = "keep"\n')
        files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.cells(1)])
        assert files.staged_cells()[1]["outputs"][0]["text"] == "second\n"

    def test_all_with_their_outputs_are_what_git_would_add(self, files: FilesRepository) -> None:
        working = files.run("load(1)", "fit(2)", "new()")
        stage(files.folder, [files.cells(0, 1, 2)], code_only=False)
        assert files.staged() == working

    def test_a_cell_of_an_unsaved_document_can_be_chosen(self, files: FilesRepository) -> None:
        before = files.read()
        edited = notebook("load()", "fit(2)", "show(3)")
        stage(files.folder, [files.cells(1, unsaved=Unsaved(notebook=edited))])
        assert files.staged_sources() == ["load()", "fit(2)", "show()"]
        assert files.read() == before

    def test_a_choice_made_of_another_state_is_stale(self, files: FilesRepository) -> None:
        files.run("load(1)", "fit(2)", "show()")
        choice = files.cells(1)
        files.run("load(1)", "fit(3)", "show()")
        with pytest.raises(StaleError, match="changed meanwhile"):
            stage(files.folder, [choice])
        assert files.staged() == files.head()

    def test_a_new_notebook_comes_cell_by_cell(self, files: FilesRepository) -> None:
        files.save("new.ipynb", "a", "b", "c")
        found = find_cells(files.folder, "new.ipynb")
        assert found.changes is not None
        key = found.changes.cells[1].key
        choice = FileChoice(path="new.ipynb", cells=(files.choice(key),))
        stage(files.folder, [choice])
        assert b'"b"' in files.staged("new.ipynb")
        assert b'"a"' not in files.staged("new.ipynb")

    def test_a_renamed_notebook_is_compared_under_its_old_name(
        self, files: FilesRepository
    ) -> None:
        files.git("mv", NOTEBOOK, "model.ipynb")
        files.save("model.ipynb", "load()", "fit(2)", "show(3)", outputs="first\n")
        found = find_cells(files.folder, "model.ipynb")
        assert found.changes is not None
        assert found.changes.counts.edited == 2
        key = found.changes.cells[0].key
        stage(files.folder, [FileChoice(path="model.ipynb", cells=(files.choice(key),))])
        assert b"fit(2)" in files.staged("model.ipynb")
        assert b"show()" in files.staged("model.ipynb")

    def test_parts_of_a_conflict_are_refused(self, files: FilesRepository) -> None:
        files.conflict("code.py", "ours\n", "theirs\n")
        with pytest.raises(ConflictError, match="merge conflict"):
            stage(files.folder, [FileChoice(path="code.py", hunks=("x",))])

    def test_cells_and_hunks_at_once_are_refused(self, files: FilesRepository) -> None:
        with pytest.raises(InvalidError, match="not both"):
            stage(files.folder, [FileChoice(path=NOTEBOOK, cells=(), hunks=())])
        with pytest.raises(InvalidError, match="twice"):
            stage(files.folder, [files.whole(), files.whole()])

    @pytest.mark.parametrize("intent", [False, True])
    def test_a_notebook_that_was_empty(self, files: FilesRepository, *, intent: bool) -> None:
        files.write("new.ipynb", "")
        if not intent:
            files.commit("new.ipynb")
        files.save("new.ipynb", "a", "b")
        if intent:
            files.git("add", "--intent-to-add", "new.ipynb")
        found = find_cells(files.folder, "new.ipynb")
        assert found.changes is not None
        keys = [cell.key for cell in found.changes.cells]
        stage(files.folder, [FileChoice(path="new.ipynb", cells=(files.choice(keys[0]),))])
        assert b'"a"' in files.staged("new.ipynb")
        unstage(files.folder, [FileChoice(path="new.ipynb", cells=(files.choice(keys[0]),))])
        expected = "?? new.ipynb" if intent else "M new.ipynb"
        assert files.git("status", "--porcelain") == expected


class TestHunks:
    def test_only_the_chosen_hunk_is_staged(self, files: FilesRepository) -> None:
        files.write("code.py", TEXT.replace("line 3\n", "three\n").replace("line 20\n", "20\n"))
        stage(files.folder, [files.hunks(1)])
        assert files.staged("code.py").decode() == TEXT.replace("line 20\n", "20\n")

    def test_lines_ends_are_stored_as_git_would(self, files: FilesRepository) -> None:
        files.write(".gitattributes", "*.py text=auto\n")
        edited = TEXT.replace("line 3\n", "three\n").replace("\n", "\r\n").encode()
        (files.folder / "code.py").write_bytes(edited)
        stage(files.folder, [files.hunks(0)])
        assert files.staged("code.py").decode() == TEXT.replace("line 3\n", "three\n")
        assert files.read("code.py") == edited

    def test_all_of_a_deleted_text_takes_it_out(self, files: FilesRepository) -> None:
        (files.folder / "code.py").unlink()
        stage(files.folder, [files.hunks(0)])
        assert files.git("diff", "--cached", "--name-status") == "D\tcode.py"


class TestConflicts:
    def test_a_file_with_markers_is_refused(self, files: FilesRepository) -> None:
        files.conflict("code.py", "ours\n", "theirs\n")
        with pytest.raises(ConflictError, match="still holds"):
            stage(files.folder, [files.whole("code.py")])

    def test_a_settled_one_is_staged(self, files: FilesRepository) -> None:
        files.conflict("code.py", "ours\n", "theirs\n")
        files.write("code.py", "both\n\nTitle\n=======\n")
        stage(files.folder, [files.whole("code.py")])
        assert files.git("status", "--porcelain", "code.py") == "M  code.py"

    def test_a_notebook_is_settled_when_no_cell_has_a_conflict(
        self, files: FilesRepository
    ) -> None:
        ours, theirs = (dump(notebook("load()", side, "show()")) for side in ("ours", "theirs"))
        files.conflict(NOTEBOOK, ours, theirs)
        held = notebook("load()", "both", "show()")
        conflict = {"kinds": ["source"], "local": {}, "remote": {}}
        held["cells"][1]["metadata"] = {KEY: {CONFLICT: conflict}}
        files.write(NOTEBOOK, dump(held))
        with pytest.raises(ConflictError, match="still holds"):
            stage(files.folder, [files.whole()])
        files.save(NOTEBOOK, "load()", "both", "show()", outputs="second\n")
        stage(files.folder, [files.whole()])
        assert files.staged_sources() == ["load()", "both", "show()"]
        assert b"second" not in files.staged()


class TestNothingIsLost:
    def test_a_staged_version_that_nothing_else_has_is_kept(self, files: FilesRepository) -> None:
        files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.cells(1)])
        files.run("load()", "fit(3)", "show()")
        stage(files.folder, [files.cells(1)])
        (kept,) = list_discarded(files.folder)
        assert kept.title == f"staged version of {NOTEBOOK}"
        index = kept.files[0].index
        assert index is not None
        assert b"fit(2)" in files.told("cat-file", "blob", index.oid)

    def test_one_that_the_rest_has_is_not(self, files: FilesRepository) -> None:
        files.run("load(1)", "fit(2)", "show(3)")
        for position in (0, 1, 2):
            stage(files.folder, [files.cells(position)])
        stage(files.folder, [files.whole()])
        assert list_discarded(files.folder) == []

    def test_so_with_texts(self, files: FilesRepository) -> None:
        for text in ("two\n", "three\n"):
            files.write("code.py", TEXT + text)
            stage(files.folder, [files.whole("code.py")])
        (kept,) = list_discarded(files.folder)
        assert kept.files[0].index is not None


class TestLocks:
    def test_a_lock_that_stays_is_told(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("jupyter_mlops.git.lock.PATIENCE", 0.2)
        (files.folder / ".git" / "index.lock").touch()
        files.run("load(1)", "fit(2)", "show()")
        with pytest.raises(LockedError):
            stage(files.folder, [files.cells(0)])
        files.write("code.py", "new")
        with pytest.raises(LockedError):
            stage(files.folder, [files.whole("code.py")])

    def test_two_tabs_at_once_take_turns(self, files: FilesRepository) -> None:
        files.run("load(1)", "fit(2)", "show(3)")
        errors: list[Exception] = []

        def tick(position: int) -> None:
            choice = files.cells(position)
            choice = FileChoice(path=choice.path, cells=choice.cells)
            try:
                stage(files.folder, [choice])
            except Exception as error:  # noqa: BLE001 - told below
                errors.append(error)

        threads = [threading.Thread(target=tick, args=(position,)) for position in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert errors == []
        assert files.staged_sources() == ["load(1)", "fit(2)", "show(3)"]
