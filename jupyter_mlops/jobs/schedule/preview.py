"""The next times of a trigger, as they are shown before anybody relies on them."""

from __future__ import annotations

from datetime import datetime, timezone, tzinfo
from itertools import islice

from msgspec import Struct

from jupyter_mlops.jobs.schedule.cron import matches
from jupyter_mlops.jobs.schedule.times import check_trigger, times_after
from jupyter_mlops.jobs.schedule.words import time_text, trigger_text
from jupyter_mlops.jobs.schedule.zones import Clocks, read_clocks, read_zone
from jupyter_mlops.jobs.triggers import CronTrigger, OnceTrigger, Trigger


class Fire(Struct, frozen=True, kw_only=True):
    """A time at which a trigger fires."""

    #: When (UTC).
    at: datetime
    #: The same on the trigger's clock.
    local: str
    #: What is special about it; empty where nothing is.
    note: str


class Preview(Struct, frozen=True, kw_only=True):
    """When a trigger fires."""

    #: The trigger for people.
    text: str
    #: The next times, in order; none where no clock decides.
    times: list[Fire]


def preview(trigger: Trigger, count: int, *, after: datetime, created: datetime) -> Preview:
    """Looks ahead.

    Args:
        trigger: The trigger.
        count: Most times.
        after: Only times after this.
        created: When its job was made.

    Raises:
        InvalidError: The trigger cannot be read.
    """
    check_trigger(trigger)
    zone = _zone(trigger)
    times = islice(times_after(trigger, after, created=created), count)
    return Preview(
        text=trigger_text(trigger),
        times=[_fire(trigger, at, at.astimezone(zone)) for at in times],
    )


def _zone(trigger: Trigger) -> tzinfo | None:
    if isinstance(trigger, CronTrigger):
        return read_zone(trigger.timezone)
    return trigger.at.tzinfo if isinstance(trigger, OnceTrigger) else timezone.utc


def _fire(trigger: Trigger, at: datetime, local: datetime) -> Fire:
    note = _note(trigger, local) if isinstance(trigger, CronTrigger) else ""
    return Fire(at=at, local=time_text(local), note=note)


def _note(trigger: CronTrigger, local: datetime) -> str:
    clocks = read_clocks(local)
    if clocks is Clocks.FIRST:
        return "the clocks go back, so that this time comes twice: the first of them"
    if clocks is Clocks.SECOND:
        return "the clocks have gone back: the second time that it is this time"
    if clocks is Clocks.AFTER_GAP and not matches(trigger.expression, local):
        return "the clocks go forward over its time: right after that"
    return "the clocks have just gone forward" if clocks is Clocks.AFTER_GAP else ""
