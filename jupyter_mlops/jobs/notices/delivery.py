"""What delivering a message has in common, whatever the channel."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from jupyter_mlops.errors import MlopsError

#: Most seconds that the other side may be silent.
SILENCE: Final = 10.0
#: Most seconds in all: one that drips byte after byte is never silent.
LONGEST: Final = 30.0


class DeliveryError(MlopsError):
    """A message did not get through; it has no address, which can be a secret."""

    code = "delivery"
    http_status = 502


class UnreachableError(DeliveryError):
    """The other side did not answer at all."""

    code = "unreachable"


@contextmanager
def deadline(current: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Ends a conversation that takes too long, by closing its connection.

    Args:
        current: The connection at this time; None while there is none.
    """

    def end() -> None:
        open_socket = current()
        if open_socket is not None:
            with suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(LONGEST, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def reason(error: Exception) -> str:
    """Why a connection failed, in one line."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(text.split())[:200]
