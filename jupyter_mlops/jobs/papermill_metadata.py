"""Notes times and states in the notebook as papermill does, for the tools that read them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import CellRun, CellStatus
from jupyter_mlops.jobs.reporting import Reporter


class PapermillMetadata(Reporter):
    """Fills the `papermill` metadata of notebook and cells.

    Args:
        words: What to write in place of papermill's own words, such as `input_path`.
    """

    def __init__(self, **words: Any) -> None:
        self._words = words
        self._started_at: datetime = now()

    def notebook_started(self, nb: Any, total: int) -> None:  # noqa: ARG002 - the interface's
        """Marks every cell as pending."""
        self._started_at = now()
        notes = nb.metadata.setdefault("papermill", {})
        notes.update(
            self._words,
            start_time=self._started_at.isoformat(),
            end_time=None,
            duration=None,
            exception=None,
        )
        for cell in nb.cells:
            cell.metadata["papermill"] = _notes("pending")

    def cell_started(self, index: int, cell: Any) -> None:  # noqa: ARG002 - the interface's
        """Marks the cell as running."""
        cell.metadata["papermill"] = _notes("running", start_time=now().isoformat())

    def cell_ended(self, cell: Any, result: CellRun) -> None:
        """Marks the cell as completed or failed."""
        ended_at = result.started_at + timedelta(seconds=result.duration)
        succeeded = result.status is CellStatus.SUCCEEDED
        cell.metadata["papermill"] = _notes(
            "completed" if succeeded else "failed",
            start_time=result.started_at.isoformat(),
            end_time=ended_at.isoformat(),
            duration=round(result.duration, 6),
            exception=not succeeded,
        )

    def cell_passed(self, cell: Any) -> None:
        """Marks the cell as completed, in no time."""
        at = now().isoformat()
        cell.metadata["papermill"] = _notes(
            "completed", start_time=at, end_time=at, duration=0.0, exception=False
        )

    def notebook_ended(self, nb: Any) -> None:
        """Sums up."""
        ended_at = now()
        states = [cell.metadata.get("papermill", {}).get("status") for cell in nb.cells]
        nb.metadata.setdefault("papermill", {}).update(
            end_time=ended_at.isoformat(),
            duration=(ended_at - self._started_at).total_seconds(),
            exception="failed" in states or None,
        )


def _notes(status: str, **known: Any) -> dict[str, Any]:
    times = dict.fromkeys(("start_time", "end_time", "duration", "exception"))
    return {**times, **known, "status": status}
