"""What the rest of the house asks of a store; one part a concern, all in one database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from jupyter_mlops.jobs.job_port import JobStore
from jupyter_mlops.jobs.model import Origin, Run, RunState
from jupyter_mlops.jobs.outbox_port import Outbox
from jupyter_mlops.jobs.queue_port import QueueStore
from jupyter_mlops.jobs.sweep import Objective, Sweep


class Operator(str, Enum):
    """How two values are compared."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="


class Comparison(Struct, frozen=True, kw_only=True):
    """A parameter or a metric, compared with a value."""

    #: Its name.
    name: str
    #: How.
    operator: Operator
    #: With what.
    value: bool | float | str
    #: Whether only a metric is meant; else a parameter or a metric, whichever the run has.
    metric: bool = False


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
    #: Only those in one of these states.
    states: tuple[RunState, ...] = ()
    #: Only those of this job.
    job: str | None = None
    #: Only those of a job whose name contains this.
    job_name: str = ""
    #: Only those of this sweep.
    sweep: str | None = None
    #: Only those that this has asked for.
    origin: Origin | None = None
    #: Only those with all of these labels.
    labels: tuple[str, ...] = ()
    #: Only those of a commit that starts so.
    commit: str = ""
    #: Only those whose notebook, job, note or failure contains each of these words.
    words: tuple[str, ...] = ()
    #: Only those for which all of these hold.
    comparisons: tuple[Comparison, ...] = ()
    #: Only those that were asked for at or after this (UTC).
    since: datetime | None = None
    #: Only those that were asked for before this (UTC).
    until: datetime | None = None


class Best(Struct, frozen=True, kw_only=True):
    """The best run of a sweep."""

    #: Id of the run.
    run: str
    #: What it has reached.
    value: float


class SweepStore(Protocol):
    """Sweeps; their runs are runs."""

    def add(self, sweep: Sweep, runs: Sequence[Run]) -> None:
        """Adds a sweep with its runs, all or nothing."""

    def get(self, sweep_id: str) -> Sweep:
        """The sweep with that id.

        Raises:
            NotFoundError: There is none.
        """

    def page(
        self, *, user: str, under: Path | None = None, before: str | None = None, limit: int = 50
    ) -> list[Sweep]:
        """Sweeps from the newest to the oldest."""

    def states(self, sweep_ids: Sequence[str]) -> dict[str, dict[RunState, int]]:
        """How many runs of each sweep are in which state; of several attempts the last counts."""

    def update(self, sweep: Sweep) -> None:
        """Replaces a sweep.

        Raises:
            NotFoundError: It was deleted.
        """

    def metrics(self, sweep_ids: Sequence[str]) -> dict[str, list[str]]:
        """Names of the metrics that the runs of each sweep have reported, in order."""

    def best(self, objectives: Mapping[str, Objective]) -> dict[str, Best]:
        """The best run of each sweep that has one, of those that succeeded.

        Args:
            objectives: What to compare by, by the id of the sweep. Of equal ones the first counts.
        """

    def delete(self, sweep_id: str) -> None:
        """Forgets a sweep; its runs stay."""


class Trace(Struct, frozen=True, kw_only=True):
    """What of a run decides how long it is kept."""

    #: Id of the run.
    id: str
    #: Where it stands.
    state: RunState
    #: The notebook's file, absolute.
    notebook: str
    #: SHA-256 of the notebook's bytes.
    notebook_hash: str
    #: Where the executed notebook has gone, absolute.
    output: str
    #: Commit that holds its uncommitted changes.
    overlay: str | None = None
    #: Whether somebody has marked it to keep.
    keep: bool
    #: When it was asked for (UTC).
    created_at: datetime
    #: When it ended (UTC).
    ended_at: datetime | None


class RunStore(Protocol):
    """Keeps the record of runs; safe for several processes at once."""

    #: Who may start runs, and which wait.
    queue: QueueStore
    #: Saved definitions.
    jobs: JobStore
    #: Sweeps.
    sweeps: SweepStore
    #: What is to be told to somebody.
    outbox: Outbox

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
        """All runs that were handed to a runner and have not ended, oldest first."""

    def attempts(self, run_id: str) -> list[Run]:
        """All attempts of which the run is one, first to last, without cells and environment."""

    def update(self, run: Run) -> bool:
        """Replaces the record of a run that has not ended; whether it still could.

        It could not if the run was handed to a runner, or to another one, since it was read: its
        token tells. What people write on a run (`labels`, `note`, `keep`) stays as it is in the
        store.
        """

    def retry(self, run: Run) -> bool:
        """Adds the next attempt of a run; False if another has added it."""

    def annotate(
        self,
        run_id: str,
        *,
        labels: tuple[str, ...] | None = None,
        note: str | None = None,
        keep: bool | None = None,
    ) -> Run:
        """Changes what people have written on a run, ended or not; what is None stays.

        Raises:
            NotFoundError: There is none.
        """

    def delete(self, run_id: str) -> None:
        """Forgets a run, its metrics and its labels."""

    def forget(self, run_ids: Sequence[str]) -> list[str]:
        """Forgets those that have ended and that nobody has marked to keep, all or nothing.

        Returns:
            Ids of those that it has forgotten.
        """

    def shrink(self) -> None:
        """Gives room that forgotten runs have taken back to the disk."""

    def traces(self, *, before: str | None = None, limit: int = 5000) -> list[Trace]:
        """What decides how long runs are kept, from the newest to the oldest, of all users.

        Args:
            before: Only runs older than the one with this id.
            limit: Most runs.
        """

    def known(self, run_ids: Sequence[str]) -> set[str]:
        """Those of the ids that are ids of runs."""

    def count(self) -> int:
        """How many runs there are."""

    def has_overlay(self, commit: str) -> bool:
        """Whether a run has kept its uncommitted changes in that commit."""

    def option(self, name: str) -> bytes | None:
        """What the user has set under a name, as JSON."""

    def set_option(self, name: str, value: bytes) -> None:
        """Sets something, as JSON."""

    def counters(self) -> dict[str, int]:
        """How often `queue`, `jobs` and `sweeps` have changed."""

    def close(self) -> None:
        """Lets go of the database."""
