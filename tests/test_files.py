from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import check_writable, ensure_folder, write_atomically

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX's permissions and limits")


def test_a_file_is_made_and_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


def test_a_reader_sees_the_old_content_or_the_new_and_never_a_part(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    contents = [bytes([n]) * 300_000 for n in range(40)]
    write_atomically(file, contents[0])
    done = threading.Event()
    seen = set()

    def read() -> None:
        while not done.is_set():
            seen.add(file.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for content in contents:
        write_atomically(file, content)
    done.set()
    reader.join()
    assert seen <= set(contents)


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_leaves_what_was_there_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    file = tmp_path / "a.ipynb"
    write_atomically(file, b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(StorageError) as caught:
        write_atomically(file, b"new")
    assert str(file) in caught.value.message
    assert os.strerror(number) in caught.value.message
    assert caught.value.hint
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@posix
def test_a_quota_that_is_met_halfway_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_bytes(b"old")
    subprocess.run([sys.executable, "-c", QUOTA, str(file)], check=True)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


QUOTA = """\
import resource, signal, sys
from pathlib import Path
from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
write_atomically(Path(sys.argv[1]), b"old")
try:
    write_atomically(Path(sys.argv[1]), b"x" * 100_000)
except StorageError as error:
    sys.exit(0 if sys.argv[1] in str(error) else "it does not name the file")
sys.exit("it was written")
"""


@posix
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "there" / "a", tmp_path / "link"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@posix
def test_permissions_are_kept_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    kept, fresh, usual = tmp_path / "kept", tmp_path / "fresh", tmp_path / "usual"
    kept.write_bytes(b"")
    kept.chmod(0o640)
    usual.write_bytes(b"")
    for file in (kept, fresh):
        write_atomically(file, b"x")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert fresh.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("name", ["x" * 200 + ".ipynb", "ünï 🐍.ipynb"])
def test_names_may_be_long_or_odd(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"gone.*No such file"):
        write_atomically(tmp_path / "gone" / "a", b"x")


def test_a_folder_is_made_with_its_parents_and_may_exist(tmp_path: Path) -> None:
    ensure_folder(tmp_path / "a" / "b")
    ensure_folder(tmp_path / "a" / "b")
    check_writable(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file"):
        ensure_folder(tmp_path / "file")


@posix
def test_a_folder_that_may_not_be_written_is_named() -> None:
    """As the user `nobody`, since permissions do not bind the superuser."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        said = subprocess.run(
            [sys.executable, "-c", READ_ONLY, folder], check=True, capture_output=True, text=True
        ).stdout
    assert said == f"cannot write {folder}: Permission denied\n"


READ_ONLY = """\
import os, sys
from pathlib import Path
from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import check_writable
os.geteuid() or os.seteuid(65534)
try:
    check_writable(Path(sys.argv[1]))
except StorageError as error:
    print(error)
"""
