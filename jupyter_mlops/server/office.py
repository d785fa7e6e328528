"""What the extension's handlers share for as long as the server lives."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.server.diff_cache import DiffCache
from jupyter_mlops.services.desk import Desk, open_store

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.jobs.store import RunStore


class Office:
    """Holds the store, opened when it is first needed.

    Args:
        home: Where the record of runs lies.
    """

    def __init__(self, home: Home) -> None:
        self.home = home
        #: Comparisons that the browser may still ask about.
        self.diffs = DiffCache()
        self._store: RunStore | None = None
        self._opening = threading.Lock()

    @property
    def store(self) -> RunStore:
        """The store; the first call opens it, which takes a moment: call from a thread."""
        with self._opening:
            if self._store is None:
                self._store = open_store(self.home)
            return self._store

    def desk(self, *, user: str, root: Path | None) -> Desk:
        """A desk for a request."""
        return Desk(home=self.home, store=self.store, user=user, root=root)

    def close(self) -> None:
        """Lets go of the store."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None
