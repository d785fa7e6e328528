"""Parameters of notebooks, and runs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.model import CellRun, Environment, Failure, Progress, Provenance, RunState


class ParametersQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which notebook's parameters."""

    #: Contents path of the notebook.
    path: str
    #: Kernelspec to read it with; the notebook's own by default.
    kernel: str | None = None


class ParameterReply(Struct, frozen=True, kw_only=True):
    """One parameter of a notebook."""

    #: The variable's name.
    name: str
    #: Its type as a reader of the notebook would write it: `int`, `float | None`.
    type: str
    #: JSON Schema of its values, with title, description and default.
    json_schema: dict[str, Any]
    #: Source text of a default that cannot be known without running it; else null.
    expression: str | None


class KernelReply(Struct, frozen=True, kw_only=True):
    """A kernel that runs could use."""

    #: Name of the kernelspec.
    name: str
    #: Name for people.
    display_name: str


class ParametersReply(Struct, frozen=True, kw_only=True):
    """What the dialog of a new run needs to know of a notebook."""

    #: Contents path of the notebook.
    path: str
    #: Id of the parameters cell; null where the notebook has none.
    cell_id: str | None
    #: The parameters in source order.
    parameters: list[ParameterReply]
    #: JSON Schema (draft 2020-12) of an object with a value for each parameter.
    json_schema: dict[str, Any]
    #: Kernels of this server.
    kernels: list[KernelReply]
    #: The kernel that the run will use unless told otherwise.
    kernel: str
    #: Contents path of the folder that outputs go to unless told otherwise.
    output_folder: str


class RunRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Start a run."""

    #: Contents path of the notebook.
    path: str
    #: Values for parameters; those left out keep their defaults.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Kernelspec name; the notebook's own by default.
    kernel: str | None = None
    #: Contents path of the executed notebook; a new file in the output folder by default.
    output: str | None = None


class RunsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which runs to list, newest first."""

    #: Only runs in this state.
    state: RunState | None = None
    #: Only runs of the notebook at this contents path, or the run that has made it.
    path: str | None = None
    #: Continue after the run with this id (`next_cursor` of the page before).
    cursor: str | None = None
    #: Most runs in a page.
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class RunReply(Struct, frozen=True, kw_only=True):
    """A run as lists show it."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Where it stands.
    state: RunState
    #: Contents path of the notebook.
    path: str
    #: Contents path of the executed notebook; null where it lies outside of the server's root.
    output: str | None
    #: Name of the kernelspec.
    kernel: str
    #: Values for the parameters cell, defaults included.
    parameters: dict[str, Any]
    #: Those of them that differ from the notebook's defaults.
    overrides: dict[str, Any]
    #: Who started it.
    user: str
    #: When it was asked for (UTC).
    created_at: datetime
    #: When its runner took it up (UTC).
    started_at: datetime | None
    #: When it ended (UTC).
    ended_at: datetime | None
    #: How far it is.
    progress: Progress
    #: Why it did not succeed.
    failure: Failure | None


class RunPage(Struct, frozen=True, kw_only=True):
    """A page of runs, newest first."""

    #: The runs.
    runs: list[RunReply]
    #: Cursor of the next page; null on the last.
    next_cursor: str | None


class RunDetailReply(RunReply, frozen=True, kw_only=True):
    """A run with all that is known of it."""

    #: SHA-256 of the notebook's bytes as they were run.
    notebook_hash: str
    #: Commit that it was run from; null outside of a repository.
    provenance: Provenance | None
    #: What it ran in; null until the kernel is up.
    environment: Environment | None
    #: Executed cells, in order.
    cells: list[CellRun]


class RunOutputsReply(Struct, frozen=True, kw_only=True):
    """What a run has left."""

    #: Contents path of the executed notebook; null where it lies outside of the server's root.
    notebook: str | None
    #: Size of the executed notebook in bytes; null while it does not exist.
    notebook_size: int | None
    #: Size of the log in bytes.
    log_size: int


class LogQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a run's log."""

    #: First byte wanted; negative counts from the end.
    offset: int = -65536
    #: Most bytes wanted.
    limit: Annotated[int, Meta(ge=1, le=1048576)] = 65536


class LogReply(Struct, frozen=True, kw_only=True):
    """A part of a run's log."""

    #: The text.
    text: str
    #: First byte of the text.
    offset: int
    #: Where to go on.
    next_offset: int
    #: Size of the whole log in bytes.
    size: int
