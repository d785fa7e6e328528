"""Loads into Jupyter Server."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_server.extension.application import ExtensionApp

from jupyter_mlops.git.process import end_processes
from jupyter_mlops.jobs.home import default_home
from jupyter_mlops.server.check_watcher import CheckWatcher
from jupyter_mlops.server.live import Announcer, register_events
from jupyter_mlops.server.live_checks import CheckAnnouncer
from jupyter_mlops.server.live_git import RepositoryAnnouncer
from jupyter_mlops.server.live_operations import OperationAnnouncer
from jupyter_mlops.server.office import Office
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.repository_watcher import RepositoryWatcher
from jupyter_mlops.server.routes import url_rules
from jupyter_mlops.server.watcher import RunWatcher

#: The watch, whose first look may read the database library, begins when the server has started
#: and the browser has its page, in seconds.
_WATCH_AFTER = 1.0


class MlopsExtension(ExtensionApp):
    """The routes, the event schemas and the watches, for as long as the server lives."""

    name = "jupyter_mlops"

    # The server stops extensions whether or not they could be loaded and started.
    _office: Office | None = None
    _watcher: RunWatcher | None = None
    _repositories: RepositoryWatcher | None = None
    _checks: CheckWatcher | None = None
    _watches: tuple[asyncio.Task[None], ...] = ()

    def initialize_settings(self) -> None:
        """Opens the office, prepares the watches, and makes the events known."""
        self._repositories = self.settings["mlops_repositories"] = RepositoryWatcher()
        self._announcer = OperationAnnouncer(
            self.settings["event_logger"], self.settings["contents_manager"]
        )
        office = Office(default_home(), self._announcer.tell)
        self._office = self.settings["mlops_office"] = office
        register_events(self.settings["event_logger"])

    def initialize_handlers(self) -> None:
        """Adds the routes."""
        self.handlers.extend(url_rules())

    async def _start_jupyter_server_extension(self, serverapp: Any) -> None:
        """Begins the watches; the server calls this when its loop runs.

        Raises:
            UnavailableError: The server keeps no files on this machine, and so has no runs.
        """
        root = Root.of(serverapp.contents_manager)
        announcer = Announcer(serverapp.event_logger, root, serverapp.identity_provider)
        tell = RepositoryAnnouncer(serverapp.event_logger, asyncio.get_running_loop()).tell
        self.settings["mlops_repositories"].start(tell)
        self._announcer.start(asyncio.get_running_loop())
        office = self.settings["mlops_office"]
        self._watcher = RunWatcher(office, announcer)
        self._checks = CheckWatcher(office.home, CheckAnnouncer(serverapp.event_logger, root).tell)
        watches = (self._watcher.watch(after=_WATCH_AFTER), self._checks.watch(after=_WATCH_AFTER))
        self._watches = tuple(map(asyncio.create_task, watches))

    async def stop_extension(self) -> None:
        """Ends what git does, operations and watches, then lets go of the store."""
        end_processes()  # no thread is left to do it in, if all of them wait for hooks
        if self._repositories is not None:
            await asyncio.to_thread(self._repositories.stop)
        for watcher in (self._watcher, self._checks):
            if watcher is not None:
                watcher.stop()
        await asyncio.gather(*self._watches)
        if self._office is not None:
            await asyncio.to_thread(self._office.close)
