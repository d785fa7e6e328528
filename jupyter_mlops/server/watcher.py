"""Follows the runs and the queue of this home, and tells the event bus."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.queue_model import QueueCounts
from jupyter_mlops.server.office import Office

_logger = logging.getLogger(__name__)

#: How often the folders are looked at, in seconds; a look is a `stat` for each active run.
_POLL = 0.15
#: How often active runs are refreshed although they wrote nothing, to find the lost, in seconds.
_LIFE_CHECK = 1.0
#: How often it is made sure that a worker is there, if one is needed, in seconds.
_MIND_WORKER = 30.0
#: Pause after a look that failed, in seconds.
_PAUSE_AFTER_ERROR = 5.0
#: What `tell_jobs` is for.
_JOBS = {"jobs", "sweeps"}


class Announcing(Protocol):
    """Who hears of what the watcher sees, in the event loop."""

    def tell(self, run: Run) -> None:
        """A run appeared, got further or ended."""

    def tell_queue(self, counts: QueueCounts) -> None:
        """The queue has changed."""

    def tell_jobs(self, changed: Collection[str]) -> None:
        """`jobs` or `sweeps` have changed."""


class _Look(Struct):
    """What a look has found."""

    #: Runs that were handed to a runner, and those that have ended since the last look.
    runs: list[Run] = []
    #: How often what has changed.
    counters: dict[str, int] = {}
    #: How much there is to do; None if that is as it was.
    counts: QueueCounts | None = None


class RunWatcher:
    """Reads run folders as they change.

    Runs are processes of their own, and this server may not have started them: the files that they
    write are the one thing that every server and every command line sees alike. Runs that wait are
    only counted.

    Args:
        office: The extension's shared state.
        announcer: Hears of everything.
    """

    def __init__(self, office: Office, announcer: Announcing) -> None:
        self._office = office
        self._announcer = announcer
        self._stop = asyncio.Event()
        self._known: dict[str, Run] = {}
        self._counters: dict[str, int] | None = None
        self._seen: dict[Path, object] = {}
        self._refreshed = 0.0
        self._minded = 0.0

    async def watch(self, *, after: float = 0.0) -> None:
        """Watches until stopped.

        Args:
            after: How long to wait before the first look, in seconds.
        """
        pause = after
        while not await self._stopped_within(pause):
            pause = _POLL
            try:
                await self._look_if_changed()
            except Exception:  # the watch has to outlive whatever keeps it from looking now
                _logger.exception("the runs could not be read; trying again")
                pause = _PAUSE_AFTER_ERROR

    def stop(self) -> None:
        """Ends the watch, after the look that is under way."""
        self._stop.set()

    async def _stopped_within(self, seconds: float) -> bool:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)
        return self._stop.is_set()

    async def _look_if_changed(self) -> None:
        seen, at = self._signs(), time.monotonic()
        if at - self._minded > _MIND_WORKER and self._office.home.database.exists():
            self._minded = at
            await asyncio.to_thread(self._office.mind_worker)
        due = bool(self._known) and at - self._refreshed > _LIFE_CHECK
        if seen == self._seen and not due:
            return
        self._refreshed = at
        changed = {file for file, sign in seen.items() if self._seen.get(file) != sign}
        look = await asyncio.to_thread(self._look, changed)
        self._tell(look)
        self._seen = seen

    def _tell(self, look: _Look) -> None:
        for run in look.runs:
            if self._known.get(run.id) != run:
                self._announcer.tell(run)
        self._known = {run.id: run for run in look.runs if not run.state.final}
        before, self._counters = self._counters, look.counters
        if before is None:  # whoever connects asks first
            return
        changed = {name for name, n in look.counters.items() if before.get(name, 0) != n}
        if look.counts is not None:
            self._announcer.tell_queue(look.counts)
        if changed & _JOBS:
            self._announcer.tell_jobs(changed & _JOBS)

    def _signs(self) -> dict[Path, object]:
        """What differs after something has happened.

        A commit to the database, in whichever of its files, is a new run or one whose record
        somebody else has changed; a longer event log is a run that got further.
        """
        home = self._office.home
        files = [home.database, home.database.with_name(f"{home.database.name}-wal")]
        return {file: _sign(file) for file in [*files, *map(self._events, self._known)]}

    def _events(self, run_id: str) -> Path:
        from jupyter_mlops.jobs.recovery import folder_of

        return folder_of(self._office.home, run_id).events

    def _look(self, changed: set[Path]) -> _Look:
        if not self._office.home.database.exists():
            return _Look()
        store = self._office.store
        runs = [self._current(run, changed) for run in store.active()]
        present = {run.id for run in runs}
        runs += self._ended_elsewhere([key for key in self._known if key not in present])
        # Counted after all that may have changed it: what comes later is seen by the next look.
        counters = store.counters()
        same = (self._counters or {}).get("queue") == counters["queue"]
        return _Look(runs=runs, counters=counters, counts=None if same else store.queue.counts())

    def _current(self, run: Run, changed: set[Path]) -> Run:
        """A run as it is now; its log, which can be long, is read only if it has grown."""
        from jupyter_mlops.jobs.processes import is_alive, is_local
        from jupyter_mlops.jobs.recovery import refresh

        known = run.id in self._known and self._events(run.id) not in changed
        if known and is_local(run.owner) and is_alive(run.owner):
            return run
        return refresh(self._office.store, self._office.home, run)

    def _ended_elsewhere(self, run_ids: list[str]) -> list[Run]:
        """Runs known as active that somebody else, a request or a command, has seen end."""
        found = []
        for run_id in run_ids:
            with suppress(NotFoundError):
                found.append(self._office.store.get(run_id))
        return found


def _sign(file: Path) -> object:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
