"""Sees to it that a worker is there while the server needs one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from jupyter_mlops.errors import MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.services.desk import Desk

_logger = logging.getLogger(__name__)

#: A worker is looked for no more often than this, in seconds.
_INTERVAL = 10.0


class Companion:
    """Starts a worker in the background, and keeps it from leaving while the server lives.

    Args:
        home: Where the record of runs lies.
        desk: Gives a desk; called in a thread.
    """

    def __init__(self, home: Home, desk: Callable[[], Desk]) -> None:
        self._home = home
        self._desk = desk
        self._lock = threading.Lock()
        self._next = 0.0
        self._at_it: threading.Thread | None = None
        #: Whether anybody has wanted a worker.
        self.wanted = False

    def want(self) -> None:
        """Has a worker at work soon, unless the user has forbidden that; returns at once."""
        with self._lock:
            if time.monotonic() < self._next:
                return
            self._next = time.monotonic() + _INTERVAL
            self.wanted = True
            self._at_it = threading.Thread(target=self._bring, daemon=True, name="worker")
            self._at_it.start()

    def close(self) -> None:
        """Says that this server needs none any more."""
        with self._lock:
            at_it, self._next = self._at_it, float("inf")
        if at_it is None:
            return
        at_it.join()
        from jupyter_mlops.services.presence import sign_out

        sign_out(self._home)

    def _bring(self) -> None:
        from jupyter_mlops.services.ensure_worker import ensure_worker, may_start_worker
        from jupyter_mlops.services.presence import sign_in

        try:
            if may_start_worker():
                sign_in(self._home)
                ensure_worker(self._desk())
        except MlopsError as error:
            _logger.warning("no worker: %s", error.message)
