"""Copies what can still be read of a damaged database into a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.parameter_index import FILL
from jupyter_mlops.jobs.tables import metadata, run_parameters

#: How many rows are read at a time.
_BATCH = 500
#: Where the search for readable rows behind a damaged place ends.
_LAST_ROW = 2**40


def salvage(damaged: Path, new: Path) -> dict[str, int]:
    """Copies all rows that can be read, table by table.

    Args:
        damaged: The damaged database; it is left as it is.
        new: A database with all tables, which are filled.

    Returns:
        How many rows were copied, by the names of the tables.
    """
    with closing(sqlite3.connect(damaged)) as source, closing(sqlite3.connect(new)) as target:
        source.row_factory = sqlite3.Row
        names = metadata.tables.keys() - {run_parameters.name}
        copied = {name: _copy(source, target, name) for name in names}
        target.execute(FILL)
        target.commit()
    return copied


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    known = {row[1] for row in target.execute(f'PRAGMA table_info("{table}")')}
    count = 0
    for row in _readable(source, table):
        names = [name for name in row.keys() if name in known]  # noqa: SIM118 - a row is no dict
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        statement = f'INSERT OR REPLACE INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608 - names of ours
        with suppress(sqlite3.IntegrityError):  # a row with a hole in it
            target.execute(statement, [row[name] for name in names])
            count += 1
    return count


def _readable(source: sqlite3.Connection, table: str) -> Iterator[Any]:
    """Rows in the order of their numbers; behind a damaged place it looks farther and farther."""
    last, leap = -1, 1
    # Not along an index, which may be what is damaged.
    query = f'SELECT rowid AS "row number", * FROM "{table}" NOT INDEXED WHERE rowid > ? LIMIT ?'  # noqa: S608 - the same
    while last < _LAST_ROW:
        rows = []
        try:
            for row in source.execute(query, (last, _BATCH)):
                rows.append(row)  # noqa: PERF402 - those before the damage count
        except sqlite3.DatabaseError:
            yield from rows
            last = (rows[-1]["row number"] if rows else last) + leap
            leap *= 2
            continue
        yield from rows
        if len(rows) < _BATCH:
            return
        last, leap = rows[-1]["row number"], 1
