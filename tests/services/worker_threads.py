"""A worker in a thread of the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from jupyter_mlops.jobs.queue_model import LeaseKind
from jupyter_mlops.services.desk import open_store
from jupyter_mlops.services.leaving import WorkOrder
from jupyter_mlops.services.queue import read_queue
from jupyter_mlops.services.work import Worker
from tests.jobs.builders import PATIENCE, Project

STANDING = WorkOrder(kind=LeaseKind.STANDING)


@contextmanager
def at_work(project: Project, order: WorkOrder = STANDING) -> Iterator[threading.Thread]:
    """A worker with a store of its own."""
    store = open_store(project.desk.home)
    worker = Worker(replace(project.desk, store=store), order)
    thread = threading.Thread(target=worker.work)
    thread.start()
    until(lambda: read_queue(project.desk).worker is not None or not thread.is_alive())
    try:
        yield thread
    finally:
        worker.stop()
        thread.join()
        store.close()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
