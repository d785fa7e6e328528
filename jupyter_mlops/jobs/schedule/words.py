"""Triggers and times for people."""

from __future__ import annotations

from datetime import datetime, timezone

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.schedule.cron import read_expression
from jupyter_mlops.jobs.triggers import (
    CommitTrigger,
    CronTrigger,
    FileTrigger,
    IntervalTrigger,
    Trigger,
)

# Not `%a`, which speaks the machine's language.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNITS = (("week", 604800), ("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def trigger_text(trigger: Trigger) -> str:
    """A trigger for people: `at 01:30 every day (Europe/Vienna)`."""
    if isinstance(trigger, CronTrigger):
        return f"{_cron_text(trigger.expression)} ({trigger.timezone})"
    if isinstance(trigger, IntervalTrigger):
        return f"every {interval_text(trigger.every)}"
    if isinstance(trigger, FileTrigger):
        return f"when {trigger.pattern} arrives or changes"
    if isinstance(trigger, CommitTrigger):
        return f"on each new commit of {trigger.branch}"
    return f"once, {time_text(trigger.at)}"


def interval_text(seconds: float) -> str:
    """`15 minutes`, `hour`, `1.5 seconds`: in the largest unit that leaves no rest."""
    name, size = next(
        (unit for unit in _UNITS if seconds >= unit[1] and seconds % unit[1] == 0), _UNITS[-1]
    )
    count = seconds / size
    return name if count == 1 else f"{count:g} {name}s"


def time_text(local: datetime) -> str:
    """A time on the clock of its own zone: `Sun 2026-03-29 03:00 CEST`."""
    seconds = f":{local.second:02d}" if local.second else ""
    zone = "UTC" if local.tzinfo is timezone.utc else local.tzname()
    return f"{_DAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}{seconds} {zone}"


def _cron_text(expression: str) -> str:
    from cronsim.explain import Expression

    try:
        fields = read_expression(expression)
    except InvalidError:  # kept by a version that could read it
        return expression
    text = Expression(fields.upper().split()).explain()
    return text[:1].lower() + text[1:]
