"""What the tests of runs build again and again."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import nbformat
import psutil
from msgspec.structs import replace

from jupyter_mlops.jobs.events import AnyEvent, read_events
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Owner, Run, RunState
from jupyter_mlops.jobs.processes import processes_of_run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.list_runs import get_run
from jupyter_mlops.services.start_run import StartRequest, start_run

#: Longer than anything here takes on a busy machine, in seconds.
PATIENCE = 120.0
NOON = datetime(2026, 1, 2, 12, tzinfo=timezone.utc)


def notebook(*sources: str, parameters: str | None = None, **metadata: Any) -> dict[str, Any]:
    """A notebook of code cells; with `parameters`, the first is tagged so."""
    cells = [_cell(f"c{n}", source) for n, source in enumerate(sources)]
    if parameters is not None:
        cells.insert(0, _cell("p", parameters, "parameters"))
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(name: str, source: str, *tags: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"tags": [*tags]},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def a_run(**changes: Any) -> Run:
    """A run of nobody, queued."""
    run = Run(
        id=new_id(),
        state=RunState.QUEUED,
        notebook="/lab/train.ipynb",
        notebook_hash="0" * 64,
        output="/lab/runs/train.ipynb",
        kernel="python3",
        user="ada",
        owner=Owner(host="elsewhere", pid=1, started=0.0),
        created_at=NOON,
    )
    return replace(run, **changes)


@dataclass(frozen=True)
class Project:
    """A folder of notebooks, and the desk at which they are run."""

    folder: Path
    desk: Desk

    def write(self, document: dict[str, Any], name: str = "train.ipynb") -> Path:
        file = self.folder / name
        file.write_text(json.dumps(document), encoding="utf-8")
        return file

    def start(self, *sources: str, **how: Any) -> Run:
        """Starts a run of a new notebook with these cells."""
        kept = {key: how.pop(key) for key in ("parameters", "kernel", "output") if key in how}
        file = self.write(notebook(*sources, parameters=how.pop("cell", None)), **how)
        return start_run(self.desk, StartRequest(notebook=file, **kept))

    def run(self, *sources: str, **how: Any) -> Run:
        """Runs a new notebook with these cells to its end."""
        return self.ended(self.start(*sources, **how))

    def now(self, run: Run) -> Run:
        return get_run(self.desk, run.id)

    def ended(self, run: Run) -> Run:
        return self.once(run, lambda now: now.state.final)

    def at_work(self, run: Run, index: int = 0) -> Run:
        """Waits until a cell is at work."""
        return self.once(run, lambda now: now.progress.cell_index == index)

    def printed(self, run: Run, text: str) -> None:
        """Waits until a cell has printed something."""
        self.once(run, lambda now: now.state.final or text in self.log(now))

    def once(self, run: Run, condition: Any) -> Run:
        deadline = time.monotonic() + PATIENCE
        while not condition(run := self.now(run)):
            assert time.monotonic() < deadline, (run, self.log(run))
            time.sleep(0.02)
        return run

    def log(self, run: Run) -> str:
        file = folder_of(self.desk.home, run.id).log
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    def events(self, run: Run) -> list[AnyEvent]:
        return read_events(folder_of(self.desk.home, run.id).events)


def output_of(run: Run) -> Any:
    """The executed notebook, which must be a valid one."""
    nb = nbformat.reads(Path(run.output).read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(nb)
    return nb


def printed_by(nb: Any, index: int = -1) -> str:
    """What a cell printed."""
    return "".join(each.get("text", "") for each in nb.cells[index].outputs)


def is_gone(run: Run, *pids: int) -> bool:
    """Whether no process of the run is left; a killed one may need a moment."""
    deadline = time.monotonic() + PATIENCE
    while processes_of_run(run.id) or any(map(lives, pids)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def lives(pid: int) -> bool:
    """Whether a process is there; a zombie isn't."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
