"""Work that a copy of this process does meanwhile, where that is safe and there is room for it."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

#: Bytes that say how long a result is.
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


@contextmanager
def second_process(work: Callable[[], bytes]) -> Iterator[Callable[[], bytes | None]]:
    """Begins work in a copy of this process.

    Args:
        work: What it does. It changes nothing outside of its memory, so that it can be done again.

    Yields:
        What waits for the result; that is None if the copy could not be made or has failed.
    """
    source, sink = os.pipe()
    process = _fork()
    if process == 0:
        os.close(source)  # or nobody would tell it that the other end is closed
        _work(work, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as stream:
        try:
            yield lambda: _result(stream.read()) if process is not None else None
        finally:
            stream.close()  # before it is waited for: it may be about to write
            if process is not None:
                with suppress(ChildProcessError):
                    os.waitpid(process, 0)


def _fork() -> int | None:
    with warnings.catch_warnings():
        # Of threads that Python does not know, none of which holds what is needed here.
        warnings.simplefilter("ignore")
        try:
            return os.fork()
        except OSError:
            return None


def _work(work: Callable[[], bytes], sink: int) -> NoReturn:
    """Works, and ends the process without a trace: what it has is this process's."""
    try:
        result = work()
        with os.fdopen(sink, "wb") as stream:
            stream.write(len(result).to_bytes(_SIZE, "big") + result)
    finally:
        os._exit(0)


def _result(answer: bytes) -> bytes | None:
    """What was written, if it was written to its end."""
    size, result = int.from_bytes(answer[:_SIZE], "big"), answer[_SIZE:]
    return result if size == len(result) > 0 else None
