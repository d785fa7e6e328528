"""Parameters of notebooks, and runs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.definition import Label, ResultWishes, Revision
from jupyter_mlops.jobs.model import (
    CellRun,
    Environment,
    Failure,
    Origin,
    Progress,
    Provenance,
    Resources,
    RunState,
)
from jupyter_mlops.jobs.policy import Policy


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
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: How it is treated.
    policy: Policy = Policy()
    #: What it leaves besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: What it is labelled with.
    labels: tuple[Label, ...] = ()


class RunsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which runs to list, newest first."""

    #: Only runs in this state.
    state: RunState | None = None
    #: Only runs of the notebook at this contents path, or the run that has made it.
    path: str | None = None
    #: Text to filter by, such as `failed train alpha>0.3 label:nightly`.
    filter: str = ""
    #: Only runs of this job.
    job: str | None = None
    #: Only runs of this sweep.
    sweep: str | None = None
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
    #: What has asked for it.
    origin: Origin
    #: Id of its job; null without one.
    job: str | None
    #: Name of its job when it was asked for; empty without one.
    job_name: str
    #: Id of its sweep; null without one.
    sweep: str | None
    #: Its place in the sweep, from 0.
    sweep_index: int | None
    #: Number of the attempt, from 1.
    attempt: int
    #: Attempts that its policy allows.
    attempts: int
    #: Id of the first attempt; null in that one.
    retry_of: str | None
    #: Which state of the files is run.
    revision: Revision
    #: Commit that it was run from; null outside of a repository.
    provenance: Provenance | None
    #: What it is labelled with.
    labels: tuple[str, ...]
    #: What people have noted on it.
    note: str
    #: Whether retention passes it by.
    keep: bool
    #: Its priority in the queue.
    priority: int
    #: When its schedule had it due (UTC).
    due_at: datetime | None
    #: It is not started before that (UTC).
    not_before: datetime | None
    #: What it has used; null until it has ended.
    resources: Resources | None
    #: Last value of each metric that it has reported.
    metrics: dict[str, float]


class RunPage(Struct, frozen=True, kw_only=True):
    """A page of runs, newest first."""

    #: The runs.
    runs: list[RunReply]
    #: Cursor of the next page; null on the last.
    next_cursor: str | None


class ArtifactReply(Struct, frozen=True, kw_only=True):
    """A file that a run has made."""

    #: Its name for people.
    name: str
    #: Contents path; null where it lies outside of the server's root.
    path: str | None
    #: Its size in bytes.
    size: int
    #: SHA-256 of its content, hexadecimal.
    sha256: str


class TryReply(Struct, frozen=True, kw_only=True):
    """An attempt."""

    #: Id of the run.
    id: str
    #: Number of the attempt, from 1.
    attempt: int
    #: Where it stands.
    state: RunState


class RunDetailReply(RunReply, frozen=True, kw_only=True):
    """A run with all that is known of it."""

    #: SHA-256 of the notebook's bytes as they were run.
    notebook_hash: str
    #: What it ran in; null until the kernel is up.
    environment: Environment | None
    #: Executed cells, in order.
    cells: list[CellRun]
    #: How it is treated.
    policy: Policy
    #: What it leaves besides the executed notebook.
    results: ResultWishes
    #: Files that it has made.
    artifacts: list[ArtifactReply]
    #: All attempts, first to last, this one included.
    tries: list[TryReply]
    #: Id of the run that it repeats exactly; null if it repeats none.
    again_of: str | None


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


class RunCellsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of a run's notebook the asker has not seen."""

    #: Version of the answer that the asker has; all is sent without one.
    since: str = ""


class RunCellReply(Struct, frozen=True, kw_only=True):
    """A cell of a run's notebook as it fills."""

    #: Position in the notebook, from 0.
    index: int
    #: The cell as the notebook has it; output data beyond a megabyte is left out.
    cell: dict[str, Any]
    #: Whether output data was left out.
    shortened: bool


class RunCellsReply(Struct, frozen=True, kw_only=True):
    """A run's notebook as it fills."""

    #: Version of this answer, for `since`.
    version: str
    #: Number of cells; 0 while there is no notebook yet.
    total: int
    #: Cells that differ from the asker's version, in order.
    cells: list[RunCellReply]
    #: The notebook's metadata.
    metadata: dict[str, Any]


class SeriesReply(Struct, frozen=True, kw_only=True):
    """What a metric was, step by step."""

    #: Name of the metric.
    name: str
    #: What each value is plotted over: the step, or how manieth it is where none was given.
    steps: list[float]
    #: The values.
    values: list[float]


class UsageReply(Struct, frozen=True, kw_only=True):
    """What a run used, moment by moment."""

    #: Seconds since the run's start.
    seconds: list[float]
    #: Memory of all its processes at those moments, in bytes.
    memory: list[int]
    #: Processors at work between the moment before and that one: 1.0 is one processor.
    cpu: list[float]


class RunMetricsReply(Struct, frozen=True, kw_only=True):
    """What a run has measured, and what was measured of it."""

    #: Metrics, in the order in which they appeared.
    series: list[SeriesReply]
    #: Resources.
    usage: UsageReply


class AnnotateRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what people have written on a run; what is absent stays."""

    #: What it is labelled with.
    labels: tuple[Label, ...] | None = None
    #: What people have noted on it.
    note: Annotated[str, Meta(max_length=10_000)] | None = None
    #: Whether retention passes it by.
    keep: bool | None = None


class PackageChange(Struct, frozen=True, kw_only=True):
    """A package that is not what it was."""

    #: Its name.
    name: str
    #: Its version then; null where it was not there.
    before: str | None
    #: Its version now; null where it is not there.
    now: str | None


class AgainReply(Struct, frozen=True, kw_only=True):
    """A run that repeats another, and what is not as it was then."""

    #: The new run.
    run: RunReply
    #: Packages that differ.
    packages: list[PackageChange]
    #: What else differs, one sentence each.
    differences: list[str]


class CancelRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cancel many runs."""

    #: These; all that `filter`, `job` and `sweep` leave where it is absent.
    ids: list[str] | None = None
    #: Text to filter by.
    filter: str = ""
    #: Only runs of this job.
    job: str | None = None
    #: Only runs of this sweep.
    sweep: str | None = None


class CancelReply(Struct, frozen=True, kw_only=True):
    """What was cancelled."""

    #: How many runs.
    cancelled: int
    #: Ids of runs that could not be cancelled, with the reason.
    failed: dict[str, str]
