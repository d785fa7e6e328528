"""Progress of a run: a bar on a terminal, a line a cell elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from jupyter_mlops.cli.text import duration_text, has_colours, run_seconds
from jupyter_mlops.jobs.model import CellStatus, Run

_BAR_WIDTH = 24


class Progress(Protocol):
    """Shows how far a run is."""

    def show(self, run: Run) -> None:
        """Shows a run as it is now."""


@contextmanager
def progress_for(stream: IO[str]) -> Iterator[Progress]:
    """The progress that fits a stream; it leaves the stream at the start of a line."""
    if stream.isatty():
        bar = _Bar(stream)
        try:
            yield bar
        finally:
            bar.clear()
    else:
        yield _Lines(stream)


class _Bar:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def show(self, run: Run) -> None:
        done, total = run.progress.done, run.progress.total
        filled = _BAR_WIDTH * done // total if total else 0
        bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
        if has_colours(self._stream):
            bar = f"\x1b[34m{bar}\x1b[0m"
        known = f"{done}/{total}" if total else run.state.value
        tail = f" {known}  {duration_text(run_seconds(run) or 0)}  {run.progress.cell_preview}"
        room = shutil.get_terminal_size().columns - _BAR_WIDTH - 1
        self._stream.write(f"\r\x1b[2K{bar}{tail[:room]}")
        self._stream.flush()

    def clear(self) -> None:
        self._stream.write("\r\x1b[2K")
        self._stream.flush()


class _Lines:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._shown = 0

    def show(self, run: Run) -> None:
        for cell in run.cells[self._shown :]:
            self._shown += 1
            failed = "" if cell.status is CellStatus.SUCCEEDED else f"  {cell.status.value}"
            where = f"{self._shown}/{run.progress.total}"
            self._stream.write(
                f"{where}  cell [{cell.index + 1}]  {duration_text(cell.duration)}{failed}\n"
            )
        self._stream.flush()
