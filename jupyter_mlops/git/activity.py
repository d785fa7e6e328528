"""Whether a process does anything, though it says nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

#: Seconds computed and bytes read: two readings differ as long as something goes on.
Activity = tuple[float, int]


def read_activity(pid: int) -> Activity:
    """What a process and all that it has started have done so far.

    Git hears of keep-alives and passes data between its helpers without a word to anybody.
    """
    import psutil

    seconds, read = 0.0, 0
    for each in _tree(pid):
        with suppress(psutil.Error, OSError):
            times = each.cpu_times()
            seconds += times.user + times.system
            counters = getattr(each, "io_counters", None)  # not on every system
            read += getattr(counters(), "read_chars", 0) if counters else 0
    return seconds, read


def _tree(pid: int) -> list[psutil.Process]:
    import psutil

    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []
