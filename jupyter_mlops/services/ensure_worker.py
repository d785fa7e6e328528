"""Use case: see to it that what waits is started, by a worker or at once."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jupyter_mlops.errors import ConflictError, UnavailableError
from jupyter_mlops.jobs.definition import RevisionKind
from jupyter_mlops.jobs.detached import detached
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.follow_ups import marked
from jupyter_mlops.jobs.home import HOME_VARIABLE, Home
from jupyter_mlops.jobs.lease import is_worker, wake
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.processes import RUN_VARIABLE, this_process
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind
from jupyter_mlops.services.after_run import follow_up
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.dispatch import ColdStarter, dispatch_ready

_logger = logging.getLogger(__name__)

#: Set to `manual`, it keeps servers and commands from starting a worker by themselves.
WORKER_VARIABLE = "JUPYTER_MLOPS_WORKER"

#: How long somebody else may hold the lease briefly, in seconds.
_PATIENCE = 5.0
_POLL = 0.01
#: A process holds the lease once, however many of its threads ask.
_turn = threading.Lock()


def set_going(desk: Desk) -> None:
    """Wakes the worker; where there is none, starts what may start, and a worker for the rest.

    Args:
        desk: Where.
    """
    lease = desk.store.queue.lease()
    if lease is not None and is_worker(lease, now()):
        wake(lease)
        return
    at_work = _start_briefly(desk)
    if _worker_is_needed(desk, at_work):
        start_worker(desk.home)


def ensure_worker(desk: Desk) -> bool:
    """Starts a worker unless there is one; whether there is one, or one is starting."""
    if is_worker(desk.store.queue.lease(), now()):
        return True
    if not may_start_worker():
        return False
    start_worker(desk.home)
    return True


def may_start_worker() -> bool:
    """Whether nobody has forbidden to start workers unasked."""
    return os.environ.get(WORKER_VARIABLE, "") != "manual"


def start_worker(home: Home) -> None:
    """Starts a worker that goes when nothing is left to do; a second one finds the first and ends.

    Args:
        home: Whose.

    Raises:
        UnavailableError: No process could be started.
    """
    environment = {
        **os.environ,
        HOME_VARIABLE: str(home.root),
        "PYTHONIOENCODING": "utf-8",
        # A worker that was started from a run must not end with that run.
        RUN_VARIABLE: "",
    }
    try:
        with (home.root / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyter_mlops.services.worker_process"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=home.root,
                **detached(),
            )
    except OSError as error:
        raise UnavailableError(f"no worker could be started: {error}") from error
    # A child that nobody waits for stays a zombie as long as this process lives.
    threading.Thread(target=process.wait, daemon=True, name=f"wait {process.pid}").start()


def _start_briefly(desk: Desk) -> list[Run]:
    """Starts what may start; what is at work then, as far as this process has seen to it."""
    with _brief_lease(desk) as lease:
        if lease is None:
            return []
        try:
            follow_up(desk, marked(desk.home))
            dispatch_ready(desk, lease, ColdStarter())
        except ConflictError as error:  # a worker has come, and does the rest
            _logger.info("%s", error.message)
        return desk.store.active()


@contextmanager
def _brief_lease(desk: Desk) -> Iterator[Lease | None]:
    """The lease for a moment; None if a worker holds it, which is woken then."""
    queue, deadline = desk.store.queue, time.monotonic() + _PATIENCE
    with _turn:
        lease = queue.take_lease(this_process(), LeaseKind.BRIEF)
        while lease is None and time.monotonic() < deadline:
            held = queue.lease()
            if held is not None and is_worker(held, now()):
                wake(held)
                break
            time.sleep(_POLL)
            lease = queue.take_lease(this_process(), LeaseKind.BRIEF)
        try:
            yield lease
        finally:
            if lease is not None:
                queue.release(lease)


def _worker_is_needed(desk: Desk, at_work: list[Run]) -> bool:
    """Whether something is left that only a worker does: start later, retry, fire, tell."""
    if not may_start_worker():
        return False
    counts = desk.store.queue.counts()
    if counts.waiting or counts.schedules or desk.store.outbox.next_at() is not None:
        return True
    return any(map(_is_followed_up, at_work))


def _is_followed_up(run: Run) -> bool:
    """Whether more than noting it follows from a run's end."""
    in_checkout = run.revision.kind is not RevisionKind.WORKING
    return in_checkout or run.job is not None or run.policy.retries.attempts > 1
