"""What was found in notebooks by their content, so that unchanged ones are not read again."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import msgspec

from jupyter_mlops import __version__
from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.modules.readings import NotebookReading, read_cells

_FILE = "notebooks.msgpack"
#: What is on disk is thinned out beyond this many notebooks.
_MOST = 2000


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is on disk."""

    #: By what it was found: another program may find otherwise.
    finder: str
    #: Encoded readings by the key of their notebook, the oldest first.
    readings: dict[bytes, msgspec.Raw]


class PlanCache:
    """Remembers what notebooks hold, in memory and, where it has a folder, on disk.

    Args:
        folder: Where to keep it between processes; it is made when something is kept. None keeps
            it in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[bytes, NotebookReading] = {}
        self._kept: dict[bytes, msgspec.Raw] | None = None
        self._news = False

    def read(self, data: bytes, name: str, *, refuse_magics: bool) -> NotebookReading:
        """What a notebook says to the export, from memory if it was read before.

        Args:
            data: Its content.
            name: What to call it in messages.
            refuse_magics: Whether a magic without a plain equivalent is an error.
        """
        mark = b"\1" if refuse_magics else b"\0"
        key = hashlib.blake2b(mark + data, digest_size=16).digest()
        reading = self._known.get(key) or self._find(key)
        if reading is None:
            reading = read_cells(data, name, refuse_magics=refuse_magics)
            self._news = True
        if not reading.unreadable:
            self._known[key] = reading
        return reading

    def save(self) -> None:
        """Keeps on disk what was found since; without a folder, or without news, nothing.

        That it cannot be kept is no failure: it is only found again.
        """
        if self._folder is None or not self._news:
            return
        readings = self._on_disk()
        for key, reading in self._known.items():
            if key not in readings:
                readings[key] = msgspec.Raw(msgspec.msgpack.encode(reading))
        for key in list(readings)[: max(0, len(readings) - _MOST)]:
            del readings[key]
        try:
            ensure_folder(self._folder, mode=0o700)
            data = msgspec.msgpack.encode(_Kept(finder=_finder(), readings=readings))
            write_atomically(self._folder / _FILE, data, durable=False)
        except StorageError:
            return
        self._news = False

    def _find(self, key: bytes) -> NotebookReading | None:
        raw = self._on_disk().get(key)
        if raw is None:
            return None
        try:
            return msgspec.msgpack.decode(raw, type=NotebookReading)
        except msgspec.DecodeError:
            return None

    def _on_disk(self) -> dict[bytes, msgspec.Raw]:
        if self._kept is None:
            self._kept = _load(self._folder / _FILE) if self._folder else {}
        return self._kept


def _load(file: Path) -> dict[bytes, msgspec.Raw]:
    try:
        kept = msgspec.msgpack.decode(file.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return {}
    return kept.readings if kept.finder == _finder() else {}


def _finder() -> str:
    """Names the code that finds, so that an upgrade begins anew."""
    newest = max(file.stat().st_mtime_ns for file in Path(__file__).parent.glob("*.py"))
    return f"{__version__} {sys.version_info[:3]} {newest}"
