"""Use case: cancel a run of checks."""

from __future__ import annotations

import time
from typing import Final

from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import ACTIVE
from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.processes import kill_run
from jupyter_mlops.services.check_desk import CheckDesk, FoundRun, get_check_run
from jupyter_mlops.services.check_life import MARK_VARIABLE, current, end_lost, go_on, with_end

#: How long the checks may take to stop by themselves, in seconds.
_PATIENCE: Final = 3.0
_POLL: Final = 0.02


def cancel_checks(desk: CheckDesk, run_id: str) -> FoundRun:
    """Stops a run; when this returns, no process of it is left on this machine.

    One that waits just goes. Else it is asked first, since it can still write what it has found;
    one that does not answer is killed.

    Args:
        desk: Whose.
        run_id: The run.

    Returns:
        The run, ended.

    Raises:
        NotFoundError: There is no such run for this user.
        ConflictError: It had ended before.
    """
    found = get_check_run(desk, run_id)
    if found.run.state not in ACTIVE:
        raise ConflictError(f"run {run_id} has ended: {found.run.state}")
    if found.run.state == "queued" and withdraw(found.folder, found.record):
        return get_check_run(desk, run_id)
    found.folder.request_cancel()
    record = _wait(desk.home, found)
    if record.run.state in ACTIVE:
        record = end_lost(desk.home, found.folder, record)
    elif record.worker is not None:  # what it has started may have outlived it
        kill_run(record.worker.mark, variable=MARK_VARIABLE)
        go_on(desk.home, found.folder.root.parent)
    return FoundRun(folder=found.folder, record=record)


def withdraw(folder: CheckRunFolder, record: CheckRecord, message: str = "") -> bool:
    """Takes a run away that waits.

    Args:
        folder: The run's.
        record: How it stands.
        message: Why, if nobody has cancelled it.

    Returns:
        Whether it still waited.
    """
    if not folder.claim():
        return False
    folder.write(with_end(record, "cancelled", message), durable=True)
    return True


def _wait(home: Home, found: FoundRun) -> CheckRecord:
    """How the run stands once it has ended, or has taken too long."""
    deadline = time.monotonic() + _PATIENCE
    record = found.record
    while record.run.state in ACTIVE and time.monotonic() < deadline:
        time.sleep(_POLL)
        record = current(home, found.folder, found.folder.read() or record)
    return record
