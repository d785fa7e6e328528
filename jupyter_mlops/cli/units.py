"""Durations and sizes as people type them."""

from __future__ import annotations

import argparse
import re

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d|)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?")
_NAMES = ("B", "kB", "MB", "GB", "TB")
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def duration(text: str) -> float:
    """Seconds of `90`, `15m` or `1h30m`.

    Raises:
        argparse.ArgumentTypeError: It is no duration above 0.
    """
    seconds = 0.0
    rest = text.strip().lower()
    while rest:
        part = _DURATION.match(rest)
        if part is None:
            break
        seconds += float(part[1]) * _SECONDS[part[2]]
        rest = rest[part.end() :].lstrip()
    if rest or seconds <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration, such as 90s, 15m or 2h")
    return seconds


def size(text: str) -> int:
    """Bytes of `512MB`, `4GB` (powers of 1000) or `4GiB` (of 1024).

    Raises:
        argparse.ArgumentTypeError: It is no size above 0.
    """
    part = _SIZE.fullmatch(text.strip().lower())
    count = 0 if part is None else float(part[1]) * (1024 if part[3] else 1000) ** _POWERS[part[2]]
    if count < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no size, such as 512MB or 4GB")
    return int(count)


def size_text(count: int) -> str:
    """`4.0 GB`."""
    power = min(max((len(str(count)) - 1) // 3, 0), len(_NAMES) - 1)
    amount = count / 1000**power
    return f"{count} B" if power == 0 else f"{amount:.1f} {_NAMES[power]}"
