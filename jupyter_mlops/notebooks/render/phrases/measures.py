"""Counts, sizes, shares and values in words."""

from __future__ import annotations

import json
from typing import Any, Final

_UNITS: Final = ("KB", "MB", "GB")
_STEP: Final = 1000
_LONGEST_VALUE: Final = 80


def count_phrase(number: int, noun: str, plural: str = "") -> str:
    """`1 cell`, `1,204 cells`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def size_text(size: int) -> str:
    """A size in bytes as `512 B`, `12.3 KB` or `4.0 MB`; a KB has 1000 bytes."""
    if size < _STEP:
        return f"{size} B"
    value = float(size)
    for unit in _UNITS:
        value /= _STEP
        if round(value, 1) < _STEP or unit == _UNITS[-1]:
            return f"{value:.1f} {unit}"
    raise AssertionError


def percent_text(share: float) -> str:
    """A share from 0 to 1 as `98.7 %`; only all of it is 100 %, only nothing is 0 %."""
    percent = 100 * share
    if 0 < percent < 100:  # noqa: PLR2004 - percent
        return f"{min(max(percent, 0.1), 99.9):.1f} %"
    return f"{percent:.0f} %"


def clip(text: str, length: int) -> str:
    """A text of at most `length` characters, the last an ellipsis where some are missing."""
    return text if len(text) <= length else text[: max(length - 1, 0)] + "…"


def value_text(value: Any, length: int = _LONGEST_VALUE) -> str:
    """A JSON value on one line, cut to `length` characters."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (RecursionError, TypeError, ValueError):  # deeper than Python goes, or no JSON at all
        return "…"
    return clip(text, length)
