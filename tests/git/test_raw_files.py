"""Working files as they are, to git's objects and back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, StorageError
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.index import IndexEntry, store_blob
from jupyter_mlops.git.raw_files import check_way, file_mode, put_file, store_files
from tests.git.conftest import Repository


def _entry(repository: Repository, path: str, data: bytes, mode: str = "100644") -> IndexEntry:
    return IndexEntry(path=path, mode=mode, oid=store_blob(repository.folder, data))


class TestPutFile:
    @pytest.mark.parametrize("data", [b"", b"a\r\nb", bytes(range(256)) * 9000])
    def test_writes_every_byte(self, repository: Repository, data: bytes) -> None:
        put_file(repository.folder, _entry(repository, "new/folder/a.bin", data))
        assert (repository.folder / "new/folder/a.bin").read_bytes() == data

    def test_keeps_the_permissions_but_for_the_executable_bit(self, repository: Repository) -> None:
        file = repository.write("a.sh", "old")
        file.chmod(0o640)
        put_file(repository.folder, _entry(repository, "a.sh", b"new", "100755"))
        assert stat.S_IMODE(file.stat().st_mode) == 0o750
        put_file(repository.folder, _entry(repository, "a.sh", b"newer"))
        assert stat.S_IMODE(file.stat().st_mode) == 0o640

    def test_makes_links_and_replaces_them(self, repository: Repository) -> None:
        put_file(repository.folder, _entry(repository, "link", b"some\xffwhere", "120000"))
        assert os.readlink(os.fsencode(repository.folder / "link")) == b"some\xffwhere"  # noqa: PTH115 - bytes
        put_file(repository.folder, _entry(repository, "link", b"a file"))
        assert file_mode(repository.folder / "link") == "100644"

    def test_writes_through_no_link(self, repository: Repository, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (repository.folder / "folder").symlink_to(outside)
        with pytest.raises(ConflictError, match="no folder"):
            put_file(repository.folder, _entry(repository, "folder/a.txt", b"1"))
        assert list(outside.iterdir()) == []

    def test_replaces_no_folder(self, repository: Repository) -> None:
        repository.write("a.txt/b.txt", "precious")
        with pytest.raises(ConflictError, match="a folder stands"):
            put_file(repository.folder, _entry(repository, "a.txt", b"1"))
        repository.write("c", "precious")
        with pytest.raises(ConflictError, match="no folder"):
            check_way(repository.folder, "c/d/e.txt")

    def test_leaves_the_file_if_the_object_is_missing(self, repository: Repository) -> None:
        file = repository.write("a.txt", "precious")
        missing = IndexEntry(path="a.txt", mode="100644", oid="1" * 40)
        with pytest.raises(GitError):
            put_file(repository.folder, missing)
        assert [entry.name for entry in repository.folder.iterdir() if entry != file] == [".git"]
        assert file.read_text() == "precious"

    def test_says_why_it_cannot_write(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = _entry(repository, "a.txt", b"1")
        monkeypatch.setattr(os, "replace", _refuse)
        with pytest.raises(StorageError, match="No space"):
            put_file(repository.folder, entry)
        assert not (repository.folder / "a.txt").exists()


def test_files_are_stored_and_come_back(repository: Repository) -> None:
    repository.write("a\nb", "1")
    (repository.folder / "link").symlink_to("a")
    oids = store_files(repository.folder, {"link": "120000", "a\nb": "100644"})
    assert oids == {
        "a\nb": store_blob(repository.folder, b"1"),
        "link": store_blob(repository.folder, b"a"),
    }


def test_what_is_neither_file_nor_link_has_no_mode(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [file_mode(tmp_path / name) for name in ("pipe", ".", "gone", "nul\0")] == [None] * 4


def _refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")
