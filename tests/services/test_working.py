"""The working version of a file, as it is and as git would store it."""

from __future__ import annotations

import os
import subprocess
from typing import Any

import nbformat
import pytest

from jupyter_mlops.errors import ForbiddenError, InvalidError, LargeFileError, StaleError
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.stored_form import StoredForm, working_form
from jupyter_mlops.services.unsaved import Unsaved, unsaved_data
from jupyter_mlops.services.working import load_working, read_working
from tests.git.notebooks import dump, notebook
from tests.services.git_files import NOTEBOOK, FilesRepository


class TestFile:
    def test_it_is_what_lies_on_disk(self, files: FilesRepository) -> None:
        (files.folder / "a.bin").write_bytes(b"\0\r\n")
        working = load_working(files.folder, "a.bin")
        assert working is not None
        assert (working.data, working.mode, working.unsaved) == (b"\0\r\n", "100644", False)

    def test_links_submodules_and_nothing(self, files: FilesRepository) -> None:
        (files.folder / "link").symlink_to(os.fsdecode(b"some\xffwhere"))
        FilesRepository(files.folder / "inner")
        (files.folder / "folder").mkdir()
        found = [load_working(files.folder, name) for name in ("link", "inner", "folder", "gone")]
        shown = [None if each is None else (each.mode, each.data) for each in found]
        assert shown == [("120000", b"some\xffwhere"), ("160000", b""), None, None]

    def test_too_much_is_not_read(self, files: FilesRepository) -> None:
        with (files.folder / "large.bin").open("wb") as file:
            file.truncate(5 * 2**30)
        with pytest.raises(LargeFileError):
            load_working(files.folder, "large.bin")

    def test_what_may_not_be_read_is_said(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: object) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
        with pytest.raises(ForbiddenError, match="Permission denied"):
            load_working(files.folder, NOTEBOOK)


class TestAsGit:
    def test_our_filter_is_applied(self, files: FilesRepository) -> None:
        set_up(files.folder)
        files.run("load(1)", "fit()", "show()")
        data = read_working(files.folder, NOTEBOOK)
        assert data is not None
        assert b"second" not in data
        files.git("add", NOTEBOOK)
        assert files.staged() == data

    def test_so_are_all_others(self, files: FilesRepository) -> None:
        files.git("config", "filter.shout.clean", "tr a-z A-Z")
        lines = (
            "*.py filter=shout",
            "*.txt text",
            "*.md ident",
            "*.u working-tree-encoding=UTF-16LE",
        )
        files.write(".gitattributes", "\n".join(lines))
        contents = {
            "a.py": b"loud",
            "b.txt": b"1\r\n",
            "c.md": b"$Id: x $",
            "d.u": "é".encode("utf-16-le"),
        }
        for name, data in contents.items():
            (files.folder / name).write_bytes(data)
            files.git("add", name)
            assert read_working(files.folder, name) == files.staged(name)

    def test_without_any_nothing_is_asked_and_nothing_changed(self, files: FilesRepository) -> None:
        stored = StoredForm(files.folder, ["a.txt"])
        assert stored.of("a.txt", b"1\n\xff") == b"1\n\xff"
        assert not stored.is_cleaned("a.txt")
        assert not stored.is_foreign("a.txt")

    def test_a_filter_that_nobody_has_is_none(self, files: FilesRepository) -> None:
        files.write(".gitattributes", "*.ipynb filter=jupyter-mlops\n*.bin filter=lfs\n")
        stored = StoredForm(files.folder, [NOTEBOOK, "a.bin"])
        assert not stored.is_cleaned(NOTEBOOK)
        assert not stored.is_foreign("a.bin")
        assert read_working(files.folder, NOTEBOOK) == files.read()

    def test_the_other_way_is_what_git_checks_out(self, files: FilesRepository) -> None:
        files.write(".gitattributes", "*.py text eol=crlf\n*.txt text\n")
        assert working_form(files.folder, "a.py", b"1\n2\n", like=b"") == b"1\r\n2\r\n"
        assert working_form(files.folder, "a.txt", b"1\n2\n", like=b"1\r\n") == b"1\r\n2\r\n"
        assert working_form(files.folder, "a.txt", b"1\n2\n", like=b"1\r\n2\n") == b"1\n2\n"


class TestUnsaved:
    def test_it_is_what_jupyter_would_save(self, files: FilesRepository) -> None:
        typed = _typed("a = 1\nb = 2", "")
        data = unsaved_data(Unsaved(notebook=typed), None, name="a.ipynb")
        nbformat.write(nbformat.from_dict(typed), files.folder / "a.ipynb")
        assert data == files.read("a.ipynb")

    def test_outputs_come_from_the_file(self) -> None:
        saved = dump(notebook("a", "b", outputs="printed\n")).encode()
        typed = notebook("edited", "b")
        for cell in typed["cells"]:
            del cell["outputs"]
        unsaved = Unsaved(notebook=typed, outputs_on_disk=("cell-0", "cell-1"))
        assert unsaved_data(unsaved, saved, name="a").count(b"printed") == 2

    @pytest.mark.parametrize("saved", [None, b"no notebook", dump(notebook("a")).encode()])
    def test_outputs_that_are_gone_make_it_stale(self, saved: bytes | None) -> None:
        typed = notebook("a", "b")
        del typed["cells"][1]["outputs"]
        unsaved = Unsaved(notebook=typed, outputs_on_disk=("cell-1",))
        with pytest.raises(StaleError) as refusal:
            unsaved_data(unsaved, saved, name="a")
        assert refusal.value.hint == "send the whole document"

    def test_texts_keep_the_line_ends_of_the_file(self) -> None:
        unsaved = Unsaved(text="1\n2\n")
        assert unsaved_data(unsaved, b"old\r\n", name="a") == b"1\r\n2\r\n"
        assert unsaved_data(unsaved, b"old\n", name="a") == b"1\n2\n"
        assert unsaved_data(unsaved, None, name="a") == b"1\n2\n"

    @pytest.mark.parametrize(
        "unsaved",
        [
            Unsaved(),
            Unsaved(text="half \ud800"),
            Unsaved(notebook={}),
            Unsaved(notebook={"nbformat": 3, "cells": []}),
            Unsaved(notebook={"nbformat": 4, "cells": [1]}),
            Unsaved(notebook={"nbformat": 4, "cells": [{"outputs": 1}]}),
            Unsaved(notebook={"nbformat": 4, "cells": [{"outputs": [1]}]}),
        ],
    )
    def test_what_is_no_document_is_refused(self, unsaved: Unsaved) -> None:
        with pytest.raises(InvalidError):
            unsaved_data(unsaved, None, name="a")


def _typed(*sources: str) -> dict[str, Any]:
    """A notebook as the Lab holds it, with what Jupyter doesn't save."""
    typed = notebook(*sources, outputs="line\nline\n")
    typed["metadata"] = {"zeta": 1e-05, "alpha": 1.5, "signature": "x", "orig_nbformat": 3}
    for cell in typed["cells"]:
        cell["metadata"] = {"trusted": True, "tags": ["b", "a"]}
    return typed


def test_git_itself_agrees(files: FilesRepository) -> None:
    """The filter as git runs it and as it is applied here are the same."""
    set_up(files.folder)
    files.run("load(1)", "fit()", "show()", outputs="é ü\n")
    data = read_working(files.folder, NOTEBOOK)
    command = ["git", "-C", str(files.folder), "hash-object", NOTEBOOK]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    command = ["git", "-C", str(files.folder), "hash-object", "--stdin"]
    ours = subprocess.run(command, input=data, check=True, capture_output=True).stdout
    assert told == ours
