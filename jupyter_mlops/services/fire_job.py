"""What makes one job due: the clock, files, commits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from jupyter_mlops.git.tip import read_tip
from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.schedule.arrivals import find_arrivals, is_later, is_settled
from jupyter_mlops.jobs.schedule.missed import judge, passed_times
from jupyter_mlops.jobs.schedule.times import next_time
from jupyter_mlops.jobs.triggers import CommitTrigger, FileTrigger, Schedule
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.occur import Due, move_on, occur
from jupyter_mlops.services.revision import root_around


def fire_job(desk: Desk, job: Job, schedule: Schedule, now: datetime) -> int:
    """Lets all happen that has made a job due since it was looked at last.

    Each time is noted on its own and in order, so that whoever goes on after a crash begins with
    the first that isn't.

    Args:
        desk: Where.
        job: The job; it doesn't rest.
        schedule: Its schedule.
        now: The present time.

    Returns:
        How many times it was due.

    Raises:
        MlopsError: What its trigger waits for cannot be looked at.
    """
    trigger = schedule.trigger
    if isinstance(trigger, FileTrigger):
        steps = _arrivals(job, schedule, trigger, now)
    elif isinstance(trigger, CommitTrigger):
        steps = _commits(desk, job, trigger, now)
    else:
        steps = _times(desk, job, schedule, now)
    count = 0
    for moved, due in steps:
        occur(desk, moved, schedule, due, now)
        count += 1
    return count


def _times(desk: Desk, job: Job, schedule: Schedule, now: datetime) -> Iterator[tuple[Job, Due]]:
    if job.next_at is None or job.next_at > now:
        return
    times = passed_times(schedule, job.next_at, now, created=job.created_at)
    following = [*times[1:], next_time(schedule.trigger, now, created=job.created_at)]
    for verdict, next_at in zip(judge(schedule, times, now), following, strict=False):
        due = Due(key=verdict.due_at.isoformat(), at=verdict.due_at, missed=verdict.reason)
        yield replace(job, next_at=next_at), due
    if not times:  # the time zone's rules are others than when it was reckoned
        move_on(desk, replace(job, next_at=following[-1]))


def _arrivals(
    job: Job, schedule: Schedule, trigger: FileTrigger, now: datetime
) -> Iterator[tuple[Job, Due]]:
    found = [
        arrival
        for arrival in find_arrivals(Path(job.project), trigger)
        if is_later(arrival, job.seen) and is_settled(arrival, trigger, now)
    ]
    settle = timedelta(seconds=trigger.settle)
    verdicts = judge(schedule, [min(arrival.at + settle, now) for arrival in found], now)
    for arrival, verdict in zip(found, verdicts, strict=True):
        due = Due(key=arrival.key, at=verdict.due_at, missed=verdict.reason)
        yield replace(job, seen=arrival.place), due


def _commits(
    desk: Desk, job: Job, trigger: CommitTrigger, now: datetime
) -> Iterator[tuple[Job, Due]]:
    tip = read_tip(root_around(Path(job.notebook)), trigger.branch)
    if tip is None or tip == job.seen:
        return
    moved = replace(job, seen=tip)
    if job.seen:
        yield moved, Due(key=tip, at=now)
    else:  # the first that is seen of it is not new
        move_on(desk, moved)
