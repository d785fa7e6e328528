"""Work side by side: the first failure ends the rest of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar
from subprocess import Popen
from threading import Lock


def side_by_side(*works: Callable[[], object]) -> None:
    """Runs functions in threads; when one fails, commands of the others are ended.

    Raises:
        BaseException: What the one that failed first has raised.
    """
    lanes = _Lanes()
    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(lanes.run, work) for work in works]
        try:
            wait(futures)
        except BaseException as failure:  # Ctrl+C comes to this thread alone
            lanes.end(failure)
            raise
    if lanes.failure is not None:
        raise lanes.failure


@contextmanager
def known(process: Popen[str]) -> Iterator[None]:
    """Has a process ended when work beside it fails; does nothing where work isn't side by side."""
    lanes = _LANES.get()
    if lanes is None:
        yield
        return
    lanes.add(process)
    try:
        yield
    finally:
        lanes.remove(process)


def told() -> bool:
    """Tells whether work beside this one has failed, so that there is nothing more to say."""
    lanes = _LANES.get()
    return lanes is not None and lanes.failure is not None


class _Lanes:
    def __init__(self) -> None:
        self.failure: BaseException | None = None
        self._lock = Lock()
        self._processes: set[Popen[str]] = set()

    def run(self, work: Callable[[], object]) -> None:
        _LANES.set(self)
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - raised again by who waits for it
            self.end(failure)

    def end(self, failure: BaseException) -> None:
        """Takes a failure, if it is the first, and ends what is at work."""
        with self._lock:
            if self.failure is None:
                self.failure = failure
            for process in self._processes:
                process.terminate()

    def add(self, process: Popen[str]) -> None:
        with self._lock:
            self._processes.add(process)
            if self.failure is not None:
                process.terminate()

    def remove(self, process: Popen[str]) -> None:
        with self._lock:
            self._processes.discard(process)


_LANES: ContextVar[_Lanes | None] = ContextVar("_LANES", default=None)
