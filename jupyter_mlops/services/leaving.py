"""When a worker has nothing left to do."""

from __future__ import annotations

from msgspec import Struct

from jupyter_mlops.jobs.queue_model import LeaseKind
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.installed import InstalledCode
from jupyter_mlops.services.presence import is_anyone_there

#: A worker on demand goes when there was nothing to do for so long, in seconds.
_LINGER = 10.0


class WorkOrder(Struct, frozen=True, kw_only=True):
    """What a worker is to be."""

    #: What holds the lease.
    kind: LeaseKind = LeaseKind.ON_DEMAND
    #: Whether it ends as soon as nothing waits or runs, schedules or not.
    until_idle: bool = False


class Leaving:
    """Knows whether a worker may go.

    Args:
        desk: Where.
        order: What the worker is to be.
        code: What the worker was begun with.
    """

    def __init__(self, desk: Desk, order: WorkOrder, code: InstalledCode | None = None) -> None:
        self._desk = desk
        self._order = order
        self._code = code or InstalledCode()
        #: Whether it goes because another version was installed.
        self.outdated = False

    def is_due(self, *, at_work: bool, draining: bool, idle_for: float = 0.0) -> bool:
        """Whether to go now.

        Args:
            at_work: Whether a run is at work.
            draining: Whether the worker was asked to start nothing more.
            idle_for: Since when nobody has wanted anything, in seconds.
        """
        if draining:
            return not at_work
        if self._code.has_changed():  # what runs goes on: whoever comes next follows it
            self.outdated = True
            return True
        if self._order.until_idle:
            return not at_work and not self._desk.store.queue.counts().waiting
        if self._order.kind is not LeaseKind.ON_DEMAND:
            return False
        return idle_for >= _LINGER and not (at_work or self._is_needed())

    def _is_needed(self) -> bool:
        counts = self._desk.store.queue.counts()
        if counts.waiting or counts.schedules or is_anyone_there(self._desk.home):
            return True
        return self._desk.store.outbox.next_at() is not None
