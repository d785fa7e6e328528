"""Work that comes back, each kind in a thread of its own so that none holds up another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.events import now

_logger = logging.getLogger(__name__)

#: Longest time between two rounds, in seconds: then a clock that was put forward is noticed.
_LONGEST = 30.0
#: Shortest time between two rounds, in seconds.
_SHORTEST = 0.02
#: Time after a round that failed, in seconds.
_AFTER_ERROR = 30.0


class Errand:
    """Does something whenever it is due.

    Args:
        name: What it is called in the log.
        work: Does what is due by a time; says when it wants to be called again, if it knows.
        done: Called after each round, in the errand's thread.
        first: When the first round is, in seconds from the start.
        longest: Longest time between two rounds, in seconds.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[datetime], datetime | None],
        done: Callable[[], None],
        *,
        first: float = 0.0,
        longest: float = _LONGEST,
    ) -> None:
        self._name = name
        self._work = work
        self._done = done
        self._first = first
        self._longest = longest
        self._poked = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begins; the thread does not keep the process alive."""
        self._thread.start()

    def poke(self) -> None:
        """Asks for a round now."""
        self._poked.set()

    def stop(self, seconds: float) -> None:
        """Ends after the round that is under way, which is waited for a while.

        Args:
            seconds: Longest wait.
        """
        self._stopped = True
        self._poked.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        self._poked.wait(self._first)
        while not self._stopped:
            self._poked.clear()
            self._poked.wait(self._round())

    def _round(self) -> float:
        try:
            due = self._work(now())
            self._done()
        except MlopsError as error:
            _logger.warning("%s: %s", self._name, error.message)
            return _AFTER_ERROR
        except Exception:  # what keeps one round from its work must not end the worker
            _logger.exception("%s failed; trying again", self._name)
            return _AFTER_ERROR
        if due is None:
            return self._longest
        return min(max((due - now()).total_seconds(), _SHORTEST), self._longest)
