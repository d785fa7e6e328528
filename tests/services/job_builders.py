"""Jobs of real notebooks."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from jupyter_mlops.jobs.definition import Job, Occurrence
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.triggers import IntervalTrigger, Schedule, Trigger
from jupyter_mlops.services.job_definition import Definition
from jupyter_mlops.services.jobs import add_job
from tests.jobs.builders import Project, notebook


def every(seconds: float, **how: Any) -> Schedule:
    """A schedule by the clock."""
    return Schedule(trigger=IntervalTrigger(every=seconds), **how)


def on(trigger: Trigger, **how: Any) -> Schedule:
    return Schedule(trigger=trigger, **how)


def add(project: Project, schedule: Schedule | None = None, /, **more: Any) -> Job:
    """Makes a job of a new notebook."""
    file = project.folder / "train.ipynb"
    if "notebook" not in more:
        project.write(notebook("print(alpha)", parameters="alpha = 0.5"))
    wanted = Definition(**{"name": "nightly", "notebook": file, "schedule": schedule, **more})
    return add_job(project.desk, wanted)


def runs_of(project: Project, job: Job) -> list[Run]:
    """A job's runs, oldest first."""
    return project.desk.store.page(RunFilter(job=job.id), before=None, limit=200)[::-1]


def noted(project: Project, job: Job) -> list[Occurrence]:
    """The times at which a job was due, oldest first."""
    return project.desk.store.jobs.occurrences(job.id, 200)[::-1]


def states(project: Project, job: Job) -> list[str]:
    """What became of those times."""
    return [occurrence.state.value for occurrence in noted(project, job)]


def now() -> datetime:
    return datetime.now(timezone.utc)
