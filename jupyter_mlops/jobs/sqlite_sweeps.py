"""Sweeps in SQLite; their runs are runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, update

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.database import Database, count_up
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.run_conditions import below
from jupyter_mlops.jobs.run_table import insert_runs
from jupyter_mlops.jobs.store import Best
from jupyter_mlops.jobs.sweep import Goal, Objective, Sweep
from jupyter_mlops.jobs.tables import run_metrics, runs, sweeps
from jupyter_mlops.jobs.texts import decode, encode

#: States of runs that can have a later attempt.
_RETRIED = (RunState.FAILED.value, RunState.LOST.value)


class SqliteSweeps:
    """Sweeps, and what is known of their runs together.

    Args:
        database: Where all that is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, sweep: Sweep, runs: Sequence[Run]) -> None:
        """Adds a sweep with its runs, all or nothing."""
        with self._database.writing() as connection:
            connection.execute(insert(sweeps).values(_row(sweep)))
            insert_runs(connection, runs)
            count_up(connection, "sweeps")

    def get(self, sweep_id: str) -> Sweep:
        """The sweep with that id.

        Raises:
            NotFoundError: There is none.
        """
        found = self._fetch(select(sweeps.c.definition).where(sweeps.c.id == sweep_id))
        if not found:
            raise _no_sweep(sweep_id)
        return found[0]

    def page(
        self, *, user: str, under: Path | None = None, before: str | None = None, limit: int = 50
    ) -> list[Sweep]:
        """Sweeps from the newest to the oldest."""
        query = select(sweeps.c.definition).where(sweeps.c.user == user)
        if under is not None:
            query = query.where(below(sweeps.c.notebook, under))
        if before is not None:
            query = query.where(sweeps.c.id < before)
        return self._fetch(query.order_by(sweeps.c.id.desc()).limit(limit))

    def states(self, sweep_ids: Sequence[str]) -> dict[str, dict[RunState, int]]:
        """How many runs of each sweep are in which state; of several attempts the last counts."""
        later = runs.alias()
        tried_again = and_(
            runs.c.state.in_(_RETRIED),  # so that the rest need not be looked up
            exists().where(
                later.c.retry_of == func.coalesce(runs.c.retry_of, runs.c.id),
                later.c.attempt > runs.c.attempt,
            ),
        )
        query = (
            select(runs.c.sweep, runs.c.state, func.count())
            .where(runs.c.sweep.in_(sweep_ids), ~tried_again)
            .group_by(runs.c.sweep, runs.c.state)
        )
        found: dict[str, dict[RunState, int]] = {sweep_id: {} for sweep_id in sweep_ids}
        with self._database.reading() as connection:
            for sweep_id, state, count in connection.execute(query):
                found[sweep_id][RunState(state)] = count
        return found

    def update(self, sweep: Sweep) -> None:
        """Replaces a sweep.

        Raises:
            NotFoundError: It was deleted.
        """
        statement = update(sweeps).where(sweeps.c.id == sweep.id).values(_row(sweep))
        with self._database.writing() as connection:
            if connection.execute(statement).rowcount == 0:
                raise _no_sweep(sweep.id)
            count_up(connection, "sweeps")

    def metrics(self, sweep_ids: Sequence[str]) -> dict[str, list[str]]:
        """Names of the metrics that the runs of each sweep have reported, in order."""
        query = (
            select(runs.c.sweep, run_metrics.c.name)
            .join(run_metrics, run_metrics.c.run == runs.c.id)
            .where(runs.c.sweep.in_(sweep_ids))
            .distinct()
            .order_by(run_metrics.c.name)
        )
        found: dict[str, list[str]] = {sweep_id: [] for sweep_id in sweep_ids}
        with self._database.reading() as connection:
            for sweep_id, name in connection.execute(query):
                found[sweep_id].append(name)
        return found

    def best(self, objectives: Mapping[str, Objective]) -> dict[str, Best]:
        """The best run of each sweep that has one, of those that succeeded.

        Args:
            objectives: What to compare by, by the id of the sweep. Of equal ones the first counts.
        """
        with self._database.reading() as connection:
            found = {key: _best(connection, key, each) for key, each in objectives.items()}
        return {sweep_id: best for sweep_id, best in found.items() if best is not None}

    def delete(self, sweep_id: str) -> None:
        """Forgets a sweep; its runs stay."""
        with self._database.writing() as connection:
            connection.execute(delete(sweeps).where(sweeps.c.id == sweep_id))
            count_up(connection, "sweeps")

    def _fetch(self, query: Any) -> list[Sweep]:
        with self._database.reading() as connection:
            return [decode(row, Sweep) for row in connection.execute(query).scalars()]


def _row(sweep: Sweep) -> dict[str, str]:
    return {
        "id": sweep.id,
        "user": sweep.user,
        "notebook": sweep.notebook,
        "definition": encode(sweep),
    }


def _best(connection: Connection, sweep_id: str, objective: Objective) -> Best | None:
    value = run_metrics.c.value
    order = value.asc() if objective.goal is Goal.MINIMIZE else value.desc()
    query = (
        select(runs.c.id, value)
        .join(run_metrics, run_metrics.c.run == runs.c.id)
        .where(
            runs.c.sweep == sweep_id,
            runs.c.state == RunState.SUCCEEDED.value,
            run_metrics.c.name == objective.metric,
        )
        .order_by(order, runs.c.sweep_index, runs.c.id)
    )
    row = connection.execute(query.limit(1)).first()
    return None if row is None else Best(run=row.id, value=row.value)


def _no_sweep(sweep_id: str) -> NotFoundError:
    return NotFoundError(f"there is no sweep {sweep_id!r}")
