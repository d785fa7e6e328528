"""The repositories that are watched."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from jupyter_mlops.server.repository_watch import RepositoryWatch
from jupyter_mlops.server.worktrees import Worktree

#: How long a repository is watched after it was last asked about, in seconds.
_LEASE: Final = 600.0
#: How many at most: each takes a thread, and watches of the system's.
_MOST: Final = 8
#: How long the end of a watch may take, in seconds.
_PATIENCE: Final = 2.0


class RepositoryWatcher:
    """Watches the repositories that people look at; may be used from several threads.

    Args:
        lease: How long one is watched after it was last asked about, in seconds.
    """

    def __init__(self, *, lease: float = _LEASE) -> None:
        self._lease = lease
        self._tell: Callable[[str], None] | None = None
        self._watches: dict[Path, RepositoryWatch] = {}
        self._lock = threading.Lock()

    def start(self, tell: Callable[[str], None]) -> None:
        """Watches from now on what is asked for.

        Args:
            tell: Called in a thread with the name on the wire of a repository that has changed.
        """
        self._tell = tell

    def watch(self, worktree: Worktree) -> bool:
        """Watches a repository from now on, or longer.

        Returns:
            Whether changes will be told; else it has to be looked at now and then.
        """
        with self._lock:
            if self._tell is None:
                return False
            over = [root for root, known in self._watches.items() if known.over]
            for root in over:
                self._watches.pop(root).stop()
            known = self._watches.get(worktree.root)
            if known is not None:
                return known.renew()
            if len(self._watches) >= _MOST:
                return False
            begun = RepositoryWatch(worktree, self._tell, self._lease)
            self._watches[worktree.root] = begun
            begun.start()
            return True

    def stop(self) -> None:
        """Ends all watches; call from a thread."""
        with self._lock:
            self._tell = None
            ending = list(self._watches.values())
            self._watches.clear()
        for each in ending:
            each.stop()
        for each in ending:
            each.join(_PATIENCE)
