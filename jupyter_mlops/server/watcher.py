"""Follows the runs of this home, whoever started them, and tells the event bus."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.server.office import Office

_logger = logging.getLogger(__name__)

#: How often the folders are looked at, in seconds; a look is a `stat` for each active run.
_POLL = 0.15
#: How often active runs are refreshed although they wrote nothing, to find the lost, in seconds.
_LIFE_CHECK = 1.0
#: Pause after a look that failed, in seconds.
_PAUSE_AFTER_ERROR = 5.0


class RunWatcher:
    """Reads run folders as they change.

    Runs are processes of their own, and this server may not have started them: the files that they
    write are the one thing that every server and every command line sees alike.

    Args:
        office: The extension's shared state.
        tell: Called in the event loop with each run that changed.
    """

    def __init__(self, office: Office, tell: Callable[[Run], None]) -> None:
        self._office = office
        self._tell = tell
        self._stop = asyncio.Event()
        self._known: dict[str, Run] = {}
        self._seen: object = None
        self._refreshed = 0.0

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
        seen = self._signs()
        due = bool(self._known) and time.monotonic() - self._refreshed > _LIFE_CHECK
        if seen == self._seen and not due:
            return
        self._refreshed = time.monotonic()
        runs = await asyncio.to_thread(self._refresh)
        for run in runs:
            if self._known.get(run.id) != run:
                self._tell(run)
        self._known = {run.id: run for run in runs if not run.state.final}
        self._seen = seen

    def _signs(self) -> object:
        """What differs after something has happened.

        A commit to the database, in whichever of its files, is a new run or one whose record
        somebody else has changed; a longer event log is a run that got further.
        """
        from jupyter_mlops.jobs.recovery import folder_of

        home = self._office.home
        files = [home.database, home.database.with_name(f"{home.database.name}-wal")]
        files += [folder_of(home, run_id).events for run_id in self._known]
        return [(file, _sign(file)) for file in files]

    def _refresh(self) -> list[Run]:
        from jupyter_mlops.jobs.recovery import refresh_active

        home = self._office.home
        if not home.database.exists():
            return []
        runs = refresh_active(self._office.store, home)
        present = {run.id for run in runs}
        return [*runs, *self._ended_elsewhere([key for key in self._known if key not in present])]

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
