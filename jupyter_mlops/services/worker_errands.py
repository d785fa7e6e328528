"""What a worker does besides the queue: schedules, messages, retention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.errand import Errand

#: How often old runs are removed.
_RETENTION = timedelta(hours=1)


def errands_of(desk: Desk, knock: Callable[[], None]) -> dict[str, Errand]:
    """A worker's errands, not started.

    Args:
        desk: Where.
        knock: Has the worker look at the queue, as what was due may have put a run there.
    """
    return {
        "jobs": Errand("schedules", lambda at: _fire(desk, at), knock),
        "outbox": Errand("notifications", lambda at: _deliver(desk, at), _nothing),
        "retention": Errand(
            "retention",
            lambda at: _clean(desk, at),
            _nothing,
            first=_RETENTION.total_seconds() / 60,
            longest=_RETENTION.total_seconds(),
        ),
    }


def _fire(desk: Desk, at: datetime) -> datetime | None:
    from jupyter_mlops.services.fire_schedules import fire_due

    return fire_due(desk, at)


def _deliver(desk: Desk, at: datetime) -> datetime | None:
    from jupyter_mlops.services.notify import deliver_due

    return deliver_due(desk, at)


def _clean(desk: Desk, at: datetime) -> datetime:
    from jupyter_mlops.services.retention import apply_retention

    apply_retention(desk)
    return at + _RETENTION


def _nothing() -> None:
    """Nobody needs to know."""
