"""Ids that sort by the time of their making."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26
#: Bits of the largest step between two ids of one millisecond.
_STEP = 48
_PATTERN = re.compile(rf"[{_ALPHABET}]{{{_LENGTH}}}")


class _Newest:
    """The newest id of this process, so that those of one millisecond sort, too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = self._chance = 0

    def following(self) -> tuple[int, int]:
        with self._lock:
            at = time.time_ns() // 1_000_000
            if at == self._at:
                # By chance, so that processes which forked in that millisecond go apart.
                self._chance += secrets.randbits(_STEP) + 1
            else:
                self._at, self._chance = at, secrets.randbits(80) >> 1
            return self._at, self._chance


_newest = _Newest()


def new_id() -> str:
    """A new id: 48 bits of milliseconds since the epoch, then 80 bits by chance.

    It sorts after all that this process has made in the same millisecond.
    Source: the ULID specification with its monotonic order, in lower case.
    """
    return _written(*_newest.following())


def id_for(what: str, at: datetime) -> str:
    """The id of something that is to exist once, however often it is made.

    Args:
        what: All that distinguishes it.
        at: When it came up; the id sorts by that.
    """
    digest = hashlib.sha256(what.encode()).digest()
    return _written(int(at.timestamp() * 1000), int.from_bytes(digest[:10], "big"))


def first_id(at: datetime) -> str:
    """The id before all that are made from a moment on."""
    return _written(int(at.timestamp() * 1000), 0)


def made_at(made: str) -> float:
    """When an id was made, in seconds since the epoch."""
    number = 0
    for letter in made:
        number = number << 5 | _ALPHABET.index(letter)
    return (number >> 80) / 1000


def is_id(text: str) -> bool:
    """Whether `text` could have come from `new_id`, and so is safe as a file name."""
    return _PATTERN.fullmatch(text) is not None


def _written(milliseconds: int, chance: int) -> str:
    number = milliseconds << 80 | chance
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
