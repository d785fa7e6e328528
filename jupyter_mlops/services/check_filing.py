"""One at a time files automatic checks of a project, so that no commit gets two runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from jupyter_mlops.errors import LockedError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.services.module_lock import take_lock

#: How long somebody else is waited for, and how often it is looked whether they are done, in
#: seconds.
_PATIENCE: Final = 30.0
_INTERVAL: Final = 0.02


@contextmanager
def filing(place: Path) -> Iterator[None]:
    """Keeps everybody else from filing automatic checks for as long as the block lasts.

    Requests come in several threads, and several servers may look at one project. The lock is the
    system's and goes with its process, so that none is left behind.

    Args:
        place: Folder of the project's runs.

    Raises:
        LockedError: Somebody else took too long.
        StorageError: The folder cannot be written.
    """
    ensure_folder(place, mode=0o700)
    deadline = time.monotonic() + _PATIENCE
    with (place / "filing").open("a+b") as stream:
        while not take_lock(stream):
            if time.monotonic() > deadline:
                raise LockedError(
                    "something else is asking for checks of this project",
                    hint="try again when that is done",
                )
            time.sleep(_INTERVAL)
        yield  # closing the file gives the lock back
