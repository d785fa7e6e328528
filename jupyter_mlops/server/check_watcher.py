"""Follows the runs of checks of this home, whoever has started them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
    from jupyter_mlops.jobs.home import Home

_logger = logging.getLogger(__name__)

#: How often the folders are looked at while there are runs, and while there are none, in seconds.
_POLL: Final = 0.2
_IDLE: Final = 0.5
#: How often it is made sure that somebody is at work on a run, in seconds.
_LIFE_CHECK: Final = 1.0
#: How long after a change a folder is listed again: several can have the same time, in seconds.
_SETTLED: Final = 1.0
#: Pause after a look that failed, in seconds.
_PAUSE_AFTER_ERROR: Final = 5.0


class CheckWatcher:
    """Reads the folders of runs as they change.

    Runs are processes of their own; the files that they write are what every server and every
    command line sees alike.

    Args:
        home: Where they are.
        tell: Hears of every run that appears, gets further or ends, in the event loop.
    """

    def __init__(self, home: Home, tell: Callable[[CheckRecord], None]) -> None:
        self._home = home
        self._tell = tell
        self._stop = asyncio.Event()
        self._begun = False
        self._listed: dict[Path, float] = {}
        self._over: dict[Path, set[str]] = {}
        self._active: dict[Path, CheckRecord | None] = {}
        self._minded = 0.0

    async def watch(self, *, after: float = 0.0) -> None:
        """Watches until stopped.

        Args:
            after: How long to wait before the first look, in seconds.
        """
        pause = after
        while not await self._stopped_within(pause):
            pause = await self._look_and_tell()

    def stop(self) -> None:
        """Ends the watch, after the look that is under way."""
        self._stop.set()

    def look(self) -> list[CheckRecord]:
        """Runs that stand otherwise than at the last look; at the first, those that run."""
        from jupyter_mlops.checks.run_files import CheckRunFolder
        from jupyter_mlops.services.check_desk import check_store

        for place in check_store(self._home).places():
            self._list(place)
        due = time.monotonic() - self._minded > _LIFE_CHECK
        if due:
            self._minded = time.monotonic()
        changed = [
            record
            for root in list(self._active)
            if (record := self._look_at(CheckRunFolder(root), due=due)) is not None
        ]
        self._begun = True
        return changed

    async def _look_and_tell(self) -> float:
        """Looks once; how long to wait before the next time, in seconds."""
        try:
            for record in await asyncio.to_thread(self.look):
                self._tell(record)
        except Exception:  # the watch has to outlive whatever keeps it from looking now
            _logger.exception("the runs of checks could not be read; trying again")
            return _PAUSE_AFTER_ERROR
        return _POLL if self._active else _IDLE

    async def _stopped_within(self, seconds: float) -> bool:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)
        return self._stop.is_set()

    def _list(self, place: Path) -> None:
        """Finds the runs of a project that are new."""
        from jupyter_mlops.checks.run_store import list_runs

        with suppress(OSError):
            if place.stat().st_mtime < self._listed.get(place, 0.0) - _SETTLED:
                return
            self._listed[place] = time.time()
        folders = list_runs(place)
        # What is gone is forgotten.
        over = self._over.get(place, set()) & {folder.root.name for folder in folders}
        self._over[place] = over
        for folder in folders:
            if folder.root.name not in over:
                self._active.setdefault(folder.root, None)

    def _look_at(self, folder: CheckRunFolder, *, due: bool) -> CheckRecord | None:
        """How a run stands, if that is news."""
        from jupyter_mlops.checks.run_model import ACTIVE
        from jupyter_mlops.services.check_life import current

        record = folder.read()
        if record is None:
            self._active.pop(folder.root)
            return None
        news = self._begun or record.run.state in ACTIVE
        if due and record.run.state in ACTIVE:
            record = current(self._home, folder, record)
        known = self._active[folder.root]
        if record.run.state in ACTIVE:
            self._active[folder.root] = record
            return record if record != known else None
        self._active.pop(folder.root)
        self._over[folder.root.parent].add(folder.root.name)
        return record if news else None
