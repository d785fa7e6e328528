"""What a `RunFilter` asks for, in SQL."""

from __future__ import annotations

import operator
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter
from jupyter_mlops.jobs.tables import run_labels, run_metrics, runs
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


def conditions(only: RunFilter) -> list[ColumnElement[bool]]:
    """Conditions on the table of runs, all of which have to hold."""
    found = [*_exact(only), *_texts(only), *map(_comparison, only.comparisons)]
    found += [_labelled(label) for label in only.labels]
    if only.states:
        found.append(runs.c.state.in_([state.value for state in only.states]))
    if only.since is not None:
        found.append(runs.c.created_at >= time_text(only.since))
    if only.until is not None:
        found.append(runs.c.created_at < time_text(only.until))
    return found


def below(column: ColumnElement[str], folder: Path) -> ColumnElement[bool]:
    """All names that start with the folder's, as a range, which an index can serve."""
    prefix = os.path.join(folder, "")  # noqa: PTH118 - the final separator, which a Path drops
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return and_(column >= prefix, column < after)


def _exact(only: RunFilter) -> list[ColumnElement[bool]]:
    wanted = {
        runs.c.user: only.user,
        runs.c.state: None if only.state is None else only.state.value,
        runs.c.job: only.job,
        runs.c.sweep: only.sweep,
        runs.c.origin: None if only.origin is None else only.origin.value,
    }
    found = [column == value for column, value in wanted.items() if value is not None]
    if only.notebook is not None:
        name = str(only.notebook)
        found.append(or_(runs.c.notebook == name, runs.c.output == name))
    if only.under is not None:
        found.append(below(runs.c.notebook, only.under))
    return found


def _texts(only: RunFilter) -> list[ColumnElement[bool]]:
    found = [_word(word) for word in only.words]
    if only.job_name:
        found.append(runs.c.job_name.contains(only.job_name, autoescape=True))
    if only.commit:
        found.append(runs.c.commit.startswith(only.commit, autoescape=True))
    return found


def _word(word: str) -> ColumnElement[bool]:
    columns = (runs.c.notebook, runs.c.job_name, runs.c.note, runs.c.failure)
    return or_(*(column.contains(word, autoescape=True) for column in columns))


def _labelled(label: str) -> ColumnElement[bool]:
    same = and_(run_labels.c.label == label, run_labels.c.run == runs.c.id)
    return select(run_labels.c.run).where(same).exists()


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


def _metric(wanted: Comparison) -> ColumnElement[bool]:
    same = and_(run_metrics.c.name == wanted.name, run_metrics.c.run == runs.c.id)
    fits = _COMPARE[wanted.operator](run_metrics.c.value, wanted.value)
    return select(run_metrics.c.run).where(same, fits).exists()
