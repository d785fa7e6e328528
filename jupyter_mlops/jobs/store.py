"""What the rest of the house asks of a store of runs."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from jupyter_mlops.jobs.model import Run, RunState


class RunFilter(Struct, frozen=True, kw_only=True):
    """Which runs to list."""

    #: Only those that this user started.
    user: str | None = None
    #: Only those in this state.
    state: RunState | None = None
    #: Only those of this notebook, or the one that has made it.
    notebook: Path | None = None
    #: Only those of notebooks below this folder.
    under: Path | None = None


class RunStore(Protocol):
    """Keeps the record of runs; safe for several processes at once."""

    def add(self, run: Run) -> None:
        """Adds a new run."""

    def get(self, run_id: str) -> Run:
        """The run with that id.

        Raises:
            NotFoundError: There is none.
        """

    def page(self, only: RunFilter, *, before: str | None, limit: int) -> list[Run]:
        """Runs from the newest to the oldest, without cells and environment.

        Args:
            only: Which.
            before: Only runs older than the one with this id.
            limit: Most runs.
        """

    def active(self) -> list[Run]:
        """All runs that have not ended, oldest first."""

    def update(self, run: Run) -> bool:
        """Replaces the record of a run that has not ended; whether it still could."""

    def delete(self, run_id: str) -> None:
        """Forgets a run."""

    def close(self) -> None:
        """Lets go of the database."""
