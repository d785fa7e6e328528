"""Live facts: that a repository has changed, as a Jupyter event."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Final

REPOSITORY_CHANGED: Final = "https://jupyter-mlops.org/events/repository-changed/v1"


class RepositoryAnnouncer:
    """Tells the event bus that a repository has changed; may be used from several threads.

    The bus has no addressees, so that it carries no more than where the repository is; what has
    changed is asked for.

    Args:
        event_logger: The server's event bus.
        loop: The server's event loop.
    """

    def __init__(self, event_logger: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._event_logger = event_logger
        self._loop = loop

    def tell(self, repository: str) -> None:
        """Tells that a repository, by its name on the wire, has changed."""
        with suppress(RuntimeError):  # the loop is closed: there is nobody left to tell
            self._loop.call_soon_threadsafe(self._emit, repository)

    def _emit(self, repository: str) -> None:
        data = {"repository": repository}
        self._event_logger.emit(schema_id=REPOSITORY_CHANGED, data=data)
