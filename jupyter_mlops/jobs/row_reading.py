"""Reading many rows of runs without more ado than they are worth."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import CursorResult, TextClause, text

from jupyter_mlops.jobs.rows import DETAIL_COLUMNS
from jupyter_mlops.jobs.tables import runs


def _named(names: list[str]) -> TextClause:
    # As one text: with objects for forty columns, SQLAlchemy takes longer to recognize the
    # statement than SQLite to carry it out.
    return text(", ".join(f'runs."{name}"' for name in names))


#: All columns, and those that lists show.
EVERYTHING: Final = _named([column.name for column in runs.columns])
SUMMARY: Final = _named(
    [column.name for column in runs.columns if column.name not in DETAIL_COLUMNS]
)


def dicts_of(result: CursorResult[Any]) -> list[dict[str, Any]]:
    """Rows as mappings from the names of columns to values."""
    names = [*result.keys()]
    return [dict(zip(names, row, strict=True)) for row in result.all()]
