"""Use case: let a time at which a job is due happen, once."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, MlopsError, NotFoundError, StorageError
from jupyter_mlops.jobs.definition import Job, Occurrence, OccurrenceState
from jupyter_mlops.jobs.model import ACTIVE_STATES, Origin, Run
from jupyter_mlops.jobs.recovery import refresh
from jupyter_mlops.jobs.schedule.missed import ON_TIME
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.triggers import MissedPolicy, OverlapPolicy, Schedule
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.job_run import request_of
from jupyter_mlops.services.note_end import note_late, note_not_started
from jupyter_mlops.services.start_run import build_run

_logger = logging.getLogger(__name__)

#: Most earlier runs of a job that are looked at.
_MOST = 100


class Due(Struct, frozen=True, kw_only=True):
    """A time at which a job is due."""

    #: What makes it unique for the job.
    key: str
    #: When (UTC).
    at: datetime
    #: Why no run is started for it; empty if one is.
    missed: str = ""


def occur(desk: Desk, job: Job, schedule: Schedule, due: Due, now: datetime) -> None:
    """Starts a run for a time at which a job is due, or notes why there is none.

    The run comes into the store together with the note, or neither does. Where the note is there
    already, nothing is started.

    Args:
        desk: Where.
        job: The job as it will be after it, with the time at which it is due next.
        schedule: Its schedule.
        due: The time.
        now: The present time.

    Raises:
        StorageError: The store cannot be written.
    """
    desk = replace(desk, user=job.user)
    state, reason, run = _decide(desk, job, schedule, due, now)
    occurrence = Occurrence(
        job=job.id,
        key=due.key,
        due_at=due.at,
        state=state,
        run=None if run is None else run.id,
        reason=reason,
    )
    if not desk.store.jobs.record(occurrence, job, [] if run is None else [run]):
        move_on(desk, job)
    elif state is OccurrenceState.FAILED:
        note_not_started(desk, job, due.at, reason)
    elif run is not None and _is_late(schedule, due, now):
        note_late(desk, job, due.at)


def move_on(desk: Desk, job: Job) -> None:
    """Keeps what a job waits for next, whatever else has been changed in it."""
    with suppress(NotFoundError):  # deleted meanwhile
        present = desk.store.jobs.get(job.id)
        moved = replace(present, next_at=job.next_at, seen=job.seen)
        if present.schedule == job.schedule and moved != present:
            desk.store.jobs.update(moved)


def unfinished(desk: Desk, job: Job) -> list[Run]:
    """Runs of a job that have not ended, newest first."""
    only = RunFilter(job=job.id, states=tuple(ACTIVE_STATES))
    found = desk.store.page(only, before=None, limit=_MOST)
    present = [run if run.waits else refresh(desk.store, desk.home, run) for run in found]
    return [run for run in present if not run.state.final]


def _decide(
    desk: Desk, job: Job, schedule: Schedule, due: Due, now: datetime
) -> tuple[OccurrenceState, str, Run | None]:
    if due.missed:
        return OccurrenceState.MISSED, due.missed, None
    # All missed times are wanted: one after the other, since they come together.
    one_by_one = schedule.missed is MissedPolicy.ALL and now - due.at > ON_TIME
    overlap = OverlapPolicy.QUEUE if one_by_one else schedule.overlap
    earlier = unfinished(desk, job)
    if earlier and overlap is OverlapPolicy.SKIP:
        return OccurrenceState.SKIPPED, f"run {earlier[0].id} had not ended", None
    try:
        queued = overlap is OverlapPolicy.QUEUE
        request = request_of(job, origin=Origin.SCHEDULE, due_at=due.at, queued=queued)
        run = build_run(desk, request)
    except StorageError:
        raise
    except MlopsError as error:
        _logger.warning("job %s could not be run: %s", job.name, error.message)
        return OccurrenceState.FAILED, error.message, None
    if overlap is OverlapPolicy.REPLACE:
        _end(desk, earlier)
    return OccurrenceState.STARTED, "", run


def _end(desk: Desk, runs: list[Run]) -> None:
    for run in runs:
        with suppress(ConflictError, NotFoundError):  # it has ended, or was deleted
            cancel_run(desk, run.id)


def _is_late(schedule: Schedule, due: Due, now: datetime) -> bool:
    late_after = schedule.late_after
    return late_after is not None and now - due.at > timedelta(seconds=late_after)
