"""Watches one repository, in a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.watched import Watched, list_watched, only_ignored
from jupyter_mlops.server.worktrees import Worktree

_logger = logging.getLogger(__name__)

#: Changes are gathered as long as they come at intervals of `_STEP`, but not longer, in ms.
_GATHERED: Final = 300
_STEP: Final = 60
#: How often the lease is looked at, in ms.
_LOOK: Final = 1000
#: Pause after telling: who asks gets an answer before being told of more, in seconds.
_PAUSE: Final = 0.4
#: How long there is to ask for more, after the lease has ended, in seconds.
_GRACE: Final = 30.0
#: Git's own lists of what it ignores.
_IGNORING: Final = (".gitignore", "exclude")


class RepositoryWatch:
    """Tells whenever a worktree, its index or its branches have changed, until the lease ends.

    Before it ends, it is told once more: whoever still listens asks, and so renews the lease.

    Args:
        worktree: What to watch.
        tell: Called in the thread with the repository's name on the wire.
        lease: How long to watch after being asked for, in seconds.
    """

    def __init__(self, worktree: Worktree, tell: Callable[[str], None], lease: float) -> None:
        self._worktree = worktree
        self._tell = tell
        self._lease = lease
        self._until = time.monotonic() + lease
        self._stop = threading.Event()
        self._failed = False
        self._reminded: float | None = None
        self._thread = threading.Thread(
            target=self._run, name=f"watch {worktree.root.name}", daemon=True
        )

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it."""
        self._stop.set()

    def join(self, seconds: float) -> None:
        """Waits for the end."""
        self._thread.join(seconds)

    def renew(self) -> bool:
        """Watches as long again; False if it can't be watched."""
        if not self._failed:
            self._until = time.monotonic() + self._lease
        return not self._failed

    @property
    def over(self) -> bool:
        """Whether nobody has asked for too long."""
        return self._stop.is_set() or time.monotonic() > self._until + _GRACE

    def _run(self) -> None:
        try:
            while not self.over:
                self._watch(list_watched(read_layout(self._worktree.root)))
        # The system has no more watches, the folder is gone, or git refuses: asking now and then
        # has to do, and whoever listens has to be told so.
        except (MlopsError, OSError, RuntimeError) as error:
            _logger.warning("%s cannot be watched: %s", self._worktree.root, error)
            self._failed = True
            self._say()

    def _watch(self, watched: Watched) -> None:
        """Watches until there are other folders to watch."""
        from watchfiles import watch

        begun = True
        for changes in watch(
            *watched.folders,
            watch_filter=lambda _, path: watched.tells(path),
            debounce=_GATHERED,
            step=_STEP,
            stop_event=self._stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
            ignore_permission_denied=True,  # and that a folder has gone since it was listed
        ):
            paths = {path for _, path in changes}
            # What has happened before the watch stood, nobody has seen.
            if begun or (paths and not only_ignored(watched.layout.root, paths)):
                self._say()
            begun = False
            self._remind()
            if self.over or any(_changes_folders(watched, path) for path in paths):
                return

    def _remind(self) -> None:
        """Tells once that a lease has ended."""
        until = self._until
        if time.monotonic() > until and until != self._reminded:
            self._reminded = until
            self._say()

    def _say(self) -> None:
        if not self._stop.is_set():
            self._tell(self._worktree.path)
            self._stop.wait(_PAUSE)


def _changes_folders(watched: Watched, path: str) -> bool:
    return path.endswith(_IGNORING) or watched.is_folder(path)
