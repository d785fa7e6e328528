"""Waits for a knock or for the end of processes, without looking again and again."""

from __future__ import annotations

import os
import selectors
import time

from jupyter_mlops.jobs.door import Door
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import is_alive, is_local

#: How often processes are looked at whose end the system doesn't tell, in seconds.
_POLL = 0.25
#: How often processes of other machines are asked after, in seconds.
_REMOTE_POLL = 5.0


class ProcessWatch:
    """Tells when processes end, whoever their parent is.

    On Linux the kernel tells (pidfd_open(2)); elsewhere, and where a sandbox forbids that, they are
    looked at a few times a second.

    Args:
        door: A knock here ends a wait, too.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self._selector = selectors.DefaultSelector()
        self._selector.register(door.socket, selectors.EVENT_READ)
        self._handles: dict[str, int] = {}
        self._polled: dict[str, tuple[Owner, float]] = {}

    def __contains__(self, key: object) -> bool:
        """Whether a process is watched under this key."""
        return key in self._handles or key in self._polled

    def __len__(self) -> int:
        """How many processes are watched."""
        return len(self._handles) + len(self._polled)

    def add(self, key: str, owner: Owner) -> None:
        """Watches a process; one that has ended is told by the next wait."""
        handle = _handle(owner)
        if handle is None:
            self._polled[key] = owner, time.monotonic()
            return
        self._handles[key] = handle
        self._selector.register(handle, selectors.EVENT_READ, key)

    def wait(self, seconds: float) -> tuple[bool, list[str]]:
        """Waits until something happens.

        Args:
            seconds: At most so long.

        Returns:
            Whether somebody has knocked, and the keys of processes that have ended, or that may
            have on other machines; those are not watched any more.
        """
        if self._polled:
            seconds = min(seconds, _POLL)
        ready = [key.data for key, _ in self._selector.select(max(seconds, 0.0))]
        ended = [key for key in ready if key is not None]
        for key in ended:
            self._let_go(key)
        knocked = None in ready
        if knocked:
            self._door.hear()
        return knocked, ended + self._polled_ends()

    def close(self) -> None:
        """Lets go of everything but the door."""
        for key in list(self._handles):
            self._let_go(key)
        self._polled.clear()
        self._selector.close()

    def _let_go(self, key: str) -> None:
        handle = self._handles.pop(key)
        self._selector.unregister(handle)
        os.close(handle)

    def _polled_ends(self) -> list[str]:
        now = time.monotonic()
        ended = [key for key, (owner, at) in self._polled.items() if _may_be_over(owner, now - at)]
        for key in ended:
            del self._polled[key]
        return ended


def _may_be_over(owner: Owner, watched_for: float) -> bool:
    return not is_alive(owner) if is_local(owner) else watched_for > _REMOTE_POLL


def _handle(owner: Owner) -> int | None:
    """A file that can be read once the process has ended; None if it has, or there is no such."""
    if not is_local(owner) or not hasattr(os, "pidfd_open"):
        return None
    try:
        handle = os.pidfd_open(owner.pid)
    except OSError:
        return None
    # The id may be another process's by now.
    if is_alive(owner):
        return handle
    os.close(handle)
    return None
