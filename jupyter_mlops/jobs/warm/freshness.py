"""Whether what a template has loaded is still what a new process would load."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Mapping

#: Not compared: a run's mark, who launched it, and the shell's own record of the last command.
_PASSING = frozenset({"JUPYTER_MLOPS_RUN", "JPY_PARENT_PID", "_"})

#: Single files are not looked at again for so long, in seconds.
_PAUSE = 2.0

Stamp = tuple[int, int, int]


def environment_digest(environment: Mapping[str, str]) -> str:
    """A digest of an environment, but for what differs from one process to the next anyway."""
    items = sorted(item for item in environment.items() if item[0] not in _PASSING)
    return hashlib.sha256(repr(items).encode("utf-8", "surrogateescape")).hexdigest()


class Loaded:
    """What this process has loaded so far, and whether that is still what a new one would load."""

    def __init__(self) -> None:
        modules = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
        self._files = _stamps({each for each in modules if isinstance(each, str)})
        # An installation adds, replaces or removes a folder here.
        folders = {each for each in sys.path if each}
        self._folders = _stamps(folders | {os.path.join(sys.prefix, "pyvenv.cfg")})  # noqa: PTH118
        self._checked_at = time.monotonic()

    def changed(self) -> str:
        """What has changed; empty if nothing has.

        Thousands of files take a few milliseconds, so that the next run of a sweep goes without.
        """
        found = _first_changed(self._folders)
        if not found and time.monotonic() - self._checked_at > _PAUSE:
            found = _first_changed(self._files)
            self._checked_at = time.monotonic()
        return f"{found} has changed" if found else ""


def _stamps(files: Iterable[str]) -> dict[str, Stamp | None]:
    return {file: _stamp(file) for file in files}


def _stamp(file: str) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - thousands of these are compared
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _first_changed(before: Mapping[str, Stamp | None]) -> str:
    return next((file for file, stamp in before.items() if _stamp(file) != stamp), "")
