"""Whether the code of a process is still the code that is installed."""

from __future__ import annotations

import time
from pathlib import Path

import jupyter_mlops

#: Written by every installation.
_FILE = Path(jupyter_mlops.__file__).with_name("_version.py")
#: How long an installation takes at most after its first file, in seconds.
_SETTLING = 10.0


class InstalledCode:
    """Notices that another version was installed.

    What is imported from then on is of that version, and need not fit what was imported before.
    """

    def __init__(self) -> None:
        self._mine = _stamp()
        self._changed_at: float | None = None

    def has_changed(self) -> bool:
        """Whether another version is there, and has been for so long that it is whole."""
        stamp = _stamp()
        if stamp is None or stamp == self._mine:
            self._changed_at = None
            return False
        if self._changed_at is None:
            self._changed_at = time.monotonic()
        return time.monotonic() - self._changed_at >= _SETTLING


def _stamp() -> object:
    """What differs between installations; None while there is none."""
    try:
        found = _FILE.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
