"""A template's children that wait to become the kernel of a run."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.warm.forking import Watch, begin_child, is_own, listen
from jupyter_mlops.jobs.warm.messages import KIND, receive, send
from jupyter_mlops.jobs.warm.orders import Judge

#: A child is replaced this long after it was taken, in seconds, so that the run that took it has
#: the processor for itself.
_PAUSE = 0.25
#: Most orders that wait for a child; further ones start cold, which is no slower then.
_MOST_WAITING = 8
#: Children in a row that died before they were ready, after which there is no use in more.
_MOST_DEATHS = 3


@dataclass(frozen=True)
class Place:
    """Where a forked kernel meets its template."""

    #: The folder for its sockets.
    folder: Path
    #: What the template sends its order through.
    orders: socket.socket
    #: The working directory that it is for; empty if it may be any.
    cwd: str = ""


def leave_place(place: Place) -> None:
    """Removes what a child has made that nobody has asked for, and the template's folder after."""
    shutil.rmtree(place.folder, ignore_errors=True)
    with suppress(OSError):
        place.folder.parent.rmdir()


@dataclass
class _Child:
    place: Path
    orders: socket.socket
    cwd: str
    ready: bool = False


class KernelPool:
    """Keeps children ready and hands them orders, one each.

    Args:
        folder: The template's own folder.
        control: The connection to the nursery; the template ends when it closes.
        size: How many children to keep ready.
        judge: Says which orders may be served.
        settled: Whether a child has its working directory from the start: then those that wait
            are for the folder of the last order.
    """

    def __init__(
        self,
        folder: Path,
        control: socket.socket,
        size: int,
        judge: Judge,
        *,
        settled: bool = False,
    ) -> None:
        self._folder = folder
        self._size = size
        self._judge = judge
        self._watch = Watch()
        self._door = listen(folder)
        self._watch.add(self._door, self._accept)
        self._control = control
        self._watch.add(control, self._end)
        self._children: list[_Child] = []
        self._waiting: deque[tuple[dict[str, Any], list[int], socket.socket]] = deque()
        self._refill_at = time.monotonic()
        self._settled = settled
        self._cwd = ""
        self._deaths = 0
        self._ended = False
        self._forked: Place | None = None

    def serve(self) -> Place | None:
        """Serves until the nursery is gone or what is loaded has become stale.

        Returns:
            In a child, its place; in the template, None at the end.
        """
        while not self._ended and self._forked is None:
            self._watch.wait(self._pause())
            if not self._ended and self._forked is None and self._is_short():
                self._fork()
        self._watch.close()
        for _, files, connection in self._waiting:
            _drop(files, connection)
        return self._forked

    def _pause(self) -> float | None:
        """How long nothing has to be done, unless somebody asks."""
        if self._settled and not self._cwd:
            return None
        if len(self._children) >= self._size:
            return None
        return max(self._refill_at - time.monotonic(), 0)

    def _is_short(self) -> bool:
        if self._settled and not self._cwd:
            return False
        if len(self._children) < len(self._waiting):
            return True
        return len(self._children) < self._size and time.monotonic() >= self._refill_at

    def _fork(self) -> None:
        here, there = socket.socketpair(socket.AF_UNIX, KIND)
        place = self._folder / os.urandom(3).hex()
        place.mkdir(mode=0o700)
        if os.fork():
            there.close()
            child = _Child(place, here, self._cwd)
            self._children.append(child)
            self._watch.add(here, lambda: self._heard(child))
            return
        here.close()
        begin_child()
        self._forked = Place(place, there, self._cwd)

    def _end(self) -> None:
        self._ended = True

    def _heard(self, child: _Child) -> None:
        """A child is ready, or has died."""
        if receive(child.orders) is None:
            self._forget(child)
            shutil.rmtree(child.place, ignore_errors=True)
            self._refill_at = time.monotonic() + _PAUSE
            self._deaths += not child.ready
            if self._deaths >= _MOST_DEATHS:
                send(self._control, {"failed": "its kernels end before they are ready"})
                self._ended = True
        else:
            child.ready = True
            self._deaths = 0
            self._hand_out()

    def _forget(self, child: _Child) -> None:
        self._children.remove(child)
        self._watch.remove(child.orders)

    def _accept(self) -> None:
        connection, _ = self._door.accept()
        # Whoever connects sends at once; a connection that says nothing holds nobody up.
        connection.settimeout(0.5)
        try:
            asked = receive(connection) if is_own(connection) else None
        except OSError:
            asked = None
        if asked is None:
            connection.close()
            return
        order, files = asked
        reason = self._judge.refusal(order) or self._move(order["cwd"])
        stale = self._judge.stale()
        if len(self._waiting) >= _MOST_WAITING:
            reason = "too many runs wait for a prepared kernel"
        if reason or stale:
            send(connection, {"refused": reason or stale})
            _drop(files, connection)
            self._ended = self._ended or bool(stale)
            return
        self._waiting.append((order, files, connection))
        self._hand_out()

    def _move(self, cwd: str) -> str:
        """Has the children that wait be for another folder, if it has to be known beforehand."""
        if not self._settled or cwd == self._cwd:
            return ""
        self._cwd = cwd
        for child in list(self._children):
            self._forget(child)  # and so it ends
        self._refill_at = time.monotonic() + _PAUSE
        return "no kernel waits in that folder"

    def _hand_out(self) -> None:
        ready = [child for child in self._children if child.ready]
        while ready and self._waiting:
            child = ready.pop(0)
            order, files, connection = self._waiting.popleft()
            try:
                send(
                    child.orders, {**order, "own": str(child.place)}, (connection.fileno(), *files)
                )
            except OSError:  # it has died; the next one takes the order
                self._waiting.appendleft((order, files, connection))
            else:
                _drop(files, connection)
            if len(self._children) >= self._size:  # else the next one is on its way
                self._refill_at = time.monotonic() + _PAUSE
            self._forget(child)


def _drop(files: list[int], connection: socket.socket) -> None:
    for number in files:
        os.close(number)
    connection.close()
