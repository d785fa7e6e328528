"""Use case: work the queue off, for as long as there is something to do."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

import psutil

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.door import Door
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.lease import holder_lives
from jupyter_mlops.jobs.processes import is_alive, is_local, this_process
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.installed import InstalledCode
from jupyter_mlops.services.leaving import Leaving, WorkOrder
from jupyter_mlops.services.shift import Shift

_logger = logging.getLogger(__name__)

#: Pause before the lease is asked for again, held by a command or by a worker, in seconds.
_BRIEFLY, _LONGER = 0.02, 1.0


class Worker:
    """Holds the lease while it can.

    Args:
        desk: Where.
        order: What it is to be.
    """

    def __init__(self, desk: Desk, order: WorkOrder) -> None:
        self._desk = desk
        self._order = order
        self._door = Door()
        self._code = InstalledCode()
        self._stopped = False
        self._unclean = False
        #: Whether it has gone because another version was installed, and is to be begun anew.
        self.outdated = False

    def stop(self) -> None:
        """Ends the work soon; what runs goes on. May be called from signal handlers."""
        self._stopped = True
        self._door.knock()

    def work(self) -> bool:
        """Works until it is told to stop, or nothing is left to do.

        A worker on demand goes when it finds another; one that is to stay takes over from one on
        demand, and waits for the end of one that is to stay, too.

        Returns:
            Whether it has been at work.
        """
        served = False
        try:
            while (lease := self._wait_for_lease()) is not None:
                served = True
                _logger.info("at work, lease %d", lease.token)
                leaving = Leaving(self._desk, self._order, self._code)
                shift = Shift(self._desk, lease, self._door, leaving, lambda: self._stopped)
                if self._unclean:
                    shift.look_for_damage()
                left = shift.work()
                self.outdated = leaving.outdated
                if self.outdated or not self._comes_back(left=left, draining=shift.draining):
                    break
        finally:
            self._door.close()
        return served

    def _comes_back(self, *, left: bool, draining: bool) -> bool:
        """Whether to ask for the lease again after a shift.

        Somebody may have asked for a run, seeing this worker, just before it gave the lease up.
        """
        if self._order.kind is not LeaseKind.ON_DEMAND:
            return not left
        if not left or draining or self._stopped:
            return False
        try:
            return self._desk.store.queue.counts().waiting > 0
        except MlopsError:
            return False

    def _wait_for_lease(self) -> Lease | None:
        queue = self._desk.store.queue
        while not self._stopped:
            before = queue.lease()
            lease = queue.take_lease(this_process(), self._order.kind, port=self._door.port)
            if lease is not None:
                # Whoever ends as he should gives the lease up; else the machine may have crashed.
                self._unclean = before is not None or self._desk.home.damage.exists()
                return lease
            held = queue.lease()
            if held is None or held.kind is LeaseKind.BRIEF or not holder_lives(held, now()):
                time.sleep(_BRIEFLY)
            elif self._order.kind is LeaseKind.ON_DEMAND:
                return None
            else:
                self._relieve(held)
                time.sleep(_LONGER)
        return None

    def _relieve(self, held: Lease) -> None:
        """Asks a worker on demand to go; what it has started goes on."""
        if held.kind is LeaseKind.ON_DEMAND and is_local(held.owner) and is_alive(held.owner):
            with suppress(psutil.Error):
                psutil.Process(held.owner.pid).terminate()
