"""Sweeps: runs of one notebook over a space of parameters."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.definition import Label, Revision
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.sweep import Objective, Space


class SweepRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Start a sweep, or ask what it would be."""

    #: Contents path of the notebook.
    path: str
    #: What is swept over.
    space: Space
    #: Values that are the same for all runs.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Kernelspec name; the notebook's own by default.
    kernel: str | None = None
    #: Its name for people; made from notebook and parameters by default.
    name: Annotated[str, Meta(max_length=200)] = ""
    #: What the runs are compared by.
    objective: Objective | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: How its runs are treated; `max_parallel` holds for the sweep.
    policy: Policy = Policy()
    #: What its runs are labelled with.
    labels: tuple[Label, ...] = ()


class SweepTableRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read a table of points."""

    #: Contents path of a CSV or JSON file; or `text` has the table itself.
    path: str | None = None
    #: The table, as CSV or JSON.
    text: str | None = None
    #: Contents path of the notebook, whose parameters' types decide how texts are read.
    notebook: str


class SweepPreviewReply(Struct, frozen=True, kw_only=True):
    """What a sweep would be."""

    #: How many runs it would have.
    count: int
    #: The first of them: values of the swept parameters.
    points: list[dict[str, Any]]


class SweepTableReply(Struct, frozen=True, kw_only=True):
    """A table of points."""

    #: Values of the parameters, for each run.
    points: list[dict[str, Any]]


class SweepsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which sweeps to list, newest first."""

    #: Continue after the sweep with this id.
    cursor: str | None = None
    #: Most sweeps in a page.
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class SweepReply(Struct, frozen=True, kw_only=True):
    """A sweep."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Its name for people.
    name: str
    #: Contents path of the notebook.
    path: str
    #: What is swept over.
    space: Space
    #: Names of the swept parameters, in order.
    names: list[str]
    #: How many runs it has.
    count: int
    #: How many runs are in which state.
    states: dict[RunState, int]
    #: What the runs are compared by; null if nobody has said.
    objective: Objective | None
    #: Id of the best run so far; null where there is none.
    best: str | None
    #: The objective's value of that run.
    best_value: float | None
    #: Names of the metrics that its runs have reported.
    metrics: list[str]
    #: When it was started (UTC).
    created_at: datetime


class SweepsReply(Struct, frozen=True, kw_only=True):
    """A page of sweeps, newest first."""

    #: The sweeps.
    sweeps: list[SweepReply]
    #: Cursor of the next page; null on the last.
    next_cursor: str | None


class ObjectiveRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say what the runs of a sweep are compared by."""

    #: The objective; null for none.
    objective: Objective | None
