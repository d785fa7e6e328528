"""Loads into Jupyter Server."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_mlops.jobs.home import default_home
from jupyter_mlops.server.live import emit_run, register_events
from jupyter_mlops.server.office import Office
from jupyter_mlops.server.routes import url_rules
from jupyter_mlops.server.watcher import RunWatcher

#: The watch, whose first look may read the database library, begins when the server has started
#: and the browser has its page, in seconds.
_WATCH_AFTER = 1.0


def _load_jupyter_server_extension(serverapp: Any) -> None:
    """Adds the routes, the event schemas and the watch over runs.

    Args:
        serverapp: The running server.
    """
    web_app = serverapp.web_app
    office = Office(default_home())
    web_app.settings["mlops_office"] = office
    web_app.add_handlers(".*$", url_rules(web_app.settings["base_url"]))
    register_events(serverapp.event_logger)
    watcher = RunWatcher(office, lambda run: emit_run(serverapp.event_logger, run))
    web_app.settings["mlops_watch"] = asyncio.ensure_future(_watch_later(watcher))


async def _watch_later(watcher: RunWatcher) -> None:
    await asyncio.sleep(_WATCH_AFTER)
    await watcher.watch()
