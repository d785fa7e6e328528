"""Use case: start what may start, under the lease."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError, NotFoundError, StorageError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.admission import Plan, admit
from jupyter_mlops.jobs.definition import RevisionKind
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.follow_ups import mark, unmark
from jupyter_mlops.jobs.launch import launch_runner
from jupyter_mlops.jobs.model import Failure, FailureCode, Owner, Run, RunState
from jupyter_mlops.jobs.queue_model import Lease
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.desk import Desk

_logger = logging.getLogger(__name__)

#: How many waiting runs are looked at first; eight times as many each time that room is left.
_FIRST_LOOK = 64
_GROWTH = 8


class Starter(Protocol):
    """Starts runners."""

    def launch(self, folder: RunFolder) -> Owner:
        """Starts the runner of a folder."""

    def kernel_address(self, kernel: str, copy: Path) -> str:
        """Where a prepared kernel for a notebook is to be had; empty for none."""


class ColdStarter:
    """Starts each runner, and it its kernel, from nothing."""

    def launch(self, folder: RunFolder) -> Owner:
        """Starts the runner of a folder."""
        return launch_runner(folder)

    def kernel_address(self, kernel: str, copy: Path) -> str:  # noqa: ARG002 - the port's
        """No prepared kernels here."""
        return ""


#: Does something, now or in a thread.
Doing = Callable[[Callable[[], None]], None]


def at_once(work: Callable[[], None]) -> None:
    """Does something now."""
    work()


def dispatch_ready(
    desk: Desk, lease: Lease, starter: Starter, *, slow: Doing = at_once, whole: bool = False
) -> datetime | None:
    """Starts the runs whose turn it is, and fails those that have waited too long.

    Args:
        desk: Where.
        lease: The right to do so.
        starter: Starts runners.
        slow: Does what may take seconds, such as checking a commit out.
        whole: Whether to look through the whole queue, for those that have waited too long.

    Returns:
        When time alone makes another look worthwhile.

    Raises:
        ConflictError: The lease is another's by now.
    """
    plan = _plan(desk, whole=whole)
    for run_id in plan.expired:
        _expire(desk, run_id)
    for run_id in plan.start:
        _hand_over(desk, lease, run_id, starter, slow)
    return plan.next_at


def _plan(desk: Desk, *, whole: bool) -> Plan:
    """Looks as far back in the queue as there is room: mostly, the first few tell it all."""
    queue = desk.store.queue
    limits, working, at = queue.limits(), queue.working(), now()
    count = _FIRST_LOOK
    while True:
        waiting = queue.waiting(count)
        plan = admit(waiting, working, limits, at)
        if len(waiting) < count or not (plan.room or whole):
            return plan
        count *= _GROWTH


def _hand_over(desk: Desk, lease: Lease, run_id: str, starter: Starter, slow: Doing) -> None:
    mark(desk.home, run_id)
    folder = folder_of(desk.home, run_id)
    # From the moment of the hand-over on, a folder that is missing has been deleted.
    ensure_folder(folder.root)
    run = desk.store.queue.dispatch(run_id, lease)
    if run is None:  # cancelled, or deleted
        unmark(desk.home, run_id)
        folder.remove()
    elif run.revision.kind is RevisionKind.WORKING:
        _start(desk, run, starter)
    else:
        slow(lambda: _start(desk, run, starter))


def _start(desk: Desk, run: Run, starter: Starter) -> None:
    try:
        order = _order(desk, run, starter)
        folder = folder_of(desk.home, run.id)
        folder.create(order)
        started = replace(run, owner=starter.launch(folder))
    except StorageError as error:
        _fail(desk, run, FailureCode.OUTPUT_UNWRITABLE, error.message, error.hint)
    except MlopsError as error:
        _fail(desk, run, FailureCode.REVISION_GONE, error.message, error.hint)
    except OSError as error:
        message = f"no process could be started for the run: {error}"
        _fail(desk, run, FailureCode.RUNNER_GONE, message, "")
    except Exception as error:  # a bug, which must not keep the worker from other runs
        _logger.exception("run %s could not be started", run.id)
        _fail(desk, run, FailureCode.INTERNAL, f"{type(error).__name__}: {error}", "")
    else:
        desk.store.update(started)


def _order(desk: Desk, run: Run, starter: Starter) -> RunOrder:
    copy = desk.home.notebook_copy(run.notebook_hash)
    warm = starter.kernel_address(run.kernel, copy) if run.policy.warm else ""
    return RunOrder(
        run_id=run.id,
        notebook=run.notebook,
        copy=str(copy),
        output=run.output,
        refuge=str(folder_of(desk.home, run.id).refuge),
        kernel=run.kernel,
        parameters=run.given,
        cwd=_cwd(desk, run),
        policy=run.policy,
        results=run.results,
        warm_kernel=warm,
    )


def _cwd(desk: Desk, run: Run) -> str:
    if run.revision.kind is RevisionKind.WORKING:
        return ""
    from jupyter_mlops.services.checkout import prepare_checkout

    return str(prepare_checkout(desk, run))


def _expire(desk: Desk, run_id: str) -> None:
    try:
        run = desk.store.get(run_id)
    except NotFoundError:  # deleted meanwhile
        return
    failure = Failure(
        code=FailureCode.QUEUE_TIMEOUT,
        message=f"it waited longer than {run.policy.queue_timeout:g} s for its turn",
        hint="give the queue more slots, or the run more time or a higher priority",
    )
    mark(desk.home, run_id)
    if not desk.store.queue.withdraw([_failed(run, failure)]):
        unmark(desk.home, run_id)


def _fail(desk: Desk, run: Run, code: FailureCode, message: str, hint: str) -> None:
    desk.store.update(_failed(run, Failure(code=code, message=message, hint=hint)))


def _failed(run: Run, failure: Failure) -> Run:
    return replace(run, state=RunState.FAILED, ended_at=now(), failure=failure)
