"""Writing rows of runs, with the metrics and labels that they are found by."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from jupyter_mlops.jobs.database import count_up
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.rows import finite, sortable, to_row
from jupyter_mlops.jobs.tables import run_labels, run_metrics, run_parameters, runs


def insert_runs(connection: Connection, new: Sequence[Run]) -> None:
    """Adds runs."""
    if not new:
        return
    connection.execute(insert(runs), [to_row(run) for run in new])
    write_parameters(connection, new)
    for run in new:
        write_metrics(connection, run)
        write_labels(connection, run.id, run.labels)
    count_up(connection, "queue")


def write_metrics(connection: Connection, run: Run) -> None:
    """Adds what a run has reported; there is nothing of it yet."""
    rows = [
        {"run": run.id, "name": name, "value": value} for name, value in finite(run.metrics).items()
    ]
    if rows:
        connection.execute(insert(run_metrics), rows)


def write_parameters(connection: Connection, of: Sequence[Run]) -> None:
    """Adds what of the parameters of runs can be compared; there is nothing of them yet."""
    rows = [
        {"run": run.id, "name": name, "value": value}
        for run in of
        for name, given in run.parameters.items()
        if (value := sortable(given)) is not None
    ]
    if rows:
        connection.execute(insert(run_parameters), rows)


def write_labels(connection: Connection, run_id: str, labels: Sequence[str]) -> None:
    """Adds the labels of a run; there are none yet."""
    if labels:
        rows = [{"run": run_id, "label": label} for label in dict.fromkeys(labels)]
        connection.execute(insert(run_labels), rows)


def forget(connection: Connection, run_ids: Sequence[str]) -> None:
    """Removes runs with all that belongs to them."""
    for table in (run_metrics, run_parameters, run_labels):
        connection.execute(delete(table).where(table.c.run.in_(run_ids)))
    connection.execute(delete(runs).where(runs.c.id.in_(run_ids)))
    count_up(connection, "queue")
