"""Times, as forges tell them."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Final

#: As many digits as a forge likes; Python 3.10 reads three or six.
_FRACTION: Final = re.compile(r"\.(\d{1,6})\d*")


def moment(text: str | None) -> datetime | None:
    """A time; None if there is none, or what stands for none.

    Args:
        text: As RFC 3339 has it. Go's zero time, of the year 1, and 1970 stand for none.
    """
    if not text:
        return None
    try:
        whole = _FRACTION.sub(lambda part: f".{part[1]:0<6}", text)
        found = datetime.fromisoformat(whole.replace("Z", "+00:00"))
    except ValueError:
        return None
    aware = found if found.tzinfo is not None else found.replace(tzinfo=timezone.utc)
    return aware if aware.year > 1970 else None  # noqa: PLR2004 - as said above


def seconds(start: datetime | None, end: datetime | None, *, active: bool) -> float | None:
    """How long something took, or has taken so far.

    Args:
        start: When it began.
        end: When it ended.
        active: Whether it still goes on.
    """
    if start is None or (end is None and not active):
        return None
    until = end if end is not None and not active else datetime.now(timezone.utc)
    return round(max(0.0, (until - start).total_seconds()), 1)
