"""Pages of runs, each read along the one index that finds the fewest others on the way."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, TextClause, func, select, union_all

from jupyter_mlops.jobs.model import ACTIVE_STATES
from jupyter_mlops.jobs.row_reading import dicts_of
from jupyter_mlops.jobs.run_conditions import (
    commit_range,
    conditions,
    metric_fits,
    parameter_may_fit,
)
from jupyter_mlops.jobs.store import Comparison, RunFilter
from jupyter_mlops.jobs.tables import run_labels, run_metrics, run_parameters, runs

#: So many runs are sorted rather than found among all on the way: those of a commit lie together,
#: which may be far down.
_RARE: Final = 20_000
#: Fields whose index also orders by id, the most telling first.
_ORDERED: Final = ("sweep", "job", "notebook", "labels", "state", "states", "user")


def read_page(
    connection: Connection,
    columns: TextClause,
    only: RunFilter,
    *,
    before: str | None,
    limit: int,
) -> list[Any]:
    """Rows of runs from the newest to the oldest.

    However many runs there are, it reads little more than it returns, unless the filter has only
    words that few runs fit: those have no index.

    Args:
        connection: The database.
        columns: What of each run.
        only: Which runs.
        before: Only runs older than the one with this id.
        limit: Most runs.
    """
    pages: list[Sequence[Any]] = []
    for query, key in _queries(connection, columns, only):
        page = query.order_by(key.desc()).limit(limit)
        if before is not None:
            page = page.where(key < before)
        pages.append(dicts_of(connection.execute(page)))
    return [*islice(_merged(pages), limit)]


def _queries(
    connection: Connection, columns: TextClause, only: RunFilter
) -> Iterator[tuple[Select[Any], ColumnElement[str]]]:
    """Queries that together find the runs, each with the column by which it is ordered."""
    rare = _rare(connection, only)
    if rare is not None:
        yield select(columns).select_from(runs).where(rare, *conditions(only)), runs.c.id
        return
    driver = _driver(only)
    if driver == "labels":
        labelled = runs.join(run_labels, run_labels.c.run == runs.c.id)
        query = select(columns).select_from(labelled)
        same = run_labels.c.label == only.labels[0]
        yield query.where(same, *conditions(only, but=driver)), run_labels.c.run
        return
    rest = conditions(only, but=driver)
    for driving in _driving(only, driver):
        yield select(columns).select_from(runs).where(*driving, *rest), runs.c.id


def _driver(only: RunFilter) -> str:
    """The field whose index is read; empty for the order of ids alone."""
    if only.states and ACTIVE_STATES.issuperset(only.states):
        return "states"  # hardly any run of all has not ended
    return next((name for name in _ORDERED if getattr(only, name)), "")


def _driving(only: RunFilter, driver: str) -> list[list[ColumnElement[bool]]]:
    """What an index finds; several where one of several values has to hold."""
    if not driver:
        return [[]]
    if driver == "notebook":
        name = str(only.notebook)
        return [[runs.c.notebook == name], [runs.c.output == name]]
    if driver == "states":
        return [[runs.c.state == state.value] for state in dict.fromkeys(only.states)]
    value = getattr(only, driver)
    return [[runs.c[driver] == getattr(value, "value", value)]]


def _rare(connection: Connection, only: RunFilter) -> ColumnElement[bool] | None:
    """What finds few runs, if the filter has such a thing; its index doesn't order by id."""
    sets: list[Any] = [_compared(each) for each in only.comparisons]
    if only.commit:
        sets.append(select(runs.c.id).where(commit_range(only.commit)))
    for found in sets:
        bounded = select(func.count()).select_from(found.limit(_RARE + 1).subquery())
        if connection.execute(bounded).scalar_one() <= _RARE:
            return runs.c.id.in_(found)
    return None


def _compared(wanted: Comparison) -> Any:
    """All runs for which a comparison may hold; a metric stands in for a missing parameter."""
    metrics = select(run_metrics.c.run).where(metric_fits(wanted))
    if wanted.metric:
        return metrics
    return union_all(select(run_parameters.c.run).where(parameter_may_fit(wanted)), metrics)


def _merged(pages: list[Sequence[Any]]) -> Iterator[Any]:
    last = None
    for row in heapq.merge(*pages, key=lambda row: row["id"], reverse=True):
        if row["id"] != last:
            yield row
        last = row["id"]
