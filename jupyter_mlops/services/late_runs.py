"""Use case: notice runs that should have started long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.note_end import note_late

#: Most waiting runs of a job that are looked at.
_MOST = 100


def note_late_runs(desk: Desk, now: datetime) -> datetime | None:
    """Notes the scheduled runs that have not started in time; once for each.

    Args:
        desk: Where.
        now: The present time (UTC).

    Returns:
        When the next one that waits would be late; None if none would.
    """
    soonest = None
    for job in desk.store.jobs.all():
        if job.schedule is None or job.schedule.late_after is None:
            continue
        patience = timedelta(seconds=job.schedule.late_after)
        only = RunFilter(job=job.id, state=RunState.QUEUED)
        for run in desk.store.page(only, before=None, limit=_MOST):
            if run.due_at is None or run.retry_of is not None:
                continue
            late_at = run.due_at + patience
            if late_at <= now:
                note_late(desk, job, run.due_at)
            else:
                soonest = min(late_at, soonest or late_at)
    return soonest
