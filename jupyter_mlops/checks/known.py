"""What is known from earlier: verdicts and results by what they follow from."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import ensure_folder, write_atomically

T = TypeVar("T", bound=Struct)

#: What nobody has asked for in this time is forgotten, in seconds.
AGE: Final = 30 * 86400.0
#: How often that is looked after, and how exactly the last use is remembered, in seconds.
_INTERVAL: Final = 86400.0
_PRUNED: Final = ".pruned"


class Known:
    """Structs by key, a file each.

    What cannot be read is not known, and what cannot be written is not remembered: all of it can be
    found out again. Processes may share a folder.

    Args:
        folder: Where the files are; None remembers nothing.
        age: After how long without use one is forgotten, in seconds.
    """

    def __init__(self, folder: Path | None, *, age: float = AGE) -> None:
        self._folder = folder
        self._age = age

    def get(self, key: str, kind: type[T]) -> T | None:
        """What is known.

        Args:
            key: Under which it was put, any text.
            kind: What it is; what no longer has that form is not known.
        """
        if self._folder is None:
            return None
        file = _file(self._folder, key)
        try:
            with file.open("rb") as stream:
                data = stream.read()
                used = os.fstat(stream.fileno()).st_mtime
            value = msgspec.msgpack.decode(data, type=kind)
        except (OSError, msgspec.MsgspecError):
            return None
        if time.time() - used > _INTERVAL:
            with suppress(OSError):
                os.utime(file)
        return value

    def put(self, key: str, value: Struct) -> None:
        """Remembers something, in place of what was known.

        Args:
            key: What it follows from, any text.
            value: What it is.
        """
        if self._folder is None:
            return
        file = _file(self._folder, key)
        # Half a character, which JSON can spell in a notebook, is in no form that could be kept.
        with suppress(StorageError, UnicodeEncodeError):
            ensure_folder(self._folder, mode=0o700)
            ensure_folder(file.parent, mode=0o700)
            write_atomically(file, msgspec.msgpack.encode(value), durable=False)

    def prune(self) -> int:
        """Forgets what nobody has asked for in a long time; once a day is enough for it to look.

        Returns:
            How many it has forgotten.
        """
        if self._folder is None or not self._is_due(self._folder):
            return 0
        latest = time.time() - self._age
        forgotten = 0
        for file in self._folder.glob("??/*"):
            with suppress(OSError):
                if file.stat().st_mtime < latest:
                    file.unlink()
                    forgotten += 1
        return forgotten

    def _is_due(self, folder: Path) -> bool:
        mark = folder / _PRUNED
        with suppress(OSError):
            if time.time() - mark.stat().st_mtime < _INTERVAL:
                return False
        try:
            mark.touch()
        except OSError:
            return False
        return True


def _file(folder: Path, key: str) -> Path:
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return folder / digest[:2] / digest[2:]
