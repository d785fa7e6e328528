"""When triggers that follow a clock fire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.schedule.cron import cron_times, read_expression
from jupyter_mlops.jobs.schedule.zones import read_zone
from jupyter_mlops.jobs.triggers import (
    CommitTrigger,
    CronTrigger,
    FileTrigger,
    IntervalTrigger,
    OnceTrigger,
    Trigger,
)

_MICROSECONDS = 1_000_000


def times_after(trigger: Trigger, after: datetime, *, created: datetime) -> Iterator[datetime]:
    """The times (UTC) at which a trigger fires, in order.

    Args:
        trigger: The trigger.
        after: Only times after this.
        created: When its job was made; intervals count from there unless they say otherwise.

    Returns:
        None at all if no clock decides.

    Raises:
        InvalidError: The trigger cannot be read.
    """
    if isinstance(trigger, CronTrigger):
        return cron_times(trigger, after)
    if isinstance(trigger, IntervalTrigger):
        return _interval_times(trigger, after, created)
    if isinstance(trigger, OnceTrigger) and trigger.at > after:
        return iter([trigger.at.astimezone(timezone.utc)])
    return iter(())


def next_time(trigger: Trigger, after: datetime, *, created: datetime) -> datetime | None:
    """The next time (UTC) at which a trigger fires; None if no clock decides, or never again.

    Args:
        trigger: The trigger.
        after: Only a time after this.
        created: When its job was made.

    Raises:
        InvalidError: The trigger cannot be read.
    """
    return next(times_after(trigger, after, created=created), None)


def check_trigger(trigger: Trigger) -> None:
    """Makes sure that a trigger can be read, as far as that can be told without files and clocks.

    Raises:
        InvalidError: It can't.
    """
    if isinstance(trigger, CronTrigger):
        read_expression(trigger.expression)
        read_zone(trigger.timezone)
    elif isinstance(trigger, FileTrigger):
        _check_pattern(trigger.pattern)
    elif isinstance(trigger, CommitTrigger) and trigger.branch.startswith("-"):
        raise InvalidError(f"{trigger.branch!r} is no branch", hint="such as main or origin/main")


def _interval_times(
    trigger: IntervalTrigger, after: datetime, created: datetime
) -> Iterator[datetime]:
    start = trigger.start or created
    if start.tzinfo is None:
        start = start.replace(tzinfo=timezone.utc)
    start = start.astimezone(timezone.utc)
    try:
        # Counted in whole microseconds, or the times would creep.
        every = timedelta(microseconds=round(trigger.every * _MICROSECONDS))
        passed = max((after - start) // every + 1, 0 if trigger.start else 1)
        at = start + passed * every
        while True:
            yield at
            at += every
    except OverflowError:  # the calendar's end
        return


def _check_pattern(pattern: str) -> None:
    parts = pattern.replace("\\", "/").split("/")
    if pattern.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in pattern:
        raise InvalidError(
            f"the pattern {pattern!r} leads out of the project",
            hint="give one relative to the project's folder, such as data/*.csv",
        )
    if any("**" in part and part != "**" for part in parts):
        raise InvalidError(
            f"the pattern {pattern!r} cannot be read",
            hint="`**` has to stand alone, as in **/*.csv",
        )
