"""Use case: start the runs of jobs that are due."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from jupyter_mlops.errors import InvalidError, MlopsError
from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.schedule.missed import ON_TIME
from jupyter_mlops.jobs.schedule.times import next_time
from jupyter_mlops.jobs.triggers import CommitTrigger, FileTrigger
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.fire_job import fire_job
from jupyter_mlops.services.late_runs import note_late_runs
from jupyter_mlops.services.occur import move_on

_logger = logging.getLogger(__name__)

#: How often files and commits are looked for, in seconds; how many times longer than a look that
#: found nothing it is until the next one; and the most that it is, in seconds.
_INTERVAL = 3.0
_REST = 300
_LONGEST = 60.0
#: When a job that could not be looked at is looked at again.
_AFTER_ERROR = timedelta(seconds=60)
#: How often runs are looked for that have become late.
_LATENESS = timedelta(seconds=15)
_FOREVER = datetime.max.replace(tzinfo=timezone.utc)


class _Memory(Struct, kw_only=True):
    """What a process remembers from one call to the next."""

    #: When it was called last.
    called: datetime = _FOREVER
    #: When each job without a clock is looked at next, by id.
    looks: dict[str, datetime] = field(default_factory=dict)
    #: How long the last look at each of them took, in seconds, by id.
    costs: dict[str, float] = field(default_factory=dict)
    #: When late runs are looked for next.
    late_at: datetime | None = None


#: By home: a process serves one, and a test many.
_memories: dict[Path, _Memory] = {}


def fire_due(desk: Desk, now: datetime) -> datetime | None:
    """Starts the runs of all jobs that are due, each time once.

    May be called at any time, by several processes. A clock that was put back fires nothing twice,
    since each time is noted in the store; one that was put forward makes times missed.

    Args:
        desk: Where.
        now: The present time (UTC).

    Returns:
        When there is something to do next; None if nothing waits for its time.

    Raises:
        StorageError: The store cannot be read.
    """
    memory = _memories.setdefault(desk.home.root, _Memory())
    if now < memory.called - ON_TIME:  # the first time of all, or the clock was put back
        _realign(desk, now)
        memory.looks, memory.late_at = {}, None
    memory.called = now
    jobs = desk.store.jobs.due(now)
    again = [_look(desk, job, now, memory) for job in jobs]
    for forgotten in memory.looks.keys() - {job.id for job in jobs}:
        del memory.looks[forgotten]
        memory.costs.pop(forgotten, None)
    return min(filter(None, [*again, *_waits(desk, now, memory)]), default=None)


def _look(desk: Desk, job: Job, now: datetime, memory: _Memory) -> datetime | None:
    """Looks at a job if its time has come; when to do so again, where no clock decides."""
    again = memory.looks.get(job.id)
    if job.schedule is None or (again is not None and again > now):
        return again
    started = time.perf_counter()
    try:
        happened = fire_job(desk, job, job.schedule, now)
    except MlopsError as error:
        _logger.warning("job %s: %s", job.name, error.message)
        memory.looks[job.id] = now + _AFTER_ERROR
    except Exception:  # one job must not keep the others from their runs
        _logger.exception("job %s", job.name)
        memory.looks[job.id] = now + _AFTER_ERROR
    else:
        memory.looks.pop(job.id, None)
        if isinstance(job.schedule.trigger, FileTrigger | CommitTrigger):
            took = 0.0 if happened else time.perf_counter() - started
            memory.looks[job.id] = now + _rest(memory, job.id, took)
    return memory.looks.get(job.id)


def _rest(memory: _Memory, job_id: str, took: float) -> timedelta:
    """How long a look that took so long is not repeated; a single slow one doesn't count."""
    cost = min(took, memory.costs.get(job_id, 0.0))
    memory.costs[job_id] = took
    return timedelta(seconds=min(_INTERVAL + _REST * cost, _LONGEST))


def _waits(desk: Desk, now: datetime, memory: _Memory) -> Iterator[datetime | None]:
    if memory.late_at is None or memory.late_at <= now:
        late_at = note_late_runs(desk, now)
        memory.late_at = min(late_at or _FOREVER, now + _LATENESS)
        yield late_at
    next_at = desk.store.jobs.next_at()
    # What is overdue even now could not be looked at.
    yield next_at if next_at is None or next_at > now else now + _AFTER_ERROR


def _realign(desk: Desk, now: datetime) -> None:
    """Has jobs wait for the next time from now on, where they wait for a later one."""
    for job in desk.store.jobs.due(_FOREVER):
        if job.schedule is None or job.next_at is None:
            continue
        try:
            next_at = next_time(job.schedule.trigger, now, created=job.created_at)
        except InvalidError as error:  # a time zone that this machine doesn't know, say
            _logger.warning("job %s: %s", job.name, error.message)
            continue
        if next_at is not None and next_at < job.next_at:
            move_on(desk, replace(job, next_at=next_at))
