"""How far checks are, on a terminal."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from jupyter_mlops.cli.text import duration_text, has_colours

if TYPE_CHECKING:
    from jupyter_mlops.checks.model import CheckResult
    from jupyter_mlops.checks.ports import Progress
    from jupyter_mlops.services.check_order import CheckWatch

_WIDTH: Final = 24
#: What is over sooner needs no bar, and how often it is drawn, in seconds.
_PATIENCE: Final = 0.3
_INTERVAL: Final = 0.1


@contextmanager
def progress_on(stream: IO[str]) -> Iterator[CheckWatch | None]:
    """Shows progress on a terminal, and takes it away at the end; nothing on another stream."""
    if not stream.isatty():
        yield None
        return
    bar = _Bar(stream)
    try:
        yield bar
    finally:
        bar.clear()


class _Bar:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._started = self._drawn = time.monotonic()
        self._shown = False
        self._lock = threading.Lock()

    def progressed(self, progress: Progress) -> None:
        """Draws the bar, if it has not been drawn just now."""
        with self._lock:
            now = time.monotonic()
            if now - self._started < _PATIENCE or now - self._drawn < _INTERVAL:
                return
            self._drawn = now
            self._draw(progress, now - self._started)

    def checked(self, result: CheckResult) -> None:
        """Tells nothing: findings come at the end, in order."""

    def cancelled(self) -> bool:
        """An interrupt ends the command."""
        return False

    def clear(self) -> None:
        """Takes the bar away."""
        with self._lock:
            if self._shown:
                self._stream.write("\r\x1b[2K")
                self._stream.flush()

    def _draw(self, progress: Progress, seconds: float) -> None:
        self._shown = True
        filled = _WIDTH * progress.done // progress.total if progress.total else 0
        bar = "█" * filled + "░" * (_WIDTH - filled)
        if has_colours(self._stream):
            bar = f"\x1b[34m{bar}\x1b[0m"
        known = f"{progress.done}/{progress.total}  {duration_text(seconds)}"
        tail = f" {known}  {progress.check} {progress.notebook}"
        room = shutil.get_terminal_size().columns - _WIDTH - 1
        self._stream.write(f"\r\x1b[2K{bar}{tail[:room]}")
        self._stream.flush()
