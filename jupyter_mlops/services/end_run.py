"""Use cases: cancel a run, delete one."""

from __future__ import annotations

import time
from contextlib import suppress

from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.processes import is_local, kill_process, kill_run
from jupyter_mlops.jobs.recovery import folder_of, refresh
from jupyter_mlops.jobs.sockets import remove_socket_folder
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.list_runs import get_run
from jupyter_mlops.services.overlay import forget_overlays

#: How long a runner may take to interrupt its cell, save and end, in seconds.
_PATIENCE = 1.5
_POLL = 0.02


def cancel_run(desk: Desk, run_id: str) -> Run:
    """Stops a run; when this returns, no process of it is left on this machine.

    One that waits just leaves the queue. Else the runner is asked first, since it can still save
    what the cell has printed; one that does not answer is killed.

    Args:
        desk: Where, and for whom.
        run_id: The run.

    Returns:
        The run, ended.

    Raises:
        NotFoundError: There is no such run for this user.
        ConflictError: It had ended before.
    """
    run = get_run(desk, run_id)
    if run.state.final:
        raise ConflictError(f"run {run_id} has ended: it {_PAST[run.state]}")
    if run.waits:
        withdrawn = replace(run, state=RunState.CANCELLED, ended_at=now())
        if desk.store.queue.withdraw([withdrawn]):
            return withdrawn
        run = get_run(desk, run_id)  # it was handed to a runner meanwhile
    folder_of(desk.home, run.id).request_cancel()
    deadline = time.monotonic() + _PATIENCE
    while not run.state.final and time.monotonic() < deadline:
        time.sleep(_POLL)
        run = refresh(desk.store, desk.home, run)
    return run if run.state.final or not is_local(run.owner) else _kill(desk, run)


def delete_run(desk: Desk, run_id: str) -> None:
    """Forgets a run and removes its log; the executed notebook stays.

    Args:
        desk: Where, and for whom.
        run_id: The run.

    Raises:
        NotFoundError: There is no such run for this user.
        ConflictError: It has not ended.
    """
    run = get_run(desk, run_id)
    if not run.state.final:
        raise ConflictError(f"run {run_id} has not ended", hint="cancel it first")
    desk.store.delete(run.id)
    folder_of(desk.home, run.id).remove()
    if run.provenance is not None:
        forget_overlays(desk, [(run.notebook, run.provenance.overlay)])


def _kill(desk: Desk, run: Run) -> Run:
    if run.state is RunState.RUNNING:
        kill_process(run.owner)
    else:
        # Its owner may still be who starts it, a server; the runner will find the run taken.
        with suppress(FileNotFoundError):
            folder_of(desk.home, run.id).claim()
    kill_run(run.id)
    remove_socket_folder(run.id)
    cancelled = replace(run, state=RunState.CANCELLED, ended_at=now())
    return cancelled if desk.store.update(cancelled) else desk.store.get(run.id)


_PAST = {
    RunState.SUCCEEDED: "succeeded",
    RunState.FAILED: "failed",
    RunState.CANCELLED: "was cancelled",
    RunState.LOST: "was lost",
}
