"""A store on disk, and what goes into it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Owner, Run
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.sweep import GridSpace, Sweep
from jupyter_mlops.jobs.triggers import IntervalTrigger, Schedule
from tests.jobs.builders import NOON, a_run

#: The name of a store's file.
NAME = "mlops.sqlite"
#: A process of another machine.
FAR = Owner(host="elsewhere", pid=1, started=0.0)


def add(store: SqliteRunStore, **changes: object) -> Run:
    """Adds a run."""
    run = a_run(**changes)
    store.add(run)
    return run


def noon(**later: float) -> datetime:
    """Noon, and so much."""
    return NOON + timedelta(**later)


def every_minute() -> Schedule:
    """A schedule by the clock."""
    return Schedule(trigger=IntervalTrigger(every=60))


def a_job(**changes: Any) -> Job:
    """A job without a schedule."""
    job = Job(
        id=new_id(),
        name="train",
        user="ada",
        project="/lab",
        notebook="/lab/train.ipynb",
        created_at=NOON,
        updated_at=NOON,
    )
    return replace(job, **changes)


def a_sweep(**changes: Any) -> Sweep:
    """A sweep over two values."""
    sweep = Sweep(
        id=new_id(),
        name="train by alpha",
        user="ada",
        notebook="/lab/train.ipynb",
        space=GridSpace(values={"alpha": [1, 2]}),
        count=2,
        created_at=NOON,
    )
    return replace(sweep, **changes)
