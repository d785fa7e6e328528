"""The time for which a worker holds the lease."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from jupyter_mlops.errors import ConflictError, DamageError, MlopsError
from jupyter_mlops.jobs.door import Door
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.follow_ups import mark, marked
from jupyter_mlops.jobs.process_watch import ProcessWatch
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.queue_model import Lease
from jupyter_mlops.services.after_run import follow_up
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.dispatch import dispatch_ready
from jupyter_mlops.services.leaving import Leaving
from jupyter_mlops.services.store_damage import look_for_damage, note_damage
from jupyter_mlops.services.warm_start import WarmStarter
from jupyter_mlops.services.worker_errands import errands_of

_logger = logging.getLogger(__name__)

#: How often the holder of the lease says that it lives, in seconds.
_RENEWAL = 15.0
#: How often it looks for what nobody has knocked for, in seconds.
_ROUND = 5.0
#: How often ready kernels are minded while runs come and go, in seconds.
_TICK = 1.0
#: After so long without a run, every round is often enough, in seconds.
_QUIET = 30.0
#: How often the whole queue is looked through for those that have waited too long, in seconds.
_WHOLE = 30.0
#: Pause after the store could not be read or written, in seconds.
_PAUSE = 2.0


class Shift:
    """Starts what waits, follows what runs, does what is due.

    All it knows is in the store and in run folders, so that it can be killed at any time.

    Args:
        desk: Where.
        lease: The right to do so, with the door's port.
        door: Where it is woken.
        leaving: Knows when it may go.
        stopped: Whether somebody has told it to go.
    """

    def __init__(
        self, desk: Desk, lease: Lease, door: Door, leaving: Leaving, stopped: Callable[[], bool]
    ) -> None:
        self._desk = desk
        self._lease = lease
        self._door = door
        self._leaving = leaving
        self._stopped = stopped
        self._watch = ProcessWatch(door)
        self._starter = WarmStarter(desk)
        self._slow = ThreadPoolExecutor(2, "slow")
        self._errands = errands_of(desk, door.knock)
        self._me = this_process()
        #: Runs of which this process itself is the owner, since it checks their commit out.
        self._preparing: set[str] = set()
        self._counters: dict[str, int] = {}
        #: Whether it was asked to start nothing more.
        self.draining = lease.draining
        self._taken_over = False
        self._next_at: datetime | None = now()
        self._renewed_at = self._round_at = time.monotonic()
        self._busy_at = self._whole_at = time.monotonic()

    def work(self) -> bool:
        """Works until it may go.

        Returns:
            Whether it went by itself; False if the lease is another's by now.
        """
        for errand in self._errands.values():
            errand.start()
        self._slow.submit(self._starter.prepare)
        try:
            while self._one_round():
                pass
        except ConflictError as error:
            _logger.warning("%s", error.message)
            return False
        finally:
            self._close()
        return True

    def look_for_damage(self) -> None:
        """Has the store looked through, beside the work."""
        self._slow.submit(look_for_damage, self._desk.home)

    def _one_round(self) -> bool:
        """Waits for something to happen, and does what it takes; whether to go on."""
        knocked, ended = self._watch.wait(self._pause())
        if self._stopped():
            return False
        try:
            return self._do_what_it_takes(ended, knocked=knocked)
        except ConflictError:
            raise
        except DamageError as error:
            _logger.warning("the queue rests for a moment: %s", error.message)
            note_damage(self._desk.home, [error.detail])
        except MlopsError as error:
            _logger.warning("the queue rests for a moment: %s", error.message)
        except Exception:  # whatever it is, it must not end the work of a night
            _logger.exception("the queue rests for a moment")
        if not self._desk.home.database.exists():
            _logger.warning("the home was deleted: nothing is left to do")
            return False
        self._next_at = now()
        time.sleep(_PAUSE)
        return True

    def _do_what_it_takes(self, ended: list[str], *, knocked: bool) -> bool:
        self._renew()
        is_round = time.monotonic() - self._round_at >= _ROUND
        whole = time.monotonic() - self._whole_at >= _WHOLE
        news = self._is_news(look=knocked or is_round)
        if news or knocked or ended or whole or self._is_due():
            self._work_off(ended, whole=whole)
        self._starter.tick()
        if not (is_round or ended or self.draining):
            return True
        self._round_at = time.monotonic()
        return self._desk.home.database.exists() and not self._may_go()

    def _take_over(self) -> None:
        """Follows what an earlier holder has started, whether or not it noted so."""
        for run in self._desk.store.active():
            mark(self._desk.home, run.id)
        self._taken_over = True

    def _work_off(self, ended: list[str], *, whole: bool) -> None:
        home, preparing = self._desk.home, self._preparing
        if whole:
            self._whole_at = time.monotonic()
        else:
            self._busy_at = time.monotonic()
        if not self._taken_over:
            self._take_over()
        self._preparing = set()
        self._mind([*ended, *preparing])
        if ended:
            self._errands["outbox"].poke()
        if not self.draining:
            self._next_at = None
            self._next_at = dispatch_ready(
                self._desk, self._lease, self._starter, slow=self._do_slowly, whole=whole
            )
        # The watch tells at once of those that have ended already.
        self._mind([each for each in marked(home) if each not in self._watch], look=False)

    def _mind(self, run_ids: Iterable[str], *, look: bool = True) -> None:
        """Does what follows from those that have ended; watches those that have not."""
        for run in follow_up(self._desk, run_ids, look=look):
            if run.owner == self._me:
                self._preparing.add(run.id)
            elif run.id not in self._watch:
                self._watch.add(run.id, run.owner)

    def _do_slowly(self, work: Callable[[], None]) -> None:
        def do() -> None:
            work()
            self._door.knock()

        self._slow.submit(do)

    def _renew(self) -> None:
        if time.monotonic() - self._renewed_at < _RENEWAL:
            return
        if not self._desk.store.queue.renew(self._lease):
            raise ConflictError("another worker has taken over the queue")
        self._renewed_at = time.monotonic()

    def _is_news(self, *, look: bool) -> bool:
        """Whether somebody has changed the queue; those whose part was changed are told."""
        if not look:
            return False
        before, self._counters = self._counters, self._desk.store.counters()
        changed = {name for name, n in self._counters.items() if before.get(name) != n}
        for name in changed & self._errands.keys():
            self._errands[name].poke()
        if "queue" in changed:
            lease = self._desk.store.queue.lease()
            self.draining = lease is not None and lease.draining
        return "queue" in changed

    def _is_due(self) -> bool:
        return self._next_at is not None and self._next_at <= now()

    def _may_go(self) -> bool:
        at_work = bool(self._watch) or bool(self._preparing)
        idle_for = time.monotonic() - self._busy_at
        return self._leaving.is_due(at_work=at_work, draining=self.draining, idle_for=idle_for)

    def _pause(self) -> float:
        quiet = not self._watch and time.monotonic() - self._busy_at > _QUIET
        longest = _ROUND if quiet else _TICK
        if self._next_at is None:
            return longest
        return min(max((self._next_at - now()).total_seconds(), 0.0), longest)

    def _close(self) -> None:
        # First of all: who asks for a run from now on must not count on this worker.
        try:
            self._desk.store.queue.release(self._lease)
        except MlopsError as error:  # it runs out by itself
            _logger.warning("the lease is not given up: %s", error.message)
        for errand in self._errands.values():
            errand.stop(_PAUSE)
        self._slow.shutdown(wait=True, cancel_futures=True)
        self._starter.close()
        self._watch.close()
