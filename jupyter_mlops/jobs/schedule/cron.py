"""Times by a cron expression, in the clock of a time zone.

As crontab(5) and cron(8) of Debian have it: an expression with fixed minutes and hours fires once
where the clocks go back, the first time that its time comes, and right after the gap where they go
forward; one with `*` in minutes or hours follows real time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.schedule.zones import read_zone
from jupyter_mlops.jobs.triggers import CronTrigger

_WORDS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_FIELDS = 5
_MINUTE = timedelta(minutes=1)
#: More than any clock is turned back.
_TURNED_BACK = timedelta(hours=3)


def read_expression(expression: str) -> str:
    """The five fields of an expression.

    Raises:
        InvalidError: It isn't one, or stands for a day that never comes.
    """
    from cronsim import CronSim, CronSimError

    fields = _WORDS.get(expression.strip().lower(), expression)
    if len(fields.split()) != _FIELDS:
        raise _refusal(expression, f"it has {len(fields.split())} fields, not {_FIELDS}")
    try:
        CronSim(fields, datetime(2026, 1, 1))  # noqa: DTZ001 - only to have it read
    except (CronSimError, ValueError, RecursionError) as error:
        raise _refusal(expression, str(error)) from error
    return fields


def cron_times(trigger: CronTrigger, after: datetime) -> Iterator[datetime]:
    """The times (UTC) at which a trigger fires, in order.

    Args:
        trigger: The trigger.
        after: Only times after this.

    Raises:
        InvalidError: Its expression or time zone cannot be read.
    """
    zone = read_zone(trigger.timezone)
    fields = read_expression(trigger.expression)
    minute, hour = fields.split()[:2]
    real = minute.startswith("*") or hour.startswith("*")
    last = after.astimezone(timezone.utc)
    start = (last.astimezone(zone) - _TURNED_BACK).replace(tzinfo=None)
    for at in _in_order(_walls(fields, start), zone, twice=real):
        if at > last:
            last = at
            yield at


def _walls(fields: str, start: datetime) -> Iterator[datetime]:
    """What the clock on the wall shows at those times, were it never changed."""
    from cronsim import CronSim

    with suppress(OverflowError):  # the calendar's end
        yield from CronSim(fields, start)


def _in_order(walls: Iterable[datetime], zone: ZoneInfo, *, twice: bool) -> Iterator[datetime]:
    """When a clock shows those times: an hour that comes twice makes later ones come first.

    CronSim's own way around changes of the clock goes wrong where they aren't at full hours.

    Args:
        walls: What the clock shows, in order.
        zone: Whose clock.
        twice: Whether a time that comes twice counts twice, and one that is left out not at all.
    """
    ahead: list[datetime] = []
    for wall in walls:
        local = wall.replace(tzinfo=zone)
        if _is_left_out(local):
            if twice:
                continue
            while _is_left_out(local):
                local += _MINUTE
        first = local.astimezone(timezone.utc)
        heappush(ahead, first)
        if twice and local.replace(fold=1).utcoffset() != local.utcoffset():
            heappush(ahead, local.replace(fold=1).astimezone(timezone.utc))
        while ahead and ahead[0] <= first:
            yield heappop(ahead)
    yield from sorted(ahead)


def _is_left_out(local: datetime) -> bool:
    return local.astimezone(timezone.utc).astimezone(local.tzinfo) != local


def matches(expression: str, local: datetime) -> bool:
    """Whether an expression names a time, as the clock on the wall shows it."""
    from cronsim import CronSim

    wall = local.replace(tzinfo=None)
    simulation = CronSim(read_expression(expression), wall - timedelta(seconds=1))
    return next(simulation, None) == wall


def _refusal(expression: str, reason: str) -> InvalidError:
    return InvalidError(
        f"{expression!r} is no cron expression: {reason}",
        hint="give minute, hour, day of month, month and day of week, such as 30 1 * * 1-5, "
        "or one of " + ", ".join(_WORDS),
    )
