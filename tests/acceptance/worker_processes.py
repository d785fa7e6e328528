"""Workers as processes of their own, to be killed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.queue_model import Lease
from jupyter_mlops.services.queue import read_queue
from tests.jobs.builders import PATIENCE, Project


class WorkerProcess(Struct):
    """A worker in a process of its own."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As a machine out of memory would."""
        self.process.kill()
        self.process.wait()


#: Starts a worker: the one on demand, or `worker` of the command line.
Start = Callable[..., WorkerProcess]

_ON_DEMAND = ("jupyter_mlops.services.worker_process",)
STANDING = ("jupyter_mlops.cli.main", "worker")


@contextmanager
def workers_of(project: Project) -> Iterator[Start]:
    """What starts a worker process; every one of them ends with the block."""
    started: list[WorkerProcess] = []

    def start(words: Sequence[str] = _ON_DEMAND) -> WorkerProcess:
        log = project.desk.home.root / f"worker{len(started)}.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", *words],
                stdout=stream,
                stderr=stream,
                env={**os.environ},
                start_new_session=True,
            )
        started.append(WorkerProcess(process))
        return started[-1]

    yield start
    for worker in started:
        worker.process.terminate()
    for worker in started:
        worker.process.wait(PATIENCE)


def worker_of(project: Project) -> Lease:
    """The lease of the worker, once one is at work.

    Looked at as one, so that a worker which hands over in between isn't missed.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lease = project.desk.store.queue.lease()
        if lease is not None and read_queue(project.desk).worker is not None:
            return lease
        time.sleep(0.02)
    raise AssertionError("no worker is at work")


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def age_lease(home: Home, seconds: float) -> None:
    """As if the holder had renewed the lease that long ago."""
    with sqlite3.connect(home.database) as connection:
        ((text,),) = connection.execute("SELECT holder FROM lease").fetchall()
        held = msgspec.json.decode(text, type=Lease)
        old = replace(held, renewed_at=now() - timedelta(seconds=seconds))
        connection.execute("UPDATE lease SET holder = ?", (msgspec.json.encode(old).decode(),))
    connection.close()


def append(file: Path, text: str = "x") -> str:
    """Source that proves by a file that it was executed."""
    return f"open({str(file)!r}, 'a').write({text!r})\n"
