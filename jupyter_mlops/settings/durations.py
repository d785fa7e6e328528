"""Durations as people write them."""

from __future__ import annotations

import re

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_PART = re.compile(r"([\d.]+) ?([a-z])")


def seconds_of(duration: float | str | None) -> float | None:
    """A duration in seconds: `90`, `15m`, `1h 30m`."""
    if isinstance(duration, str):
        return sum(float(count) * _UNITS[unit] for count, unit in _PART.findall(duration))
    return duration
