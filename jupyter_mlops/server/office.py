"""What the extension's handlers share for as long as the server lives."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.jobs.follow_ups import marked
from jupyter_mlops.server.companion import Companion
from jupyter_mlops.server.diff_cache import DiffCache
from jupyter_mlops.services.desk import Desk, open_store
from jupyter_mlops.settings import current_user

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.jobs.store import RunStore
    from jupyter_mlops.services.ci_desk import CiDesk
    from jupyter_mlops.services.operation_model import Operation
    from jupyter_mlops.services.operations import Operations


class Office:
    """Holds the store, and what talks to remotes; both are made when they are first needed.

    Args:
        home: Where the record of runs lies.
        tell: Hears of every change of an operation, in threads of theirs.
    """

    def __init__(self, home: Home, tell: Callable[[Operation], None] = lambda _: None) -> None:
        self.home = home
        self._tell = tell
        self._operations: Operations | None = None
        self._ci: CiDesk | None = None
        #: Comparisons that the browser may still ask about.
        self.diffs = DiffCache()
        self._store: RunStore | None = None
        self._opening = threading.Lock()
        self._companion = Companion(home, lambda: self.desk(user=current_user(), root=None))

    @property
    def store(self) -> RunStore:
        """The store; the first call opens it, which takes a moment: call from a thread."""
        with self._opening:
            if self._store is None:
                self._store = open_store(self.home)
            return self._store

    @property
    def operations(self) -> Operations:
        """What talks to remotes in the background."""
        with self._opening:
            if self._operations is None:
                from jupyter_mlops.services.operations import Operations

                self._operations = Operations(self._tell)
            return self._operations

    @property
    def ci(self) -> CiDesk:
        """What asks forges."""
        with self._opening:
            if self._ci is None:
                from jupyter_mlops.services.ci_desk import CiDesk

                self._ci = CiDesk(self.home.root / "forges")
            return self._ci

    def desk(self, *, user: str, root: Path | None) -> Desk:
        """A desk for a request."""
        return Desk(home=self.home, store=self.store, user=user, root=root)

    def want_worker(self) -> None:
        """Has a worker at work soon; returns at once."""
        self._companion.want()

    def mind_worker(self) -> None:
        """Has a worker at work if anything needs one; call from a thread, now and then."""
        counts = self.store.queue.counts()
        # What another server has asked for is to be followed up, whoever is left to do so.
        left = counts.waiting or counts.schedules or marked(self.home)
        if self._companion.wanted or left:
            self._companion.want()

    def close(self) -> None:
        """Ends operations, lets the worker go and lets go of the store."""
        self._companion.close()
        with self._opening:
            if self._operations is not None:
                self._operations.close()
            if self._store is not None:
                self._store.close()
                self._store = None
