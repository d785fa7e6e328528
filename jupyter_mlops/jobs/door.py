"""Where a worker is woken."""

from __future__ import annotations

import socket
from contextlib import suppress

from jupyter_mlops.jobs.lease import LOOPBACK

#: More than any datagram that wakes us.
_DATAGRAM = 16


class Door:
    """A UDP port on the loopback; whatever comes in means "look at the queue"."""

    def __init__(self) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.settimeout(0)
        self.socket.bind((LOOPBACK, 0))
        #: Its number.
        self.port: int = self.socket.getsockname()[1]

    def knock(self) -> None:
        """Wakes who waits at the door; may be called from threads and signal handlers."""
        with suppress(OSError):
            self.socket.sendto(b"", (LOOPBACK, self.port))

    def hear(self) -> None:
        """Takes in what has come; several knocks are as good as one."""
        with suppress(BlockingIOError):
            while True:
                self.socket.recv(_DATAGRAM)

    def close(self) -> None:
        """Lets go of the port."""
        self.socket.close()
