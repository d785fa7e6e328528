"""Carries out one execution for checks: a run of its own, of which nothing stays."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.checks.ports import Execution
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.inspection import Inspection
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.processes import is_alive, kill_run, this_process
from jupyter_mlops.services.check_result import Outcome, broken, read_outcome
from jupyter_mlops.services.check_tasks import Task

if TYPE_CHECKING:
    from jupyter_mlops.jobs.model import Owner
    from jupyter_mlops.jobs.warm.nursery import Nursery

#: How often a run's end is looked for, in seconds, and how often whether it has to end or has.
_POLL: Final = 0.01
_LOOK: Final = 0.2
#: How long a run may take to end once it was asked to, in seconds.
_GRACE: Final = 10.0
_END: Final = b'"event":"run_ended"'


class Workplace(Struct, frozen=True, kw_only=True):
    """What all executions have in common."""

    #: Folder of the project.
    root: Path
    #: Folders that go before what is installed where modules are looked for, absolute.
    path: tuple[str, ...]
    #: Where runs have their folders.
    scratch: Path
    #: Has runners and kernels ready.
    nursery: Nursery
    #: Whether to end them.
    cancelled: Callable[[], bool]


def carry_out_task(
    task: Task, subject: Subject, copy: Path, place: Workplace, imports: tuple[str, ...]
) -> Outcome:
    """Executes a notebook and waits for its end.

    Args:
        task: What.
        subject: The notebook.
        copy: Its executed form.
        place: Where, and with what.
        imports: Those of the notebook's imports that a prepared kernel has done.

    Returns:
        What came of it; no process of it is left.
    """
    order = _order(task, subject, copy, place)
    folder = RunFolder(Path(order.output).parent)
    started = time.perf_counter()
    try:
        warm = place.nursery.kernel_address(task.kernel, copy, imports)
        folder.create(replace(order, warm_kernel=warm))
        ended = _wait(folder, place.nursery.launch(folder), place.cancelled)
    except (MlopsError, OSError) as error:
        message = error.message if isinstance(error, MlopsError) else str(error)
        return Outcome(execution=broken(task.name, "not-started", message), lasting=False)
    try:
        if not ended:
            cancelled = Execution(parameters=task.name, state="cancelled")
            return Outcome(execution=cancelled, lasting=False)
        duration = time.perf_counter() - started
        return read_outcome(place.root, subject, order, task, duration=duration)
    finally:
        folder.remove()


def _order(task: Task, subject: Subject, copy: Path, place: Workplace) -> RunOrder:
    run_id = new_id()
    output = str(place.scratch / run_id / "output.ipynb")
    return RunOrder(
        run_id=run_id,
        notebook=str(subject.file),
        copy=str(copy),
        output=output,
        refuge=output,
        kernel=task.kernel,
        parameters=dict(task.values),
        policy=Policy(run_timeout=task.timeout, cell_timeout=task.cell_timeout),
        inspection=Inspection(
            root=str(place.root), path=place.path, tests=task.tests, owner=this_process()
        ),
    )


def _wait(folder: RunFolder, runner: Owner, cancelled: Callable[[], bool]) -> bool:
    """Waits until the run has ended; whether it did so without having been asked to."""
    size, looked, asked = -1, time.monotonic(), 0.0
    while True:
        found = _size(folder.events)
        if found != size:
            size = found
            if _END in folder.events.read_bytes():
                return not asked
        now = time.monotonic()
        if now - looked > _LOOK:
            looked = now
            if not asked and cancelled():
                asked = now
                folder.request_cancel()
            if not is_alive(runner) or (asked and now - asked > _GRACE):
                kill_run(folder.root.name)
                return not asked
        time.sleep(_POLL)


def _size(file: Path) -> int:
    try:
        return os.stat(file).st_size  # noqa: PTH116 - looked at a hundred times a second
    except OSError:
        return -1
