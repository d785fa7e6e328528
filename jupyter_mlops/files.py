"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from jupyter_mlops.errors import StorageError


def write_atomically(file: Path, data: bytes, *, durable: bool = True) -> None:
    """Replaces `file` by `data` in one step.

    A reader sees the old content or the new, never a part; after a crash or a full disk the old
    content stands. A link is followed, and the permissions of a file that exists are kept.

    Args:
        file: Where to write; its folder must exist.
        data: The whole content.
        durable: Whether it is on the disk when this returns, which can take as long as a small
            run; without that, a power failure may leave nothing of it.

    Raises:
        StorageError: The folder is missing, not writable or full.
    """
    target = Path(os.path.realpath(file))
    try:
        handle, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:64]}.", suffix=".tmp"
        )
    except OSError as error:
        raise _refusal(file, error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        os.chmod(name, _mode(target))  # noqa: PTH101 - mkstemp gave a name, not a Path
        os.replace(name, target)  # noqa: PTH105 - the same
    except OSError as error:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - the same
        raise _refusal(file, error) from error


def ensure_folder(folder: Path, *, mode: int = 0o777) -> None:
    """Makes `folder` and its parents where they are missing.

    Args:
        folder: The folder.
        mode: Its permissions if it is made, less the umask.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        folder.mkdir(mode, parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(folder, error) from error


def check_writable(folder: Path) -> None:
    """Makes sure that files can be created in `folder`, by creating one.

    Permission bits do not tell: the superuser, read-only mounts and access lists all differ.

    Raises:
        StorageError: They cannot.
    """
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _refusal(folder, error) from error


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _refusal(file: Path, error: OSError) -> StorageError:
    reason = error.strerror or type(error).__name__
    return StorageError(
        f"cannot write {file}: {reason}",
        hint="choose another place, free some room or mend the folder's permissions",
    )
