"""What was discarded, put back."""

from __future__ import annotations

import os

import pytest

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.services.discard import discard
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.restore import restore
from jupyter_mlops.services.stage import stage
from tests.services.git_files import TEXT, FilesRepository


class TestRestore:
    def test_all_is_as_it_was(self, files: FilesRepository) -> None:
        (files.folder / "code.py").chmod(0o755)
        files.run("load(1)", "fit(2)", "show()")
        stage(files.folder, [files.cells(0)])
        files.write("new.txt", "new")
        before = files.read(), files.git("ls-files", "--stage"), files.git("status", "--porcelain")
        names = [files.whole(), files.whole("code.py"), files.whole("new.txt")]
        discarded = discard(files.folder, names)
        restore(files.folder, discarded.id)
        after = files.read(), files.git("ls-files", "--stage"), files.git("status", "--porcelain")
        assert before == after
        assert list_discarded(files.folder) == []

    def test_what_stands_there_now_is_kept(self, files: FilesRepository) -> None:
        files.write("code.py", "first\n")
        discarded = discard(files.folder, [files.whole("code.py")])
        files.write("code.py", "second\n")
        restore(files.folder, discarded.id)
        assert files.read("code.py") == b"first\n"
        (kept,) = list_discarded(files.folder)
        restore(files.folder, kept.id)
        assert files.read("code.py") == b"second\n"

    def test_what_was_committed_since_is_not_unstaged(self, files: FilesRepository) -> None:
        files.write("code.py", TEXT + "staged\n")
        files.git("add", "code.py")
        files.write("code.py", TEXT + "working\n")
        discarded = discard(files.folder, [files.whole("code.py")])
        files.write("code.py", TEXT + "committed\n")
        files.commit("code.py")
        restore(files.folder, discarded.id)
        assert files.read("code.py").decode() == TEXT + "working\n"
        assert files.staged("code.py").decode() == TEXT + "committed\n"
        assert [entry.id for entry in list_discarded(files.folder)] == [discarded.id]

    def test_a_deletion_is_restored(self, files: FilesRepository) -> None:
        (files.folder / "code.py").unlink()
        discarded = discard(files.folder, [files.whole("code.py")])
        restore(files.folder, discarded.id)
        assert not (files.folder / "code.py").exists()

    def test_a_folder_in_the_way_is_left_alone(self, files: FilesRepository) -> None:
        files.write("new", "1")
        discarded = discard(files.folder, [files.whole("new")])
        files.write("new/precious.txt", "1")
        with pytest.raises(ConflictError, match="a folder stands"):
            restore(files.folder, discarded.id)
        assert [entry.id for entry in list_discarded(files.folder)] == [discarded.id]

    def test_twice_is_told(self, files: FilesRepository) -> None:
        files.write("new", "1")
        discarded = discard(files.folder, [files.whole("new")])
        restore(files.folder, discarded.id)
        with pytest.raises(NotFoundError):
            restore(files.folder, discarded.id)

    def test_names_that_are_not_utf_8(self, files: FilesRepository) -> None:
        name = os.fsdecode(b"caf\xe9.txt")
        files.write(name, "new")
        discarded = discard(files.folder, [FileChoice(path=name)])
        assert not (files.folder / name).exists()
        restore(files.folder, discarded.id)
        assert files.read(name) == b"new"
