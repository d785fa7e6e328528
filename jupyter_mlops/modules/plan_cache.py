"""What was found in notebooks by their content, so that unchanged ones are not read again."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

import msgspec

from jupyter_mlops import __version__
from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.modules.read_notebooks import read_notebooks
from jupyter_mlops.modules.readings import NotebookReading

_FILE = "notebooks.msgpack"
#: How many bytes of readings are kept beside those that were just asked for.
_ROOM = 4_000_000
#: Bytes of the key of a notebook.
_KEY = 16


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
        #: The keys of what was asked for since it was last saved.
        self._used: dict[bytes, None] = {}
        self._news = False

    def read(
        self, notebooks: Mapping[str, bytes], *, refuse_magics: bool
    ) -> dict[str, NotebookReading]:
        """What notebooks say to the export, from memory if they were read before.

        Args:
            notebooks: Their content by what to call them in messages.
            refuse_magics: Whether a magic without a plain equivalent is an error.
        """
        keys = {name: _key(data, refuse=refuse_magics) for name, data in notebooks.items()}
        found = {name: self._known.get(key) or self._find(key) for name, key in keys.items()}
        missing = {name: notebooks[name] for name, reading in found.items() if reading is None}
        news = read_notebooks(missing, refuse_magics=refuse_magics)
        readings = {name: reading or news[name] for name, reading in found.items()}
        for name, reading in readings.items():
            if not reading.unreadable:
                self._known[keys[name]] = reading
                self._used[keys[name]] = None
                self._news = self._news or name in news
        return readings

    def save(self) -> None:
        """Keeps on disk what was found since, and forgets what nobody has asked for in a while.

        That it cannot be kept is no failure: it is only found again.
        """
        if not self._news:
            return
        self._kept = {**self._older(), **self._newest()}
        self._known = {key: self._known[key] for key in self._used}
        self._used.clear()
        self._news = False
        if self._folder is not None:
            kept = _Kept(finder=_finder(), readings=self._kept)
            with suppress(StorageError):
                ensure_folder(self._folder, mode=0o700)
                data = msgspec.msgpack.encode(kept)
                write_atomically(self._folder / _FILE, data, durable=False)

    def _newest(self) -> dict[bytes, msgspec.Raw]:
        """What was asked for, encoded."""
        there = self._on_disk()
        return {
            key: there.get(key) or msgspec.Raw(msgspec.msgpack.encode(self._known[key]))
            for key in self._used
        }

    def _older(self) -> dict[bytes, msgspec.Raw]:
        """As much as there is room for of what was not, the oldest first."""
        others = {key: raw for key, raw in self._on_disk().items() if key not in self._used}
        sizes = accumulate(len(memoryview(raw)) for raw in reversed(others.values()))
        count = sum(size <= _ROOM for size in sizes)
        return dict(list(others.items())[len(others) - count :])

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


def _key(data: bytes, *, refuse: bool) -> bytes:
    # Of all that tell notebooks apart, processors have a circuit for this one.
    digest = hashlib.sha256(b"\1" if refuse else b"\0")
    digest.update(data)
    return digest.digest()[:_KEY]


def _load(file: Path) -> dict[bytes, msgspec.Raw]:
    try:
        kept = msgspec.msgpack.decode(file.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return {}
    return kept.readings if kept.finder == _finder() else {}


def _finder() -> str:
    """Names the code that finds, so that an upgrade begins anew."""
    with os.scandir(Path(__file__).parent) as entries:
        newest = max(each.stat().st_mtime_ns for each in entries if each.name.endswith(".py"))
    return f"{__version__} {sys.version_info[:3]} {newest}"
