"""Time zones by name, and what their clocks do."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from enum import Enum
from zoneinfo import ZoneInfo

from jupyter_mlops.errors import InvalidError


class Clocks(Enum):
    """What is special about a time on a zone's clock."""

    STEADY = "steady"
    #: It comes twice; this is the first time.
    FIRST = "first"
    #: It comes twice; this is the second time.
    SECOND = "second"
    #: It is the first one after an hour that was left out.
    AFTER_GAP = "after_gap"


def read_zone(name: str) -> ZoneInfo:
    """The time zone of a name.

    Raises:
        InvalidError: This machine knows none of that name.
    """
    try:
        return ZoneInfo(name)
    # The latter two: a name that is a path out of the database, or of a folder in it.
    except (KeyError, ValueError, OSError) as error:
        raise InvalidError(
            f"{name!r} is no time zone that is known here",
            hint="give its IANA name, such as Europe/Vienna or UTC",
        ) from error


def read_clocks(at: datetime) -> Clocks:
    """What is special about a time on the clock of its own zone."""
    if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset():
        return Clocks.SECOND if at.fold else Clocks.FIRST
    before = (at.astimezone(timezone.utc) - timedelta(seconds=1)).astimezone(at.tzinfo)
    shift = (at.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
    return Clocks.AFTER_GAP if shift > timedelta() else Clocks.STEADY
