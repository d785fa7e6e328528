"""Use cases: look at the queue, and say how it is to be worked off."""

from __future__ import annotations

import time

from msgspec import Struct

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.admission import slots_in_all
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.lease import is_worker, wake
from jupyter_mlops.jobs.queue_model import Lease, Limits, QueueCounts
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.ensure_worker import set_going, start_worker
from jupyter_mlops.services.outlook import look_ahead
from jupyter_mlops.services.store_damage import known_damage

#: How long a worker may take to begin, in seconds.
_PATIENCE = 10.0
_POLL = 0.02


class QueueState(Struct, frozen=True, kw_only=True):
    """What there is to do, and who does it."""

    #: The worker's lease; None where no worker is at work.
    worker: Lease | None
    #: How much there is to do.
    counts: QueueCounts
    #: Slots in all.
    slots: int
    #: How much may run at a time, as it was set.
    limits: Limits
    #: Whether schedules and waiting runs go on when JupyterLab is closed.
    outlives_lab: bool
    #: The same in a sentence, with what to do about it.
    outlook: str


def read_queue(desk: Desk) -> QueueState:
    """The queue as it is now."""
    lease, counts = desk.store.queue.lease(), desk.store.queue.counts()
    limits = desk.store.queue.limits()
    worker = lease if is_worker(lease, now()) else None
    outlives, outlook = look_ahead(worker, counts, limits)
    damage = known_damage(desk.home)
    return QueueState(
        worker=worker,
        counts=counts,
        slots=slots_in_all(limits),
        limits=limits,
        outlives_lab=outlives and not damage,
        outlook=damage or outlook,
    )


def set_limits(desk: Desk, limits: Limits) -> QueueState:
    """Says how much may run at a time; more room is used at once.

    Args:
        desk: Where.
        limits: All of them.
    """
    desk.store.queue.set_limits(limits)
    set_going(desk)
    return read_queue(desk)


def drain(desk: Desk) -> QueueState:
    """Has the worker start nothing more, finish what runs, and go.

    Raises:
        ConflictError: There is no worker.
    """
    lease = desk.store.queue.lease()
    if lease is None or not is_worker(lease, now()) or not desk.store.queue.drain():
        raise ConflictError("no worker is at work", hint="there is nobody to ask")
    wake(lease)
    return read_queue(desk)


def bring_worker(desk: Desk) -> QueueState:
    """Starts a worker where there is none, and waits until it is at work.

    Raises:
        UnavailableError: No process could be started, or it ended at once.
    """
    deadline = time.monotonic() + _PATIENCE
    if not is_worker(desk.store.queue.lease(), now()):
        start_worker(desk.home)
    while not is_worker(desk.store.queue.lease(), now()) and time.monotonic() < deadline:
        time.sleep(_POLL)
    return read_queue(desk)
