"""What becomes of the times that have passed."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from itertools import takewhile

from msgspec import Struct

from jupyter_mlops.jobs.schedule.times import times_after
from jupyter_mlops.jobs.triggers import MissedPolicy, Schedule

#: A time that passed up to so long ago counts as now: a worker may have been busy, or just started.
ON_TIME = timedelta(seconds=60)
#: Most missed times that are spoken of, the newest.
MOST = 100
#: How far to look back for them at first; most schedules need no more.
_WINDOWS = (timedelta(hours=2), timedelta(days=3), timedelta(days=120))


class Verdict(Struct, frozen=True, kw_only=True):
    """What becomes of a time."""

    #: The time (UTC).
    due_at: datetime
    #: Why no run is started for it; empty if one is.
    reason: str = ""


def passed_times(
    schedule: Schedule, first: datetime, now: datetime, *, created: datetime
) -> list[datetime]:
    """The times of a schedule from one to another, at most `MOST`, in order.

    Args:
        schedule: The schedule.
        first: The earliest that counts; it is a time of the schedule itself.
        now: The latest that counts.
        created: When the job was made.
    """
    found: list[datetime] = []
    for start in (*(now - window for window in _WINDOWS), first):
        since = max(start, first) - timedelta(microseconds=1)
        times = times_after(schedule.trigger, since, created=created)
        found = list(deque(takewhile(lambda at: at <= now, times), maxlen=MOST))
        if len(found) == MOST or start <= first:
            break
    return found


def judge(schedule: Schedule, times: list[datetime], now: datetime) -> list[Verdict]:
    """Says for which of the times that have passed a run is started.

    Those of the last minute are on time. The others were missed, since nobody was there: what
    becomes of them the schedule says, unless they are older than it allows.

    Args:
        schedule: The schedule.
        times: The times, in order.
        now: The present time.
    """
    late = [at for at in times if now - at > ON_TIME]
    verdicts = [_judge_late(schedule, at, now, newest=at == times[-1]) for at in late]
    return verdicts + [Verdict(due_at=at) for at in times[len(late) :]]


def _judge_late(schedule: Schedule, at: datetime, now: datetime, *, newest: bool) -> Verdict:
    nobody = "nobody was there to start it at its time"
    if schedule.oldest is not None and now - at > timedelta(seconds=schedule.oldest):
        reason = f"{nobody}, and that is longer ago than the schedule allows"
    elif schedule.missed is MissedPolicy.SKIP:
        reason = nobody
    elif schedule.missed is MissedPolicy.LATEST and not newest:
        reason = f"{nobody}; a later time stands for it"
    else:
        reason = ""
    return Verdict(due_at=at, reason=reason)
