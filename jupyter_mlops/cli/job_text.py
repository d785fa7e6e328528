"""How the command line writes jobs."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from jupyter_mlops.cli.text import (
    ago_text,
    duration_text,
    file_text,
    run_seconds,
    short_id,
    state_text,
    values_text,
)
from jupyter_mlops.jobs.schedule.preview import preview
from jupyter_mlops.jobs.schedule.words import trigger_text
from jupyter_mlops.jobs.triggers import CommitTrigger, FileTrigger

if TYPE_CHECKING:
    from jupyter_mlops.jobs.definition import Job, Revision
    from jupyter_mlops.jobs.job_history import PastRun
    from jupyter_mlops.services.jobs import JobView

_LONGEST_STATE = 9
_SHOWN = 5


def job_line(view: JobView, width: int) -> str:
    """A job in one line: its name, its latest run, what it is due for, when it runs.

    Args:
        view: The job.
        width: How wide the names' column is.
    """
    job = view.job
    latest = "· no runs"
    state = latest[2:]
    if view.history.runs:
        state = view.history.runs[0].state.value
        latest = state_text(view.history.runs[0].state, sys.stdout)
    latest += " " * (_LONGEST_STATE - len(state))
    return f"{job.name:<{width}}  {latest}  {time_left(job):<14}  {_when(job)}".rstrip()


def job_lines(view: JobView) -> list[str]:
    """All that is known of a job."""
    job = view.job
    facts = [
        ("job", f"{job.name} ({job.id})"),
        ("defined in", f"{job.project}/pyproject.toml" if job.source.value == "pyproject" else ""),
        ("notebook", file_text(job.notebook)),
        ("parameters", values_text(job.parameters)),
        ("runs", _revision(job.revision)),
        ("schedule", _when(job)),
        ("next", time_left(job)),
        ("labels", ", ".join(job.labels)),
        ("notify", ", ".join(job.notify)),
    ]
    lines = [f"{name:<12}{value}" for name, value in facts if value]
    return lines + _section("next times", _next_times(job)) + _section("latest runs", _runs(view))


def time_left(job: Job) -> str:
    """`in 3 h 05 m`, `paused`, or what else it waits for."""
    if job.schedule is None:
        return "by hand"
    if job.paused:
        return "paused"
    if isinstance(job.schedule.trigger, FileTrigger):
        return "on a file"
    if isinstance(job.schedule.trigger, CommitTrigger):
        return "on a commit"
    if job.next_at is None:
        return "over"
    left = (job.next_at - datetime.now(timezone.utc)).total_seconds()
    return f"in {duration_text(left)}" if left > 0 else "due"


def _when(job: Job) -> str:
    return "" if job.schedule is None else trigger_text(job.schedule.trigger)


def _revision(revision: Revision) -> str:
    return f"{revision.kind.value} {revision.name}" if revision.name else "the working copy"


def _next_times(job: Job) -> list[str]:
    if job.schedule is None or job.paused:
        return []
    now = datetime.now(timezone.utc)
    times = preview(job.schedule.trigger, _SHOWN, after=now, created=job.created_at).times
    return [f"{each.local}  {each.note}".rstrip() for each in times]


def _runs(view: JobView) -> list[str]:
    return [_run(run) for run in view.history.runs[:_SHOWN]]


def _run(run: PastRun) -> str:
    seconds = run_seconds(run)
    took = "" if seconds is None else duration_text(seconds)
    state = state_text(run.state, sys.stdout)
    return f"{short_id(run)}  {state}  {took}  {ago_text(run.created_at)}"


def _section(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines)] if lines else []
