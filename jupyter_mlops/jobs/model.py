"""What a run is: the values that the runner, the store and both doors share."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from msgspec import Struct, field


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


class Run(Struct, frozen=True, kw_only=True):
    """One execution of a notebook."""

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
