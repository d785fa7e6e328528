"""Values in what people type to find runs."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta, timezone
from typing import Final

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGO: Final = re.compile(r"(\d{1,6})([smhdw])")
_TRUTHS: Final = {"true": True, "false": False}


def read_value(text: str) -> bool | float | str | None:
    """What a parameter or a metric is compared with; None where nothing was typed.

    A text in quotes is a text; else a number is a number, and `true` and `false` are what they are.
    """
    if not text:
        return None
    if text.startswith('"'):
        return text.strip('"')
    if text.lower() in _TRUTHS:
        return _TRUTHS[text.lower()]
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def read_moment(text: str, at: datetime) -> datetime | None:
    """A moment: so long before `at`, or a date with or without a time; None if it is neither.

    A date without an offset is one of this machine's clock.
    """
    ago = _AGO.fullmatch(text.lower())
    try:
        if ago is not None:
            return at - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        return datetime.fromisoformat(text).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None
