"""Saved jobs and their schedules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from jupyter_mlops.jobs.definition import (
    JobName,
    JobSource,
    Label,
    OccurrenceState,
    ResultWishes,
    Revision,
)
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.notification import ChannelName
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.triggers import Schedule, Trigger


class JobsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which jobs to list."""

    #: Only jobs of the notebook at this contents path.
    path: str | None = None


class JobRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Make a job, or replace one."""

    #: Its name, unique in its project.
    name: JobName
    #: Contents path of the notebook.
    path: str
    #: Given values for parameters.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Kernelspec name; the notebook's own by default.
    kernel: str | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: When it runs by itself; never if absent.
    schedule: Schedule | None = None
    #: How its runs are treated.
    policy: Policy = Policy()
    #: What its runs are labelled with.
    labels: tuple[Label, ...] = ()
    #: What its runs leave besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: Channels that are told of failures, recoveries and lateness.
    notify: tuple[ChannelName, ...] = ()
    #: Whether its schedule rests.
    paused: bool = False


class PastRun(Struct, frozen=True, kw_only=True):
    """A run of a job, as its row shows it."""

    #: Id of the run.
    id: str
    #: Where it stands.
    state: RunState
    #: When it was asked for (UTC).
    created_at: datetime
    #: How long it took, in seconds; null while it has not ended, or never began.
    seconds: float | None


class OccurrenceReply(Struct, frozen=True, kw_only=True):
    """A time at which a job was due."""

    #: When (UTC).
    due_at: datetime
    #: What became of it.
    state: OccurrenceState
    #: Id of the run that it started.
    run: str | None
    #: Why there is none; empty where there is.
    reason: str


class JobReply(Struct, frozen=True, kw_only=True):
    """A job."""

    #: Sortable by creation time, unique everywhere.
    id: str
    #: Its name.
    name: str
    #: Contents path of the notebook.
    path: str
    #: Contents path of the project's folder; null where it lies outside of the server's root.
    project: str | None
    #: Given values for parameters.
    parameters: dict[str, Any]
    #: Kernelspec name; null for the notebook's own.
    kernel: str | None
    #: Which state of the files is run.
    revision: Revision
    #: When it runs by itself; null for never.
    schedule: Schedule | None
    #: The schedule for people: `every day at 01:30 (Europe/Vienna)`.
    schedule_text: str
    #: How its runs are treated.
    policy: Policy
    #: What its runs are labelled with.
    labels: tuple[str, ...]
    #: What its runs leave besides the executed notebook.
    results: ResultWishes
    #: Channels that are told.
    notify: tuple[str, ...]
    #: Where it is defined; one of `pyproject.toml` is changed there.
    source: JobSource
    #: Whether its schedule rests.
    paused: bool
    #: When it is due next (UTC); null where no clock decides.
    next_at: datetime | None
    #: Its latest runs, newest first, at most twenty.
    recent: list[PastRun]
    #: The times at which it was due last, newest first, at most twenty.
    occurrences: list[OccurrenceReply]
    #: When it was made (UTC).
    created_at: datetime
    #: When it was changed last (UTC).
    updated_at: datetime


class JobsReply(Struct, frozen=True, kw_only=True):
    """Jobs, by name."""

    #: The jobs.
    jobs: list[JobReply]


class PauseRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Let a job's schedule rest, or go on."""

    #: Whether it rests.
    paused: bool


class PreviewRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask when a trigger would fire."""

    #: The trigger.
    trigger: Trigger
    #: How many times.
    count: Annotated[int, Meta(ge=1, le=100)] = 10


class FireTime(Struct, frozen=True, kw_only=True):
    """A time at which a trigger fires."""

    #: When (UTC).
    at: datetime
    #: The same on the trigger's clock: `Sun 2026-03-29 03:00 CEST`.
    local: str
    #: What is special about it, such as a change of the clocks; empty where nothing is.
    note: str


class PreviewReply(Struct, frozen=True, kw_only=True):
    """When a trigger would fire."""

    #: The trigger for people.
    text: str
    #: The next times, in order; empty where no clock decides.
    times: list[FireTime]


class PlanQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which project's jobs as code."""

    #: Contents path of a file or folder of the project.
    path: str = ""


class FieldChange(Struct, frozen=True, kw_only=True):
    """A part of a job that differs."""

    #: Its name, with dots: `schedule.trigger.expression`.
    field: str
    #: What the store has, as JSON text; null where it has none.
    before: str | None
    #: What `pyproject.toml` says, as JSON text; null where it says nothing.
    after: str | None


class PlannedChange(Struct, frozen=True, kw_only=True):
    """What applying would do to a job."""

    #: Name of the job.
    name: str
    #: What.
    action: Literal["create", "update", "delete"]
    #: The parts that differ.
    fields: list[FieldChange]


class PlanReply(Struct, frozen=True, kw_only=True):
    """How the jobs of `pyproject.toml` differ from those of the store."""

    #: Contents path of the `pyproject.toml`; null where there is none.
    file: str | None
    #: What applying would do.
    changes: list[PlannedChange]
    #: How many jobs are as they should be.
    unchanged: int


class ApplyRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Carry out what a plan says."""

    #: Contents path of a file or folder of the project.
    path: str = ""
