"""Jobs as payloads: files become contents paths, triggers words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.jobs.schedule.words import trigger_text
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.jobs import (
    FieldChange,
    FireTime,
    JobReply,
    OccurrenceReply,
    PastRun,
    PlannedChange,
    PlanReply,
    PreviewReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.jobs import job_history
    from jupyter_mlops.jobs.definition import Job
    from jupyter_mlops.jobs.schedule.preview import Preview
    from jupyter_mlops.services.job_plan import Change, JobPlan
    from jupyter_mlops.services.jobs import JobView

#: Fields of a job that are shown as they are.
_AS_THEY_ARE = (
    *("id", "name", "parameters", "kernel", "revision", "schedule", "policy", "labels"),
    *("results", "notify", "source", "paused", "next_at", "created_at", "updated_at"),
)


def job_reply(view: JobView, root: Root) -> JobReply:
    """A job with what it has done last."""
    job = view.job
    return JobReply(
        path=root.path(Path(job.notebook)) or Path(job.notebook).name,
        project="" if Path(job.project) == root.folder else root.path(Path(job.project)),
        schedule_text=_schedule_text(job),
        recent=[_past_run(run) for run in view.history.runs],
        occurrences=[
            OccurrenceReply(
                due_at=each.due_at,
                state=each.state,
                run=each.run,
                reason=root.in_text(each.reason),
            )
            for each in view.history.occurrences
        ],
        **{name: getattr(job, name) for name in _AS_THEY_ARE},
    )


def preview_reply(preview: Preview) -> PreviewReply:
    """The next times of a trigger."""
    times = [FireTime(at=each.at, local=each.local, note=each.note) for each in preview.times]
    return PreviewReply(text=preview.text, times=times)


def plan_reply(plan: JobPlan, root: Root) -> PlanReply:
    """How the jobs of `pyproject.toml` differ from those of the store."""
    return PlanReply(
        file=None if plan.file is None else root.path(plan.file) or plan.file.name,
        changes=[_change(change) for change in plan.changes],
        unchanged=plan.unchanged,
    )


def _schedule_text(job: Job) -> str:
    return "" if job.schedule is None else trigger_text(job.schedule.trigger)


def _past_run(run: job_history.PastRun) -> PastRun:
    took = run.started_at and run.ended_at and (run.ended_at - run.started_at).total_seconds()
    return PastRun(id=run.id, state=run.state, created_at=run.created_at, seconds=took or None)


def _change(change: Change) -> PlannedChange:
    fields = [
        FieldChange(field=each.field, before=each.before, after=each.after)
        for each in change.fields
    ]
    return PlannedChange(name=change.name, action=change.action, fields=fields)
