"""What the rest of the house asks of a store; one part a concern, all in one database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from jupyter_mlops.jobs.definition import Job, Occurrence
from jupyter_mlops.jobs.model import Origin, Owner, Run, RunState
from jupyter_mlops.jobs.notification import Message
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind, Limits, QueueCounts, Waiting
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


class QueueStore(Protocol):
    """Who may start runs, which wait, and how much may run at a time."""

    def take_lease(self, owner: Owner, kind: LeaseKind, *, port: int = 0) -> Lease | None:
        """Takes the right to start runs, with the next token.

        None while another holds it who lives: a process of this machine that is there and has
        renewed within a minute, or one of another machine that has renewed within a minute.
        """

    def renew(self, lease: Lease) -> bool:
        """Says that the holder lives; False if the lease is another's by now."""

    def release(self, lease: Lease) -> None:
        """Gives the lease up; nothing happens if it is another's by now."""

    def lease(self) -> Lease | None:
        """The present lease, whether its holder lives or not."""

    def drain(self) -> bool:
        """Asks the holder to start nothing more, finish and end; False if there is none."""

    def limits(self) -> Limits:
        """How much may run at a time."""

    def set_limits(self, limits: Limits) -> None:
        """Replaces the limits."""

    def waiting(self, limit: int = 1000) -> list[Waiting]:
        """Runs that wait, in the order in which they go: by priority, then by age."""

    def working(self) -> list[Waiting]:
        """Runs that were handed to a runner and have not ended."""

    def dispatch(self, run_id: str, lease: Lease) -> Run | None:
        """Marks a waiting run as handed over under a lease; its holder answers for it.

        Returns:
            The run, with the lease's token and owner; None if it doesn't wait any more.

        Raises:
            ConflictError: The lease is another's by now.
        """

    def withdraw(self, runs: Sequence[Run]) -> list[str]:
        """Ends runs that wait, as cancelled or failed, in one transaction.

        Args:
            runs: Each in its final state. A run that was handed to a runner meanwhile is left
                alone, token and all: it takes more to end that one.

        Returns:
            Ids of those that waited and have ended by this call.
        """

    def take_back(self, run: Run) -> bool:
        """Lets a run that was handed over wait again; False if it was handed over anew, or ended.

        Only for one that no runner has taken up, nor ever can.
        """

    def counts(self) -> QueueCounts:
        """How much there is to do."""


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
        """How many runs of each sweep are in which state."""

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


class Outbox(Protocol):
    """What is to be told to somebody."""

    def put(self, message: Message) -> None:
        """Adds a message, or replaces the one with its id."""

    def find(self, message_id: str) -> Message | None:
        """The message with that id; None if there is none."""

    def due(self, before: datetime, limit: int = 20) -> list[Message]:
        """Messages to be sent by then, oldest first."""

    def next_at(self) -> datetime | None:
        """When the next one is due."""

    def recent(self, limit: int = 50) -> list[Message]:
        """The newest messages, sent or not."""


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
