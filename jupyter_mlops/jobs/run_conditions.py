"""What a `RunFilter` asks for, in SQL."""

from __future__ import annotations

import operator
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, literal, or_, select
from sqlalchemy.sql.operators import custom_op

from jupyter_mlops.jobs.ids import first_id
from jupyter_mlops.jobs.rows import sortable
from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter
from jupyter_mlops.jobs.tables import run_labels, run_metrics, run_parameters, runs
from jupyter_mlops.jobs.texts import time_text

_COMPARE: Final[dict[Operator, Callable[[Any, Any], Any]]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.GREATER: operator.gt,
    Operator.AT_LEAST: operator.ge,
}
#: SQLite's names of the JSON types that a value is compared with: it would order any text above
#: any number.
_JSON_TYPES: Final = {bool: ("true", "false"), float: ("integer", "real"), str: ("text",)}

#: What holds for the beginnings of texts if the other holds for the texts.
_LENIENT: Final[dict[Operator, Callable[[Any, Any], Any]]] = {
    Operator.LESS: operator.le,
    Operator.GREATER: operator.ge,
    Operator.UNEQUAL: lambda column, _: column.is_not(None),
}
#: Where numbers, texts and truths lie in the order of parameters: from, and before.
_EXTENTS: Final[dict[type, tuple[Any, Any]]] = {
    float: (None, ""),
    str: ("", b""),
    bytes: (b"", None),
}

_OPEN_BELOW: Final = {Operator.LESS, Operator.AT_MOST, Operator.UNEQUAL}
_OPEN_ABOVE: Final = {Operator.GREATER, Operator.AT_LEAST, Operator.UNEQUAL}

#: What of a failure words are looked for in.
_SAID: Final = ("message", "exception", "value")
#: An id is made about when its run is asked for, but not quite.
_SLACK: Final = timedelta(hours=1)


def conditions(only: RunFilter, *, but: str = "") -> list[ColumnElement[bool]]:
    """Conditions on the table of runs, all of which have to hold, and none of which drives.

    SQLite knows nothing of how rare a value is and would choose among the indexes by chance; a
    unary plus keeps a column out of that choice (https://www.sqlite.org/optoverview.html).

    Args:
        only: The filter.
        but: The field of it that drives, which is left out.
    """
    found = [*_exact(only, but), *_texts(only, but), *map(_comparison, only.comparisons)]
    found += [_labelled(label) for label in only.labels[1 if but == "labels" else 0 :]]
    if only.states and but != "states":
        found.append(_plain(runs.c.state).in_([state.value for state in only.states]))
    if only.since is not None:
        found.append(runs.c.created_at >= time_text(only.since))
        # Ids begin with the time of their making, and the table is read in their order.
        found.append(runs.c.id >= first_id(only.since - _SLACK))
    if only.until is not None:
        found.append(runs.c.created_at < time_text(only.until))
    return found


def below(column: ColumnElement[str], folder: Path) -> ColumnElement[bool]:
    """All names that start with the folder's, as a range, which an index can serve."""
    prefix = os.path.join(folder, "")  # noqa: PTH118 - the final separator, which a Path drops
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return and_(column >= prefix, column < after)


def commit_range(commit: str) -> ColumnElement[bool]:
    """All commits that start so."""
    return and_(runs.c.commit >= commit, runs.c.commit < f"{commit}g")


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that no index stands for."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def _exact(only: RunFilter, but: str) -> list[ColumnElement[bool]]:
    wanted = {
        "user": only.user,
        "state": None if only.state is None else only.state.value,
        "job": only.job,
        "sweep": only.sweep,
        "origin": None if only.origin is None else only.origin.value,
    }
    found = [
        _plain(runs.c[name]) == value
        for name, value in wanted.items()
        if value is not None and name != but
    ]
    if only.notebook is not None and but != "notebook":
        name = str(only.notebook)
        found.append(or_(_plain(runs.c.notebook) == name, _plain(runs.c.output) == name))
    if only.under is not None:
        found.append(below(_plain(runs.c.notebook), only.under))
    return found


def _texts(only: RunFilter, but: str) -> list[ColumnElement[bool]]:
    found = [_word(word) for word in only.words]
    if only.job_name:
        found.append(runs.c.job_name.contains(only.job_name, autoescape=True))
    if only.commit and but != "commit":
        found.append(_plain(runs.c.commit).startswith(only.commit, autoescape=True))
    return found


def _word(word: str) -> ColumnElement[bool]:
    said = [func.json_extract(runs.c.failure, f"$.{name}") for name in _SAID]
    columns = (runs.c.notebook, runs.c.job_name, runs.c.note, *said)
    return or_(*(column.contains(word, autoescape=True) for column in columns))


def _labelled(label: str) -> ColumnElement[bool]:
    same = and_(run_labels.c.label == label, run_labels.c.run == runs.c.id)
    return select(run_labels.c.run).where(same).correlate(runs).exists()


def _comparison(wanted: Comparison) -> ColumnElement[bool]:
    metric = _metric(wanted)
    if wanted.metric or '"' in wanted.name:
        return metric
    path = f'$."{wanted.name}"'
    kind = func.json_type(runs.c.parameters, path)
    value = func.json_extract(runs.c.parameters, path)
    fits = kind.in_(_JSON_TYPES[type(wanted.value)])
    parameter = and_(fits, _COMPARE[wanted.operator](value, wanted.value))
    return or_(parameter, and_(kind.is_(None), metric))


def metric_fits(wanted: Comparison) -> ColumnElement[bool]:
    """Rows of metrics for which a comparison holds."""
    fits = _COMPARE[wanted.operator](run_metrics.c.value, wanted.value)
    return and_(run_metrics.c.name == wanted.name, fits)


def parameter_may_fit(wanted: Comparison) -> ColumnElement[bool]:
    """Rows of parameters for which a comparison may hold.

    The index has only the beginning of long texts, so that a text that is equal there may be less
    or greater.
    """
    column, sought = run_parameters.c.value, sortable(wanted.value)
    compare = _COMPARE[wanted.operator]
    if isinstance(sought, str):
        compare = _LENIENT.get(wanted.operator, compare)
    fits = [run_parameters.c.name == wanted.name, compare(column, literal(sought))]
    # One bound a side, as SQLite reads an index along one and would not choose the nearer.
    lowest, end = _EXTENTS[type(sought)]
    if lowest is not None and wanted.operator in _OPEN_BELOW:
        fits.append(column >= lowest)
    if end is not None and wanted.operator in _OPEN_ABOVE:
        fits.append(column < end)
    return and_(*fits)


def _metric(wanted: Comparison) -> ColumnElement[bool]:
    same = run_metrics.c.run == runs.c.id
    return select(run_metrics.c.run).where(same, metric_fits(wanted)).correlate(runs).exists()
