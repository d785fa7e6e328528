"""Whole files put into the index."""

from __future__ import annotations

import json
import os
import subprocess

import nbformat
import pytest

from jupyter_mlops.errors import (
    ConflictError,
    LargeFileError,
    StaleError,
)
from jupyter_mlops.git.command import GitError
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.unsaved import Unsaved
from tests.git.notebooks import dump, notebook
from tests.services.git_files import NOTEBOOK, TEXT, FilesRepository


class TestFiles:
    @pytest.mark.parametrize(
        "name", ["-f", "a\nb.txt", ":(top)x", "*", 'a"b', "é ü", "space at end "]
    )
    def test_any_name_is_a_name(self, files: FilesRepository, name: str) -> None:
        files.write(name, "new")
        files.write("other", "new")
        stage(files.folder, [files.whole(name)])
        assert files.told("diff", "--cached", "--name-only", "-z") == name.encode() + b"\0"

    def test_it_is_what_git_add_does(self, files: FilesRepository) -> None:
        files.write("run.sh", "true").chmod(0o755)
        (files.folder / "link").symlink_to("code.py")
        (files.folder / "code.py").unlink()
        names = ["run.sh", "link", "code.py"]
        stage(files.folder, [files.whole(name) for name in names])
        ours = files.git("ls-files", "--stage")
        files.git("reset", "--quiet")
        files.git("add", "--all", *names)
        assert ours == files.git("ls-files", "--stage")

    def test_a_notebook_without_outputs_if_only_code_is_wanted(
        self, files: FilesRepository
    ) -> None:
        working = files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.whole()])
        assert files.staged_cells()[1]["source"] == "fit(2)"
        assert b"second" not in files.staged()
        assert files.read() == working

    def test_a_notebook_with_outputs_byte_for_byte(self, files: FilesRepository) -> None:
        working = files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.whole()], code_only=False)
        assert files.staged() == working
        assert files.git("status", "--porcelain") == f"M  {NOTEBOOK}"

    def test_an_unsaved_document_as_saving_it_would_store_it(self, files: FilesRepository) -> None:
        edited = notebook("load()", "fit(2)\nfit(3)", "show()", outputs="second\n")
        stage(files.folder, [files.whole(unsaved=Unsaved(notebook=edited))], code_only=False)
        nbformat.write(nbformat.from_dict(edited), files.folder / NOTEBOOK)
        assert files.staged() == files.read()

    def test_an_unsaved_text(self, files: FilesRepository) -> None:
        stage(files.folder, [files.whole("code.py", unsaved=Unsaved(text="typed\n"))])
        assert files.staged("code.py") == b"typed\n"
        assert files.read("code.py") == TEXT.encode()

    def test_without_outputs_it_is_the_file_byte_for_byte(self, files: FilesRepository) -> None:
        nb = notebook("load()", "fit(2)", "show()")
        for cell in nb["cells"]:
            cell["execution_count"] = None
        files.write(NOTEBOOK, json.dumps(nb))
        stage(files.folder, [files.whole()])
        assert files.staged() == files.read()

    def test_the_state_of_widgets_stays_out(self, files: FilesRepository) -> None:
        nb = notebook("load()", "fit(2)", "show()")
        nb["metadata"]["widgets"] = {"state": {}}
        for cell in nb["cells"]:
            cell["execution_count"] = None
        files.write(NOTEBOOK, dump(nb))
        stage(files.folder, [files.whole()])
        assert b"widgets" not in files.staged()

    def test_what_is_no_notebook_by_content_is_a_file(self, files: FilesRepository) -> None:
        files.write("draft.ipynb", "not yet")
        stage(files.folder, [files.whole("draft.ipynb")])
        assert files.staged("draft.ipynb") == b"not yet"

    def test_the_executable_bit_of_a_notebook(self, files: FilesRepository) -> None:
        (files.folder / NOTEBOOK).chmod(0o755)
        files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.cells(0)])
        assert files.git("ls-files", "--stage", NOTEBOOK).startswith("100644")
        stage(files.folder, [files.whole()])
        assert files.git("ls-files", "--stage", NOTEBOOK).startswith("100755")
        files.git("config", "core.fileMode", "false")
        (files.folder / NOTEBOOK).chmod(0o644)
        stage(files.folder, [files.whole()])
        assert files.git("ls-files", "--stage", NOTEBOOK).startswith("100755")

    def test_a_file_in_place_of_a_folder_and_the_other_way(self, files: FilesRepository) -> None:
        files.write("data/a.csv", "1")
        files.commit("data/a.csv")
        (files.folder / "data" / "a.csv").unlink()
        (files.folder / "data").rmdir()
        files.write("data", "2")
        (files.folder / "code.py").unlink()
        files.write("code.py/inner.py", "3")
        names = ["data", "data/a.csv", "code.py", "code.py/inner.py"]
        stage(files.folder, [files.whole(name) for name in names])
        listed = files.git("ls-files").splitlines()
        assert listed == ["code.py/inner.py", "data", NOTEBOOK]

    def test_other_filters_have_their_say(self, files: FilesRepository) -> None:
        files.git("config", "filter.shout.clean", "tr a-z A-Z")
        files.write(".gitattributes", "*.py filter=shout\n")
        files.write("code.py", "new\n")
        stage(files.folder, [files.whole("code.py")])
        assert files.staged("code.py") == b"NEW\n"

    def test_our_filter_has_its_say(self, files: FilesRepository) -> None:
        set_up(files.folder)
        working = files.run("load()", "fit(2)", "show()")
        stage(files.folder, [files.cells(1)], code_only=False)
        assert b"second" not in files.staged()
        assert files.read() == working

    def test_large_files_only_knowingly(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with (files.folder / "large.bin").open("wb") as file:
            file.truncate(5 * 2**30)
        with pytest.raises(LargeFileError, match="MB"):
            stage(files.folder, [files.whole("large.bin")])
        files.write("small.bin", "x" * 50)
        monkeypatch.setattr("jupyter_mlops.services.stage.LARGE", 10)
        stage(files.folder, [files.whole("small.bin")], allow_large=True)
        assert files.staged("small.bin") == b"x" * 50

    def test_all_or_none(self, files: FilesRepository) -> None:
        files.write("a.txt", "1")
        files.run("load(1)", "fit()", "show()")
        with pytest.raises(StaleError, match="is gone"):
            stage(files.folder, [files.whole("a.txt"), files.whole(), files.whole("gone.txt")])
        assert files.git("diff", "--cached", "--name-only") == ""

    def test_a_required_filter_that_fails_changes_nothing(self, files: FilesRepository) -> None:
        files.git("config", "filter.broken.clean", "false")
        files.git("config", "filter.broken.required", "true")
        files.write(".gitattributes", "*.py filter=broken\n")
        files.write("code.py", "new\n")
        files.run("load(1)", "fit()", "show()")
        with pytest.raises(GitError):
            stage(files.folder, [files.whole(), files.whole("code.py")])
        assert files.git("diff", "--cached", "--name-only") == ""

    def test_a_repository_within_is_not_swallowed(self, files: FilesRepository) -> None:
        inner = files.folder / "inner"
        inner.mkdir()
        subprocess.run(["git", "init", "-q", str(inner)], check=True)
        with pytest.raises(ConflictError, match="no file of this repository"):
            stage(files.folder, [files.whole("inner")])

    def test_what_git_keeps_no_files_of_is_refused(self, files: FilesRepository) -> None:
        os.mkfifo(files.folder / "pipe")
        with pytest.raises(ConflictError, match="pipe is no file"):
            stage(files.folder, [files.whole("pipe")])

    def test_the_first_files_of_a_repository(self, files: FilesRepository) -> None:
        files.git("update-ref", "-d", "HEAD")
        files.git("rm", "--quiet", "--cached", "-r", ".")
        files.run("1", outputs="printed\n")
        stage(files.folder, [files.whole(), files.hunks(0)])
        assert files.staged("code.py").decode() == TEXT
        assert b"printed" not in files.staged()
