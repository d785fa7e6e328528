"""Stores with a long past: ours, and the peer's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, insert

from jupyter_mlops.jobs.database import Database
from jupyter_mlops.jobs.ids import first_id
from jupyter_mlops.jobs.model import Owner, Provenance, Run, RunState
from jupyter_mlops.jobs.rows import to_row
from jupyter_mlops.jobs.tables import run_labels, run_metrics, run_parameters, runs

_BEGIN = datetime(2020, 1, 1, tzinfo=timezone.utc)
#: How many rows are written at a time.
_BATCH = 10_000
#: How many jobs they are of, and which part of them has failed.
_JOBS, _FAILING = 300, 0.02


def write_past(file: Path, count: int, root: Path, user: str) -> None:
    """Writes a store with so many runs, as hundreds of jobs leave them in years.

    Args:
        file: The database.
        count: How many runs.
        root: The folder of their notebooks.
        user: Whose they are.
    """
    database = Database(file)
    pattern = to_row(_pattern(user))
    chance = random.Random(4711)
    for numbers in _batches(count):
        rows = [{**pattern, **_varied(number, root, chance)} for number in numbers]
        with database.writing() as connection:
            connection.execute(insert(runs), rows)
            connection.execute(
                insert(run_metrics),
                [{"run": row["id"], "name": "rmse", "value": chance.random()} for row in rows],
            )
            connection.execute(
                insert(run_parameters),
                [
                    {"run": row["id"], "name": "alpha", "value": _alpha(number)}
                    for row, number in zip(rows, numbers, strict=True)
                ],
            )
            labelled = [{"run": row["id"], "label": "nightly"} for row in rows[::10]]
            connection.execute(insert(run_labels), labelled)
    database.close()


def write_peers_past(file: Path, count: int, root: Path) -> None:
    """Writes the database of jupyter-scheduler with so many jobs that have run."""
    from jupyter_scheduler.orm import Job, create_tables

    address = f"sqlite:///{file}"
    create_tables(address)
    engine: Engine = create_engine(address)
    for numbers in _batches(count):
        rows: list[dict[str, Any]] = [
            {
                "job_id": f"{number:036d}",
                "status": "COMPLETED",
                "name": f"job-{number % _JOBS}",
                "input_filename": str(root / f"job-{number % _JOBS}.ipynb"),
                "runtime_environment_name": "",
                "output_formats": ["ipynb"],
                "parameters": {"alpha": number},
                "url": f"/jobs/{number:036d}",
                "create_time": 1_577_836_800_000 + number,
            }
            for number in numbers
        ]
        with engine.begin() as connection:
            connection.execute(insert(Job), rows)
    engine.dispose()


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, _BATCH):
        yield range(start, min(start + _BATCH, count))


def _pattern(user: str) -> Run:
    return Run(
        id="",
        state=RunState.SUCCEEDED,
        notebook="",
        notebook_hash="0" * 64,
        output="",
        kernel="python3",
        user=user,
        owner=Owner(host="nowhere", pid=1, started=0.0),
        created_at=_BEGIN,
        started_at=_BEGIN,
        ended_at=_BEGIN,
        parameters={"alpha": 0.5},
        provenance=Provenance(commit="0" * 40, dirty=False),
        metrics={"rmse": 0.5},
        token=1,
    )


def _alpha(number: int) -> float:
    """The parameter of a run; the oldest has the least."""
    return number / 1_000_000


def _varied(number: int, root: Path, chance: random.Random) -> dict[str, Any]:
    at = _BEGIN + timedelta(minutes=2 * number)
    failed = chance.random() < _FAILING
    return {
        "id": first_id(at)[:-8] + f"{number:08d}",
        "state": (RunState.FAILED if failed else RunState.SUCCEEDED).value,
        "notebook": str(root / f"job-{number % _JOBS}.ipynb"),
        "output": str(root / "runs" / f"job-{number}.ipynb"),
        "parameters": f'{{"alpha":{_alpha(number)}}}',
        "created_at": at.isoformat(),
        "job": f"{number % _JOBS:026d}",
        "job_name": f"job-{number % _JOBS}",
        "commit": f"{number // 1000:040x}",
    }
