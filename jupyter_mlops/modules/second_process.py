"""A copy of this process that works beside it, where that is safe and there is room for it."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import IO, NoReturn

#: Bytes that say how long a message is.
_SIZE = 8


def can_share() -> bool:
    """Whether a copy of this process could work beside it, on a processor that has nothing to do.

    Only on Linux, whose system libraries bear a copy, and only where this is the one thread: a
    server has many, and a copy of it would have their locks without them.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    processors = len(os.sched_getaffinity(0))
    return processors > 1 and os.getloadavg()[0] < processors


class SecondProcess:
    """A copy of this process, which knows what this one knew when it was made.

    Whoever makes it has to `end` it.

    Args:
        respond: Makes an answer of a request, there. It changes nothing that is left behind, so
            that whatever it has not answered can be done here.
    """

    def __init__(self, respond: Callable[[bytes], bytes]) -> None:
        requests, ask = os.pipe()
        answers, reply = os.pipe()
        self._process = _fork()
        if self._process == 0:
            os.close(ask)  # or it would never see that this one has gone
            os.close(answers)
            _serve(respond, requests, reply)
        os.close(requests)
        os.close(reply)
        self._ask = os.fdopen(ask, "wb")
        self._answers = os.fdopen(answers, "rb")

    def ask(self, request: bytes) -> None:
        """Begins work; the answer has to be taken before the next request.

        Args:
            request: What to do.
        """
        with suppress(OSError):  # it has ended, as who waits for the answer will hear
            _send(self._ask, request)

    def answer(self) -> bytes | None:
        """Waits for what was asked; None if the copy could not be made, or has failed."""
        return _receive(self._answers)

    def end(self) -> None:
        """Ends the copy, when it has done what it is at."""
        for stream in (self._ask, self._answers):  # it may be about to write
            with suppress(OSError):
                stream.close()
        if self._process is not None:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)


def _fork() -> int | None:
    with warnings.catch_warnings():
        # Of threads that Python does not know, none of which holds what is needed here.
        warnings.simplefilter("ignore")
        try:
            return os.fork()
        except OSError:
            return None


def _serve(respond: Callable[[bytes], bytes], requests: int, replies: int) -> NoReturn:
    """Answers until nobody asks, and ends without a trace: what it has is another process's."""
    try:
        with os.fdopen(requests, "rb") as asked, os.fdopen(replies, "wb") as answered:
            while (request := _receive(asked)) is not None:
                _send(answered, respond(request))
    finally:
        os._exit(0)


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_SIZE, "big"))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message, if it was written to its end."""
    head = stream.read(_SIZE)
    size = int.from_bytes(head, "big")
    message = stream.read(size) if len(head) == _SIZE else b""
    return message if len(head) == _SIZE and len(message) == size else None
