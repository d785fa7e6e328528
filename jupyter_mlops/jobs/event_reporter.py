"""Tells the event log what an execution does."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.jobs.events import CellEnded, CellStarted, EventWriter, NotebookStarted, now
from jupyter_mlops.jobs.model import CellRun
from jupyter_mlops.jobs.reporting import Reporter

#: Longest first line of a cell that the log carries, in characters.
_PREVIEW_LENGTH = 80


class EventReporter(Reporter):
    """Writes progress to a run's event log.

    Args:
        writer: The log.
    """

    def __init__(self, writer: EventWriter) -> None:
        self._writer = writer

    def notebook_started(self, nb: Any, total: int) -> None:  # noqa: ARG002 - the interface's
        """Writes how many cells there are."""
        self._writer.write(NotebookStarted(at=now(), total=total))

    def cell_started(self, index: int, cell: Any) -> None:
        """Writes which cell is at work."""
        preview = cell["source"].strip().partition("\n")[0][:_PREVIEW_LENGTH]
        event = CellStarted(at=now(), index=index, cell_id=cell.get("id", ""), preview=preview)
        self._writer.write(event)

    def cell_ended(self, cell: Any, result: CellRun) -> None:  # noqa: ARG002 - the interface's
        """Writes how the cell went."""
        self._writer.write(CellEnded(at=now(), cell=result))
