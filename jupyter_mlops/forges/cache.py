"""What hosts have answered, so that they need not answer it again."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import StorageError
from jupyter_mlops.files import ensure_folder, write_atomically

T = TypeVar("T", bound=Struct)

#: How many answers are kept, and for how long, in seconds.
_MOST: Final = 2000
_AGE: Final = 30 * 86400.0
#: Largest answer that is kept, in bytes.
_LARGEST: Final = 4 * 1024 * 1024
#: After how many new ones the old ones are looked after.
_EVERY: Final = 500
_PUT: Counter[Path] = Counter()


class Cache:
    """Answers by who asked what; what can't be read or written is as if it were not there.

    Hosts give an ETag to one token, and what one token may see is not for another: so that each
    has its own. File names are hashes; no file has a token.

    Args:
        folder: Where the files are.
        digest: Of the token; empty for none.
    """

    def __init__(self, folder: Path, digest: str) -> None:
        self._folder = folder / "answers"
        self._digest = digest

    def get(self, key: str, kind: type[T]) -> T | None:
        """What was answered.

        Args:
            key: What was asked.
            kind: What the answer is.
        """
        try:
            return msgspec.msgpack.decode(self._file(key).read_bytes(), type=kind)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, key: str, answer: Struct) -> None:
        """Keeps an answer, in place of an earlier one."""
        data = msgspec.msgpack.encode(answer)
        if len(data) > _LARGEST:
            return
        with suppress(StorageError):
            ensure_folder(self._folder, mode=0o700)
            write_atomically(self._file(key), data, durable=False)
            self._prune()

    def _file(self, key: str) -> Path:
        name = hashlib.sha256(f"{self._digest}\n{key}".encode()).hexdigest()
        return self._folder / name[:40]

    def _prune(self) -> None:
        _PUT[self._folder] += 1
        if _PUT[self._folder] % _EVERY != 1:
            return
        with suppress(OSError):
            files = sorted((file.stat().st_mtime, file) for file in self._folder.iterdir())
            oldest = time.time() - _AGE
            for index, (written, file) in enumerate(files):
                if written < oldest or index < len(files) - _MOST:
                    file.unlink(missing_ok=True)
