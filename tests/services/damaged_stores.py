"""Stores with runs, and what a bad disk makes of them."""

from __future__ import annotations

from jupyter_mlops.jobs.events import EventWriter, NotebookStarted, RunEnded, RunStarted, now
from jupyter_mlops.jobs.folder import RunOrder
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.desk import open_store
from tests.jobs.builders import a_run
from tests.jobs.store_builders import FAR, a_job

#: How many runs `filled` makes.
RUNS = 300


def filled(place: Home) -> list[Run]:
    """A store with runs and a job; each run has its folder."""
    store = open_store(place)
    runs = [a_run(state=RunState.SUCCEEDED, token=1, note="x" * 300) for _ in range(RUNS)]
    for run in runs:
        store.add(run)
    store.jobs.add(a_job())
    store.close()
    for run in runs[-3:]:
        leave_folder(place, run)
    return runs


def leave_folder(place: Home, run: Run) -> None:
    folder = folder_of(place, run.id)
    order = RunOrder(
        run_id=run.id,
        notebook=run.notebook,
        copy=str(place.notebook_copy(run.notebook_hash)),
        output=run.output,
        refuge=str(folder.refuge),
        kernel=run.kernel,
        parameters={"alpha": 1},
    )
    folder.create(order)
    writer = EventWriter(folder.events)
    writer.write(RunStarted(at=now(), owner=FAR))
    writer.write(NotebookStarted(at=now(), total=1))
    writer.write(RunEnded(at=now(), state=RunState.SUCCEEDED))
    writer.close()


def damage(place: Home, start: float, end: float) -> bytes:
    """Overwrites a part of the database; what it was."""
    data = place.database.read_bytes()
    page = 4096
    first, last = (int(len(data) * part) // page * page for part in (start, end))
    place.database.write_bytes(data[:first] + b"\xa5" * (last - first) + data[last:])
    return place.database.read_bytes()
