"""Working files as they are, byte for byte, among git's objects and back."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from jupyter_mlops.errors import ConflictError, StorageError
from jupyter_mlops.git.command import GitError, feed_git, start_git
from jupyter_mlops.git.index import IndexEntry, store_blob

FILE: Final = "100644"
EXECUTABLE: Final = "100755"
LINK: Final = "120000"

_CHUNK = 1 << 20
#: How long a process that has told everything may take to end, in seconds.
_PATIENCE = 5.0


def file_mode(file: Path) -> str | None:
    """Git's mode of a file or a link; None if there is neither."""
    try:
        mode = os.lstat(file).st_mode
    except (OSError, ValueError):
        return None
    if stat.S_ISLNK(mode):
        return LINK
    if not stat.S_ISREG(mode):
        return None
    return EXECUTABLE if mode & stat.S_IXUSR else FILE


def store_files(root: Path, modes: Mapping[str, str]) -> dict[str, str]:
    """Puts working files among git's objects, without any filter.

    Args:
        root: Of the worktree.
        modes: Their modes by git's names of them.

    Returns:
        The id of each.

    Raises:
        GitError: One cannot be read, or git cannot write.
    """
    files = [path for path, mode in modes.items() if mode != LINK]
    oids: dict[str, str] = {}
    if files:
        asked = b"".join(_quoted(path) + b"\n" for path in files)
        told = feed_git(root, "hash-object", "-w", "--no-filters", "--stdin-paths", data=asked)
        oids = dict(zip(files, told.decode("ascii").split(), strict=True))
    for path in modes.keys() - oids.keys():
        target = os.readlink(root / path)  # noqa: PTH115 - a Path would normalise it
        oids[path] = store_blob(root, os.fsencode(target))
    return oids


def put_file(root: Path, entry: IndexEntry) -> None:
    """Writes an object over a working file in one step, without any filter.

    Args:
        root: Of the worktree.
        entry: Where to, of which mode, and what.

    Raises:
        ConflictError: Something that is no file stands in the way.
        StorageError: It cannot be written.
        GitError: The object cannot be read.
    """
    check_way(root, entry.path)
    file = root / entry.path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".restore.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                _copy_object(root, entry.oid, stream)
                os.fsync(stream.fileno())
            _give_mode(Path(name), entry.mode, file)
            os.replace(name, file)  # noqa: PTH105 - mkstemp gave a name, not a Path
        finally:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108 - the same
    except OSError as error:
        raise StorageError(f"cannot write {file}: {error.strerror or error}") from error


def check_way(root: Path, path: str) -> None:
    """Makes sure that a path leads to a file of this worktree, or to where one can be made.

    Raises:
        ConflictError: A folder stands there, or a file or a link in place of one of its folders.
    """
    for folder in list(Path(path).parents)[:-1]:
        if (root / folder).is_symlink() or (root / folder).is_file():
            raise ConflictError(
                f"{folder.as_posix()} is no folder any more, so that {path} cannot be written"
            )
    if (root / path).is_dir() and not (root / path).is_symlink():
        raise ConflictError(f"a folder stands where {path} belongs", hint="move it away first")


def _copy_object(root: Path, oid: str, sink: IO[bytes]) -> None:
    process = start_git(root, "cat-file", "blob", oid)
    try:
        while process.stdout and (chunk := process.stdout.read(_CHUNK)):
            sink.write(chunk)
    finally:
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        status = process.wait(_PATIENCE)
    if status:
        raise GitError(f"object {oid[:7]} cannot be read", hint="look with git fsck")
    sink.flush()


def _give_mode(made: Path, mode: str, replaced: Path) -> None:
    if mode == LINK:
        target = made.read_bytes()
        made.unlink()
        os.symlink(target, os.fsencode(made))  # noqa: PTH211 - the target is bytes
        return
    permissions = _permissions(replaced)
    readers = (permissions & 0o444) >> 2
    permissions = permissions | readers if mode == EXECUTABLE else permissions & ~0o111
    made.chmod(permissions)


def _permissions(file: Path) -> int:
    """Those of the file that is replaced, else what a new one gets."""
    if file_mode(file) in (FILE, EXECUTABLE):
        return file.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _quoted(path: str) -> bytes:
    """A path as git reads it from a line, whatever bytes it has."""
    named = b"".join(
        b"\\%03o" % byte if byte < ord(" ") or byte in b'"\\' else bytes([byte])
        for byte in os.fsencode(path)
    )
    return b'"' + named + b'"'
