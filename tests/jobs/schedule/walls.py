"""What cron means, minute by minute: slow, and without a library."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


def expected(expression: str, zone: ZoneInfo, after: datetime, until: datetime) -> list[datetime]:
    """The times of an expression with `*`, numbers, ranges, lists and steps."""
    fields = expression.split()
    if fields[0].startswith("*") or fields[1].startswith("*"):
        first = after.replace(second=0, microsecond=0)
        real = (first + n * _MINUTE for n in range((until - first) // _MINUTE + 1))
        found = {at for at in real if _shows(fields, at.astimezone(zone))}
    else:
        found = {_when(wall, zone) for wall in _walls(zone, after, until) if _shows(fields, wall)}
    return sorted(at for at in found if after < at <= until)


def _walls(zone: ZoneInfo, after: datetime, until: datetime) -> list[datetime]:
    first = after.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    count = (until - after + timedelta(hours=8)) // _MINUTE
    return [first - timedelta(hours=4) + n * _MINUTE for n in range(count)]


def _when(wall: datetime, zone: ZoneInfo) -> datetime:
    at = wall.replace(tzinfo=zone).astimezone(timezone.utc)
    while at.astimezone(zone).replace(tzinfo=None) != wall:
        wall += _MINUTE
        at = wall.replace(tzinfo=zone).astimezone(timezone.utc)
    return at


def _shows(fields: list[str], wall: datetime) -> bool:
    minute, hour, day, month, weekday = fields
    on_day = wall.day in _numbers(day, 1, 31), wall.isoweekday() % 7 in _numbers(weekday, 0, 6)
    both = day.startswith("*") or weekday.startswith("*")
    return (
        wall.minute in _numbers(minute, 0, 59)
        and wall.hour in _numbers(hour, 0, 23)
        and wall.month in _numbers(month, 1, 12)
        and (all(on_day) if both else any(on_day))
    )


def _numbers(field: str, low: int, high: int) -> set[int]:
    found: set[int] = set()
    for term in field.split(","):
        span, _, step = term.partition("/")
        first, _, last = span.partition("-")
        start, end = (low, high) if span == "*" else (int(first), int(last or first))
        found |= set(range(start, end + 1, int(step or 1)))
    return found
