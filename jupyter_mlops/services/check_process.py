"""The process of a run of checks: `python -m jupyter_mlops.services.check_process FOLDER`."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder, WorkerProcess
from jupyter_mlops.checks.run_store import list_runs
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import Home, default_home
from jupyter_mlops.jobs.processes import kill_run, this_process
from jupyter_mlops.services.check_life import (
    MARK_VARIABLE,
    end_lost,
    is_at_work,
    set_going,
    with_end,
)
from jupyter_mlops.services.check_worktree import sweep_worktrees
from jupyter_mlops.services.module_lock import take_lock

#: After how long a run that somebody has claimed is taken for forgotten, in seconds.
_FORGOTTEN: Final = 20.0


def main(place: Path) -> int:
    """Carries out the run of a project whose turn it is, if no other process is at it.

    Args:
        place: The folder of the project's runs.

    Returns:
        The exit status.
    """
    home = default_home()
    with _turn(place) as ours:
        taken = _next(home, place) if ours else None
        if taken is not None:
            _carry_out(home, *taken)
    if ours:
        set_going(home, place)
    return 0


@contextmanager
def _turn(place: Path) -> Iterator[bool]:
    """The project's turn; False if another process has it. The system takes it back at our end."""
    with (place / "turn").open("a+b") as stream:
        yield take_lock(stream)


def _next(home: Home, place: Path) -> tuple[CheckRunFolder, CheckRecord] | None:
    """The oldest run that waits, taken up."""
    for folder in reversed(list_runs(place)):
        record = folder.read()
        if record is None:
            continue
        if record.run.state == "running" and not is_at_work(record):
            end_lost(home, folder, record)
        elif record.run.state == "queued":
            if folder.claim():
                return folder, record
            if time.time() - folder.claimed_at > _FORGOTTEN:
                end_lost(home, folder, record)
    return None


def _carry_out(home: Home, folder: CheckRunFolder, record: CheckRecord) -> None:
    from jupyter_mlops.services.carry_out_checks import carry_out

    sweep_worktrees(home, folder)
    _say_to(folder.log)
    owner = this_process()
    worker = WorkerProcess(
        host=owner.host,
        pid=owner.pid,
        started=owner.started,
        mark=os.environ.get(MARK_VARIABLE, folder.id),
    )
    run = replace(record.run, state="running", started_at=now())
    record = replace(record, run=run, worker=worker)
    folder.write(record)
    if folder.cancel_requested:
        ended = with_end(record, "cancelled")
    else:
        ended = carry_out(home, folder, record)
    kill_run(worker.mark, variable=MARK_VARIABLE)
    folder.write(ended, durable=True)


def _say_to(log: Path) -> None:
    """What this process and its children print goes to a run's log from now on."""
    with log.open("ab") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)


if __name__ == "__main__":
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s"
    )
    sys.exit(main(Path(sys.argv[1])))
