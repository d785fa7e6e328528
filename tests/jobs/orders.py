"""Carries out orders by real runners, without a store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from jupyter_mlops.jobs.events import AnyEvent, RunEnded, read_events
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.processes import processes_of_run
from tests.jobs.builders import PATIENCE, notebook


@dataclass(frozen=True)
class Outcome:
    """What a runner has left."""

    order: RunOrder
    folder: RunFolder

    @property
    def events(self) -> list[AnyEvent]:
        return read_events(self.folder.events)

    @property
    def end(self) -> RunEnded:
        (end,) = (event for event in self.events if isinstance(event, RunEnded))
        return end

    @property
    def log(self) -> str:
        return self.folder.log.read_text(errors="replace")

    @property
    def nb(self) -> Any:
        nb = nbformat.reads(Path(self.order.output).read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(nb)
        return nb

    def everything(self) -> str:
        """All that the run has written, anywhere."""
        files = [*self.folder.root.iterdir(), *Path(self.order.output).parent.glob("*.*")]
        return "\n".join(file.read_text(errors="replace") for file in files if file.is_file())


def carry_out(
    folder: Path,
    *sources: str,
    cell: str | None = None,
    document: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
    **ordered: Any,
) -> Outcome:
    """Runs a notebook of these cells to its end.

    Args:
        folder: For the notebook and all that is written.
        sources: Code cells.
        cell: Source of a parameters cell.
        document: The notebook, in place of cells.
        environment: Variables of the runner.
        ordered: More of the order.
    """
    copy = folder / "train.ipynb"
    copy.write_text(json.dumps(document or notebook(*sources, parameters=cell)), encoding="utf-8")
    run_folder = RunFolder(folder / "run")
    order = RunOrder(
        run_id=new_id(),
        notebook=str(copy),
        copy=str(copy),
        output=str(folder / "out.ipynb"),
        refuge=str(run_folder.refuge),
        **{"kernel": "python3", "parameters": {}, **ordered},
    )
    run_folder.create(order)
    with run_folder.log.open("ab") as log:
        subprocess.run(
            [sys.executable, "-m", "jupyter_mlops.jobs.runner", str(run_folder.root)],
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
            timeout=PATIENCE,
            check=True,
        )
    assert processes_of_run(order.run_id) == []
    return Outcome(order, run_folder)
