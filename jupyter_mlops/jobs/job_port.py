"""What the rest of the house asks of the place where jobs are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from jupyter_mlops.jobs.definition import Job, Occurrence
from jupyter_mlops.jobs.job_history import JobHistory
from jupyter_mlops.jobs.model import Run


class JobStore(Protocol):
    """Saved definitions, and the times at which they were due."""

    def add(self, job: Job) -> None:
        """Adds a job.

        Raises:
            ConflictError: The user has one of that name in that project.
        """

    def get(self, job_id: str) -> Job:
        """The job with that id.

        Raises:
            NotFoundError: There is none.
        """

    def all(self, *, user: str | None = None, under: Path | None = None) -> list[Job]:
        """Jobs by name."""

    def update(self, job: Job) -> None:
        """Replaces a job.

        Raises:
            NotFoundError: It was deleted.
            ConflictError: Another one has its name.
        """

    def delete(self, job_id: str) -> None:
        """Forgets a job and its occurrences; its runs stay."""

    def due(self, before: datetime) -> list[Job]:
        """Jobs that do not rest, with a schedule, and are due by then or wait for no clock."""

    def next_at(self) -> datetime | None:
        """When the clock makes the next job due."""

    def record(self, occurrence: Occurrence, job: Job, runs: Sequence[Run] = ()) -> bool:
        """Notes an occurrence, updates its job and adds the runs that it starts, all or nothing.

        Of the job only its times (`next_at` and `seen`) change, and only if nobody has given it
        another schedule since it was read.

        Returns:
            Whether this call was the one; False if the occurrence is known or the job was deleted:
            then nothing happened.
        """

    def occurrences(self, job_id: str, limit: int = 20) -> list[Occurrence]:
        """Times at which a job was due, newest first."""

    def histories(self, job_ids: Sequence[str], limit: int = 20) -> dict[str, JobHistory]:
        """What each of some jobs has done last: at most so many runs, and times, of each."""
