"""Changes taken out of files and index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError, StaleError
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.discarded import Discarded, keep, list_discarded
from jupyter_mlops.services.discard import discard
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.restore import restore
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.unsaved import Unsaved
from tests.services.git_files import NOTEBOOK, TEXT, FilesRepository


class TestDiscard:
    def test_a_cell_goes_back_in_file_and_index(self, files: FilesRepository) -> None:
        files.run("load(1)", "fit(2)", "show()")
        stage(files.folder, [files.cells(0, 1)])
        discarded = discard(files.folder, [files.cells(1)])
        sources = [cell["source"] for cell in json.loads(files.read())["cells"]]
        assert sources == files.staged_sources() == ["load(1)", "fit()", "show()"]
        assert discarded.title == f"1 cell of {NOTEBOOK}"

    def test_a_hunk_goes_back_and_line_ends_stay(self, files: FilesRepository) -> None:
        edited = TEXT.replace("line 3\n", "three\n").replace("line 20\n", "20\n")
        files.write(".gitattributes", "*.py text=auto\n")
        (files.folder / "code.py").write_bytes(edited.replace("\n", "\r\n").encode())
        discard(files.folder, [files.hunks(0)])
        left = TEXT.replace("line 20\n", "20\n").replace("\n", "\r\n")
        assert files.read("code.py") == left.encode()

    def test_a_whole_file_is_as_in_the_last_commit(self, files: FilesRepository) -> None:
        (files.folder / "code.py").unlink()
        (files.folder / "code.py").symlink_to(NOTEBOOK)
        files.run("load(1)", "fit(2)", "show()")
        files.git("add", "code.py")
        discarded = discard(files.folder, [files.whole(), files.whole("code.py")])
        assert files.git("status", "--porcelain") == ""
        assert discarded.title == "2 files"

    def test_a_new_file_goes(self, files: FilesRepository) -> None:
        files.write("a.txt", "1")
        files.write("b.txt", "1")
        files.git("add", "b.txt")
        discard(files.folder, [files.whole("a.txt"), files.whole("b.txt")])
        assert files.git("status", "--porcelain") == ""

    def test_a_deleted_file_comes_back(self, files: FilesRepository) -> None:
        files.git("rm", "--quiet", "code.py")
        discard(files.folder, [files.whole("code.py")])
        assert files.read("code.py") == TEXT.encode()

    def test_a_hook_has_no_say(self, files: FilesRepository) -> None:
        hook = files.write(".git/hooks/post-checkout", "#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
        files.write("code.py", "new\n")
        discard(files.folder, [files.whole("code.py")])
        assert files.read("code.py") == TEXT.encode()

    def test_a_rename_is_taken_back(self, files: FilesRepository) -> None:
        files.git("mv", "code.py", "moved.py")
        discard(files.folder, [files.whole("moved.py")])
        assert files.git("status", "--porcelain") == ""

    def test_a_conflict_is_taken_back(self, files: FilesRepository) -> None:
        files.conflict("code.py", "ours\n", "theirs\n")
        markers = files.read("code.py")
        discarded = discard(files.folder, [files.whole("code.py")])
        assert files.read("code.py") == b"ours\n"
        restore(files.folder, discarded.id)
        assert files.read("code.py") == markers

    def test_outputs_that_no_commit_has_stay(self, files: FilesRepository) -> None:
        set_up(files.folder)
        stage(files.folder, [files.whole()])
        files.git("commit", "--quiet", "--all", "-m", "Clean")
        files.run("load()", "fit(2)", "show()", outputs="third\n")
        discard(files.folder, [files.whole()])
        cells = json.loads(files.read())["cells"]
        assert [cell["source"] for cell in cells] == ["load()", "fit()", "show()"]
        assert [cell["outputs"][0]["text"] for cell in cells] == ["third\n"] * 3
        assert files.git("status", "--porcelain") == ""

    def test_outputs_of_a_cell_stay_where_git_has_none(self, files: FilesRepository) -> None:
        set_up(files.folder)
        stage(files.folder, [files.whole()])
        files.git("commit", "--quiet", "--all", "-m", "Clean")
        files.run("load()", "fit(2)", "show()", outputs="third\n")
        discard(files.folder, [files.cells(0)])
        assert json.loads(files.read())["cells"][1]["outputs"][0]["text"] == "third\n"

    def test_a_file_without_commits(self, files: FilesRepository) -> None:
        files.git("update-ref", "-d", "HEAD")
        discarded = discard(files.folder, [files.whole(), files.whole("code.py")])
        assert files.git("status", "--porcelain") == ""
        restore(files.folder, discarded.id)
        assert files.git("status", "--porcelain") == "A  code.py\nA  train.ipynb"

    def test_nothing_to_discard_is_said(self, files: FilesRepository) -> None:
        with pytest.raises(StaleError, match="nothing"):
            discard(files.folder, [files.whole()])

    def test_what_is_not_saved_is_refused(self, files: FilesRepository) -> None:
        with pytest.raises(InvalidError, match="isn't saved"):
            discard(files.folder, [files.whole("code.py", unsaved=Unsaved(text="1"))])

    def test_a_choice_made_of_another_state_is_stale(self, files: FilesRepository) -> None:
        files.run("load(1)", "fit()", "show()")
        choice = files.cells(0)
        files.run("load(2)", "fit()", "show()")
        with pytest.raises(StaleError):
            discard(files.folder, [choice])
        assert list_discarded(files.folder) == []

    def test_a_file_saved_meanwhile_is_left_alone(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files.write("code.py", "first\n")

        def keep_slowly(root: Path, paths: list[str], *, title: str) -> Discarded:
            kept = keep(root, paths, title=title)
            files.write("code.py", "saved meanwhile\n")
            return kept

        monkeypatch.setattr("jupyter_mlops.services.discard.keep", keep_slowly)
        with pytest.raises(StaleError, match="saved just now"):
            discard(files.folder, [files.whole("code.py")])
        assert files.read("code.py") == b"saved meanwhile\n"

    def test_what_cannot_be_kept_is_not_discarded(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files.write("code.py", "precious\n")

        def refuse(*_: object, **__: object) -> None:
            raise GitError("no space left")

        monkeypatch.setattr("jupyter_mlops.services.discard.keep", refuse)
        with pytest.raises(GitError):
            discard(files.folder, [files.whole("code.py")])
        assert files.read("code.py") == b"precious\n"

    def test_whoever_is_killed_halfway_has_lost_nothing(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        working = files.run("load(1)", "fit(2)", "show()")
        files.write("code.py", "precious\n")

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        chosen = [files.cells(0), files.whole("code.py")]
        with monkeypatch.context() as broken:
            broken.setattr("jupyter_mlops.services.discard.restore_files", die)
            with pytest.raises(KeyboardInterrupt):
                discard(files.folder, chosen)
        restore(files.folder, list_discarded(files.folder)[0].id)
        assert (files.read(), files.read("code.py")) == (working, b"precious\n")

    def test_a_folder_in_the_way_is_left_alone(self, files: FilesRepository) -> None:
        (files.folder / "code.py").unlink()
        precious = files.write("code.py/precious.txt", "1")
        with pytest.raises(ConflictError, match="a folder stands"):
            discard(files.folder, [files.whole("code.py")])
        assert precious.read_text() == "1"

    def test_a_link_out_of_the_repository_is_not_followed(
        self, files: FilesRepository, tmp_path: Path
    ) -> None:
        files.write("data/a.txt", "1")
        files.commit("data/a.txt")
        outside = tmp_path / "outside"
        (files.folder / "data").rename(outside)
        (outside / "a.txt").write_text("precious")
        (files.folder / "data").symlink_to(outside)
        with pytest.raises(ConflictError, match="no folder"):
            discard(files.folder, [files.whole("data/a.txt")])
        assert (outside / "a.txt").read_text() == "precious"

    @pytest.mark.parametrize("name", ["-f", "a\nb.txt", "*"])
    def test_any_name_is_a_name(self, files: FilesRepository, name: str) -> None:
        files.write(name, "new")
        files.write("other", "new")
        discarded = discard(files.folder, [files.whole(name)])
        assert files.git("status", "--porcelain") == "?? other"
        restore(files.folder, discarded.id)
        assert files.read(name) == b"new"

    def test_a_submodule_is_not_for_here(self, files: FilesRepository) -> None:
        FilesRepository(files.folder / "inner")
        with pytest.raises(ConflictError, match="of its own"):
            discard(files.folder, [files.whole("inner")])

    def test_a_large_file_is_not_read(
        self, files: FilesRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("jupyter_mlops.services.working.LARGE", 10)
        files.write("code.py", "more than ten")
        discarded = discard(files.folder, [files.whole("code.py")])
        assert files.read("code.py") == TEXT.encode()
        restore(files.folder, discarded.id)
        assert files.read("code.py") == b"more than ten"
