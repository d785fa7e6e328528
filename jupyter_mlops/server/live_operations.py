"""Live facts: what operations with remotes do, as Jupyter events."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from typing import Any, Final

from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.worktrees import Worktree
from jupyter_mlops.services.operation_model import Operation

GIT_OPERATION: Final = "https://jupyter-mlops.org/events/git-operation/v1"
#: Mere progress is told no more often than this, in seconds.
_INTERVAL = 0.25


class OperationAnnouncer:
    """Tells the event bus where operations stand.

    The bus has no addressees: whoever is logged in hears it all. So it carries neither what is
    asked, nor addresses, nor what came of it.

    Args:
        event_logger: The server's event bus.
        contents_manager: Knows the server's root.
    """

    def __init__(self, event_logger: Any, contents_manager: Any) -> None:
        self._event_logger = event_logger
        self._contents_manager = contents_manager
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told: dict[str, tuple[tuple[object, ...], float]] = {}
        self._lock = threading.Lock()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begins to tell; before that there is nobody to hear it.

        Args:
            loop: Of the server.
        """
        self._loop = loop

    def tell(self, operation: Operation) -> None:
        """Tells where an operation stands; may be called from any thread."""
        loop = self._loop
        if loop is None or not self._is_news(operation):
            return
        root = Root.of(self._contents_manager)
        data: dict[str, Any] = {
            "operation_id": operation.id,
            "kind": operation.kind,
            "repository": Worktree(root=operation.folder, server=root).path,
            "state": operation.state,
            "phase": operation.phase,
            "percent": operation.percent,
            "waiting": operation.prompt is not None,
        }
        with suppress(RuntimeError):  # the loop is closed: there is nobody left to tell
            loop.call_soon_threadsafe(self._emit, data)

    def _emit(self, data: dict[str, Any]) -> None:
        self._event_logger.emit(schema_id=GIT_OPERATION, data=data)

    def _is_news(self, operation: Operation) -> bool:
        """Whether it is more than a little further than when it was last told of."""
        prompt = None if operation.prompt is None else operation.prompt.id
        news = (operation.state, prompt, operation.phase)
        now = time.monotonic()
        with self._lock:
            last, at = self._told.get(operation.id, ((), 0.0))
            if last == news and now - at < _INTERVAL:
                return False
            if operation.state == "running":
                self._told[operation.id] = (news, now)
            else:
                self._told.pop(operation.id, None)
        return True
