"""Whether runs of checks are carried out: the processes that do so, and what becomes of lost ones.

A project has one process at a time, which carries out one run and then starts the next process.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder, WorkerProcess
from jupyter_mlops.checks.run_model import CheckRunState
from jupyter_mlops.checks.run_store import list_runs
from jupyter_mlops.errors import MlopsError, UnavailableError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.detached import detached
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import HOME_VARIABLE, Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import RUN_VARIABLE, is_alive, is_local, kill_run

_logger = logging.getLogger(__name__)

#: Set for the process of a run of checks, and so inherited by all that it starts.
MARK_VARIABLE: Final = "JUPYTER_MLOPS_CHECK"

#: A process that has not taken anything up in this time is taken for lost, in seconds.
_START: Final = 20.0
_LOST: Final = (
    "the process that carried the checks out is gone: it was killed, or ran out of memory"
)

_started: dict[Path, float] = {}
_starting = threading.Lock()


def current(home: Home, folder: CheckRunFolder, record: CheckRecord) -> CheckRecord:
    """A run as it stands, once it was made sure that somebody is at it.

    Args:
        home: Where runs are kept.
        folder: The run's.
        record: What it says there.
    """
    if record.run.state == "queued":
        mind(home, folder.root.parent)
    if record.run.state != "running" or _is_carried_out(record):
        return record
    last = folder.read()  # it may have ended between the two looks
    if last is None or last.run.state != "running":
        return last or record
    return end_lost(home, folder, last)


def end_lost(home: Home, folder: CheckRunFolder, record: CheckRecord) -> CheckRecord:
    """Ends a run whose process is gone, and whatever that has left; the next one begins.

    Args:
        home: Where runs are kept.
        folder: The run's.
        record: How it stood.

    Returns:
        How it stands now.
    """
    from jupyter_mlops.services.check_worktree import remove_worktree

    if record.worker is not None and is_local(_owner(record.worker)):
        kill_run(record.worker.mark, variable=MARK_VARIABLE)
    cancelled = folder.cancel_requested
    ended = with_end(record, "cancelled" if cancelled else "broken", "" if cancelled else _LOST)
    folder.write(ended, durable=True)
    remove_worktree(home, folder)
    go_on(home, folder.root.parent)
    return ended


def with_end(record: CheckRecord, state: CheckRunState, message: str = "") -> CheckRecord:
    """A record whose run has ended now."""
    return replace(record, run=replace(record.run, state=state, ended_at=now(), message=message))


def is_at_work(record: CheckRecord) -> bool:
    """Whether somebody carries the run out."""
    return record.run.state == "running" and _is_carried_out(record)


def mind(home: Home, place: Path) -> None:
    """Starts a process for what waits in a project, unless one is at work or about to be.

    One that cannot be started is no fault of whoever looks: the next look tries again.

    Args:
        home: Where runs are kept.
        place: Folder of the project's runs.
    """
    with _starting:
        if time.monotonic() - _started.get(place, -_START) < _START:
            return
    go_on(home, place)


def go_on(home: Home, place: Path) -> None:
    """Starts a process for what waits in a project; where that fails, the next look will try.

    Args:
        home: Where runs are kept.
        place: Folder of the project's runs.
    """
    try:
        set_going(home, place)
    except MlopsError as error:
        _logger.warning("the checks of %s wait: %s", place, error.message)


def set_going(home: Home, place: Path) -> None:
    """Starts a process for what waits in a project, unless one is at work.

    A second one finds the first, and ends.

    Args:
        home: Where runs are kept.
        place: Folder of the project's runs.

    Raises:
        UnavailableError: No process could be started.
    """
    records = [record for each in list_runs(place) if (record := each.read()) is not None]
    if any(map(is_at_work, records)) or all(each.run.state != "queued" for each in records):
        return
    with _starting:
        _started[place] = time.monotonic()
    _start_process(home, place)


def _start_process(home: Home, place: Path) -> None:
    ensure_folder(place)
    environment = {
        **os.environ,
        HOME_VARIABLE: str(home.root),
        MARK_VARIABLE: new_id(),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUNBUFFERED": "1",
        # Checks that were asked for from a run must not end with that run.
        RUN_VARIABLE: "",
    }
    try:
        with (place / "process.log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own module, an argument list
                [sys.executable, "-m", "jupyter_mlops.services.check_process", str(place)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=place,
                **detached(),
            )
    except OSError as error:
        raise UnavailableError(f"no process could be started for the checks: {error}") from error
    # A child that nobody waits for stays a zombie as long as this process lives.
    threading.Thread(target=process.wait, daemon=True, name=f"wait {process.pid}").start()


def _is_carried_out(record: CheckRecord) -> bool:
    worker = record.worker
    return worker is not None and _lives(worker)


def _lives(worker: WorkerProcess) -> bool:
    owner = _owner(worker)
    return not is_local(owner) or is_alive(owner)


def _owner(worker: WorkerProcess) -> Owner:
    return Owner(host=worker.host, pid=worker.pid, started=worker.started)
