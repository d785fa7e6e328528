"""One writer of a project's modules at a time, whatever process it is in."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from jupyter_mlops.errors import LockedError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.home import Home

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: How long another writer is waited for, and how often it is looked whether it is done, in seconds.
PATIENCE: Final = 30.0
_INTERVAL: Final = 0.05
#: What systems say of a lock that somebody has.
_TAKEN: Final = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})

_guards: dict[Path, threading.RLock] = {}
_depths: dict[Path, int] = {}
_making = threading.Lock()


@contextmanager
def module_lock(project: Path, home: Home) -> Iterator[None]:
    """Keeps other exports, syncs and releases from a project for as long as the block lasts.

    The same thread may enter again. The lock is the system's and goes with its process, so that
    none is left behind.

    Args:
        project: The project's folder.
        home: Where locks lie.

    Raises:
        LockedError: Another writer took too long.
        StorageError: The home cannot be written.
    """
    key = project.resolve()
    with _making:
        guard = _guards.setdefault(key, threading.RLock())
    deadline = time.monotonic() + PATIENCE
    if not guard.acquire(timeout=PATIENCE):
        raise _locked(project)
    try:
        if _depths.get(key):
            yield
            return
        with _system_lock(_lock_file(key, home), deadline, project):
            _depths[key] = 1
            try:
                yield
            finally:
                del _depths[key]
    finally:
        guard.release()


def _lock_file(project: Path, home: Home) -> Path:
    folder = home.root / "exports" / "locks"
    home.create()
    ensure_folder(folder)
    return folder / hashlib.sha256(os.fsencode(project)).hexdigest()[:32]


@contextmanager
def _system_lock(file: Path, deadline: float, project: Path) -> Iterator[None]:
    with file.open("a+b") as stream:
        while not take_lock(stream):
            if time.monotonic() > deadline:
                raise _locked(project)
            time.sleep(_INTERVAL)
        yield  # closing the file gives the lock back


def take_lock(stream: IO[bytes]) -> bool:
    """Takes the system's lock on a file until that is closed, if nobody has it.

    Args:
        stream: The file, open for writing.

    Returns:
        Whether nobody has it now but this process; a file system without locks has none to take.
    """
    try:
        if sys.platform == "win32":
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN
    return True


def _locked(project: Path) -> LockedError:
    return LockedError(
        f"something else is exporting or syncing the modules of {project}",
        hint="try again when that is done",
    )
