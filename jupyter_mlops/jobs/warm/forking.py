"""The part that templates have in common: wait for requests, single-threaded, and fork."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jupyter_mlops.jobs.warm.messages import KIND, send

#: Name of a template's socket in its folder.
SOCKET = "ask"


class Watch:
    """The sockets of a template, and who is called when one of them has something to read.

    `poll` where others take `epoll`, which is a file of its own that a child would share.
    """

    def __init__(self) -> None:
        self._poll = select.poll()
        self._called: dict[int, tuple[socket.socket, Callable[[], None]]] = {}

    def add(self, sock: socket.socket, called: Callable[[], None]) -> None:
        """Calls a function whenever there is something to read."""
        self._poll.register(sock, select.POLLIN)
        self._called[sock.fileno()] = sock, called

    def remove(self, sock: socket.socket) -> None:
        """Forgets a socket and closes it."""
        self._poll.unregister(sock)
        del self._called[sock.fileno()]
        sock.close()

    def wait(self, seconds: float | None) -> None:
        """Waits until something was read, or for so long."""
        for number, _ in self._poll.poll(None if seconds is None else max(seconds, 0) * 1000):
            if number in self._called:
                self._called[number][1]()

    def close(self) -> None:
        """Closes all: they are the template's, not its child's."""
        for sock, _ in self._called.values():
            sock.close()
        self._called.clear()


def listen(folder: Path) -> socket.socket:
    """Opens a template's door, in a folder that only this user may enter."""
    door = socket.socket(socket.AF_UNIX, KIND)
    door.bind(str(folder / SOCKET))
    door.listen(64)
    return door


def is_own(connection: socket.socket) -> bool:
    """Whether whoever asks is the same user, who alone may have code run here (unix(7))."""
    size = struct.calcsize("3i")
    data = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    _, user, _ = struct.unpack("3i", data)
    return bool(user == os.getuid())


def begin_template() -> None:
    """Makes this process one that is only ever forked: children that end are not waited for."""
    sys.path[:] = [each for each in sys.path if each not in {"", os.getcwd()}]  # noqa: PTH109
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def begin_child() -> None:
    """Makes a fork a process of its own, with signals as a new program has them."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def template_in(folder: Path, control: socket.socket) -> Iterator[None]:
    """Has the nursery hear of what ends a template, and its folder go with it.

    A child leaves both alone.
    """
    own = os.getpid()
    try:
        yield
    except Exception as error:
        with suppress(OSError):
            send(control, {"failed": f"{type(error).__name__}: {error}"})
        raise
    finally:
        if os.getpid() == own:
            shutil.rmtree(folder, ignore_errors=True)
