"""Ids that sort by the time of their making."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26
_PATTERN = re.compile(rf"[{_ALPHABET}]{{{_LENGTH}}}")


def new_id() -> str:
    """A new id: 48 bits of milliseconds since the epoch, then 80 random bits.

    Source: the ULID specification, in lower case.
    """
    return _written(time.time_ns() // 1_000_000, secrets.randbits(80))


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
