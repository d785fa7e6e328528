"""Ids that sort by the time of their making."""

from __future__ import annotations

import re
import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26
_PATTERN = re.compile(rf"[{_ALPHABET}]{{{_LENGTH}}}")


def new_id() -> str:
    """A new id: 48 bits of milliseconds since the epoch, then 80 random bits.

    Source: the ULID specification, in lower case.
    """
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    """Whether `text` could have come from `new_id`, and so is safe as a file name."""
    return _PATTERN.fullmatch(text) is not None
