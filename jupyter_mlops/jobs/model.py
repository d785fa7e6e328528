"""What a run is: the values that the runner, the store and both doors share."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from msgspec import Struct, field

from jupyter_mlops.jobs.definition import ResultWishes, Revision
from jupyter_mlops.jobs.policy import Policy


class RunState(str, Enum):
    """Where a run stands; the last four are final."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LOST = "lost"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen."""
        return self not in ACTIVE_STATES


ACTIVE_STATES = frozenset({RunState.QUEUED, RunState.RUNNING})


class FailureCode(str, Enum):
    """Why a run did not succeed."""

    CELL_ERROR = "cell_error"
    KERNEL_DIED = "kernel_died"
    KERNEL_MISSING = "kernel_missing"
    KERNEL_START = "kernel_start"
    OUTPUT_UNWRITABLE = "output_unwritable"
    TIMEOUT = "timeout"
    QUEUE_TIMEOUT = "queue_timeout"
    MEMORY_LIMIT = "memory_limit"
    SECRET_MISSING = "secret_missing"  # noqa: S105 - the name of a failure
    REVISION_GONE = "revision_gone"
    RUNNER_GONE = "runner_gone"
    INTERNAL = "internal"


class Failure(Struct, frozen=True, kw_only=True):
    """Why a run did not succeed, as data."""

    #: The kind of failure.
    code: FailureCode
    #: One line for people.
    message: str
    #: What the user can do about it; empty where nothing helps.
    hint: str = ""
    #: Position of the cell in the executed notebook, from 0.
    cell_index: int | None = None
    #: Id of the cell in the executed notebook.
    cell_id: str | None = None
    #: The `n` of the cell's `In [n]`.
    execution_count: int | None = None
    #: Line within the cell's source, from 1.
    line: int | None = None
    #: Class name of the exception.
    exception: str | None = None
    #: The exception's text.
    value: str | None = None
    #: The traceback's entries as the kernel sent them, without colour codes.
    traceback: tuple[str, ...] = ()


class Progress(Struct, frozen=True, kw_only=True):
    """How far a run is, counted in code cells."""

    #: Code cells that have ended.
    done: int = 0
    #: Code cells in all; 0 until the notebook has been read.
    total: int = 0
    #: Position in the executed notebook, from 0, of the cell at work.
    cell_index: int | None = None
    #: Id of the cell at work.
    cell_id: str | None = None
    #: First line of the cell at work.
    cell_preview: str = ""


class CellStatus(str, Enum):
    """How a cell of a run ended."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class CellRun(Struct, frozen=True, kw_only=True):
    """One executed cell."""

    #: Position in the executed notebook, from 0.
    index: int
    #: Id of the cell in the executed notebook.
    cell_id: str
    #: When it started (UTC).
    started_at: datetime
    #: How long it took, in seconds.
    duration: float
    #: How it ended.
    status: CellStatus


class Provenance(Struct, frozen=True, kw_only=True):
    """The commit that a notebook was run from."""

    #: Full hexadecimal commit id.
    commit: str
    #: Whether the worktree differed from that commit.
    dirty: bool
    #: Commit that holds the worktree as it was, on a ref of ours; absent where it was clean, or
    #: could not be kept.
    overlay: str | None = None


class ImportedModule(Struct, frozen=True, kw_only=True):
    """A module made of notebook cells that a run has imported."""

    #: As it was imported, such as `diabetes.features`.
    name: str
    #: The package's version when the module was exported; empty if it had none.
    version: str = ""
    #: Whether it was edited after its export.
    edited: bool = False
    #: First 16 digits of the SHA-256 of its text below the header.
    content: str = ""


class Environment(Struct, frozen=True, kw_only=True):
    """What a run ran in."""

    #: Version of the kernel's language, `3.12.1`.
    language_version: str = ""
    #: The kernel's interpreter.
    executable: str = ""
    #: Operating system and machine.
    platform: str = ""
    #: Installed distributions of the kernel's interpreter, name to version.
    packages: dict[str, str] = field(default_factory=dict)
    #: SHA-256 over all of the above, hexadecimal.
    fingerprint: str = ""
    #: Modules made of notebook cells that its cells have imported, by name.
    modules: tuple[ImportedModule, ...] = ()


class Owner(Struct, frozen=True, kw_only=True):
    """The process that answers for a run.

    A process id alone is reused by the system; with the start time it is unique on its host.
    """

    #: Name of the machine.
    host: str
    #: Process id.
    pid: int
    #: When the process started, in seconds since the epoch.
    started: float


class Origin(str, Enum):
    """What has asked for a run."""

    MANUAL = "manual"
    SCHEDULE = "schedule"
    SWEEP = "sweep"
    RETRY = "retry"
    AGAIN = "again"


class Resources(Struct, frozen=True, kw_only=True):
    """What a run has used."""

    #: Most memory of all its processes at a time, in bytes.
    peak_memory: int
    #: Processor time of all its processes, in seconds.
    cpu_seconds: float


class Artifact(Struct, frozen=True, kw_only=True):
    """A file that a run has made."""

    #: Its name for people; relative to the notebook's folder where it lies below.
    name: str
    #: The file, absolute.
    file: str
    #: Its size in bytes.
    size: int
    #: SHA-256 of its content, hexadecimal.
    sha256: str


class Run(Struct, frozen=True, kw_only=True):
    """One execution of a notebook; a retry is a run of its own."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Where it stands.
    state: RunState
    #: The notebook's file as it was named when the run was started, absolute.
    notebook: str
    #: SHA-256 of the notebook's bytes; they are kept under this name.
    notebook_hash: str
    #: Where the executed notebook goes, absolute.
    output: str
    #: Name of the kernelspec.
    kernel: str
    #: Values for the parameters cell, defaults included.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Those of them that differ from the notebook's defaults.
    overrides: dict[str, Any] = field(default_factory=dict)
    #: Who started it.
    user: str
    #: The process that answers for it.
    owner: Owner
    #: When it was asked for (UTC).
    created_at: datetime
    #: When its runner took it up (UTC).
    started_at: datetime | None = None
    #: When it ended (UTC).
    ended_at: datetime | None = None
    #: How far it is.
    progress: Progress = Progress()
    #: Why it did not succeed.
    failure: Failure | None = None
    #: Commit of the notebook's repository; absent outside of one.
    provenance: Provenance | None = None
    #: What it ran in; absent until the kernel is up.
    environment: Environment | None = None
    #: Executed cells, in order.
    cells: tuple[CellRun, ...] = ()
    #: Given values for parameters, as they came over the wire; secrets are references.
    given: dict[str, Any] = field(default_factory=dict)
    #: What has asked for it.
    origin: Origin = Origin.MANUAL
    #: Id of its job.
    job: str | None = None
    #: Name of its job when it was asked for; empty without one.
    job_name: str = ""
    #: Id of its sweep.
    sweep: str | None = None
    #: Its place in the sweep, from 0.
    sweep_index: int | None = None
    #: Id of the first attempt; absent in that one.
    retry_of: str | None = None
    #: Number of the attempt, from 1.
    attempt: int = 1
    #: Id of the run that it repeats exactly.
    again_of: str | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: How it is treated.
    policy: Policy = Policy()
    #: What it leaves besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: What it is labelled with.
    labels: tuple[str, ...] = ()
    #: What people have noted on it.
    note: str = ""
    #: Whether retention passes it by.
    keep: bool = False
    #: When its schedule had it due (UTC).
    due_at: datetime | None = None
    #: It is not started before that (UTC).
    not_before: datetime | None = None
    #: Fencing token of the lease under which it was handed to a runner; absent while it waits.
    token: int | None = None
    #: What it has used; absent until it has ended.
    resources: Resources | None = None
    #: Last value of each metric that it has reported.
    metrics: dict[str, float] = field(default_factory=dict)
    #: Files that it has made.
    artifacts: tuple[Artifact, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is in the queue and no runner has been started for it."""
        return self.state is RunState.QUEUED and self.token is None
