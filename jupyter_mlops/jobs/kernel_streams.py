"""Makes flushing cheap in a kernel where a cell prints in a tight loop.

This file is sent to IPython kernels as text and runs there, in whatever environment that is, so it
imports nothing of ours. `print(..., flush=True)` in ipykernel waits for another thread each time,
a quarter of a millisecond. Here the first flushes of a burst do so, too, so that what a program
says before it crashes arrives; beyond, text goes together, as soon as that thread gets to it.
"""

from __future__ import annotations

import sys
import time
from typing import Any

#: Flushes that are waited for, however fast they come.
_BURST = 50.0
#: Flushes a second that are waited for in the long run.
_RATE = 100.0
#: Seconds that one may take. ipykernel's ten pass while a machine stands still, and what is said
#: next would be shown before.
_PATIENCE = 60.0


class _Pace:
    """How many flushes may be waited for, and which stream's text waits, for all streams."""

    def __init__(self) -> None:
        self.waiting: _Flusher | None = None
        self._left = _BURST
        self._at = time.monotonic()

    def allows(self) -> bool:
        now = time.monotonic()
        self._left = min(_BURST, self._left + (now - self._at) * _RATE)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def hurry(self, stream: _Flusher) -> None:
        """Sends what waits on another stream: it was said before."""
        waiting = self.waiting
        if waiting is not None and waiting is not stream:
            self.waiting = None
            waiting.flush_now()


class _Flusher:
    """Stands in for `write` and `flush` of one stream."""

    def __init__(self, stream: Any, pace: _Pace) -> None:
        self._stream = stream
        self._pace = pace
        self._scheduled = False
        self._write = stream.write
        self.flush_now = stream.flush

    def write(self, text: str) -> Any:
        self._pace.hurry(self)
        return self._write(text)

    def flush(self) -> None:
        self._pace.hurry(self)
        if self._pace.allows():
            self.flush_now()
            return
        self._pace.waiting = self
        if not self._scheduled:
            self._scheduled = True
            self._stream.pub_thread.schedule(self._send)

    def _send(self) -> None:
        self._scheduled = False
        self._stream._flush()  # noqa: SLF001 - what ipykernel's own `flush` schedules


def ease_flushing(*streams: Any) -> None:
    """Has streams flushed so; one that isn't ipykernel's stays as it is.

    Args:
        streams: The kernel's standard streams.
    """
    pace = _Pace()
    for stream in streams:
        thread = getattr(stream, "pub_thread", None)
        if hasattr(thread, "schedule") and hasattr(stream, "_flush"):
            flusher = _Flusher(stream, pace)
            stream.write, stream.flush = flusher.write, flusher.flush
            stream.flush_timeout = _PATIENCE


if __name__ == "__kernel__":  # set by whoever sends this to a kernel
    ease_flushing(sys.stdout, sys.stderr)
