"""What jobs have done last."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, field

from jupyter_mlops.jobs.definition import Occurrence
from jupyter_mlops.jobs.model import RunState


class PastRun(Struct, frozen=True, kw_only=True):
    """A run of a job, as lists of jobs show it."""

    #: Id of the run.
    id: str
    #: Where it stands.
    state: RunState
    #: When it was asked for (UTC).
    created_at: datetime
    #: When its runner took it up (UTC).
    started_at: datetime | None = None
    #: When it ended (UTC).
    ended_at: datetime | None = None


class JobHistory(Struct, frozen=True, kw_only=True):
    """What a job has done last."""

    #: Its latest runs, newest first.
    runs: list[PastRun] = field(default_factory=list)
    #: The times at which it was due last, newest first.
    occurrences: list[Occurrence] = field(default_factory=list)
