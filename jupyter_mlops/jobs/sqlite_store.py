"""The store of runs in SQLite, through SQLAlchemy Core."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    and_,
    create_engine,
    delete,
    event,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from jupyter_mlops.errors import NotFoundError, StorageError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.filesystems import is_network_folder
from jupyter_mlops.jobs.migrate import migrate
from jupyter_mlops.jobs.model import ACTIVE_STATES, Run
from jupyter_mlops.jobs.rows import DETAIL_COLUMNS, from_row, to_row
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.tables import runs

#: How long a writer waits for another, in seconds.
_BUSY_TIMEOUT = 15.0
_ACTIVE = sorted(state.value for state in ACTIVE_STATES)
_SUMMARY = [column for column in runs.columns if column.name not in DETAIL_COLUMNS]


class SqliteRunStore:
    """Keeps runs in one file, which it makes or brings up to date when opened.

    Args:
        file: The database.

    Raises:
        StorageError: Its folder cannot be made, or it cannot be opened or written.
        ConflictError: A newer version of jupyter-mlops has written it.
    """

    def __init__(self, file: Path) -> None:
        ensure_folder(file.parent)
        self._engine = _open(file)
        try:
            migrate(self._engine, file)
        except DatabaseError as error:
            raise StorageError(
                f"cannot open {file}: {error.orig}",
                hint="mend its permissions, or set JUPYTER_MLOPS_HOME to another folder",
            ) from error

    def add(self, run: Run) -> None:
        """Adds a new run."""
        with self._writing() as connection:
            connection.execute(insert(runs).values(to_row(run)))

    def get(self, run_id: str) -> Run:
        """The run with that id.

        Raises:
            NotFoundError: There is none.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().first()
        if row is None:
            raise NotFoundError(
                f"there is no run {run_id!r}", hint="`jupyter mlops runs` lists them"
            )
        return from_row(row)

    def page(self, only: RunFilter, *, before: str | None, limit: int) -> list[Run]:
        """Runs from the newest to the oldest, without cells and environment."""
        conditions = _conditions(only)
        if before is not None:
            conditions.append(runs.c.id < before)
        query = select(*_SUMMARY).where(*conditions).order_by(runs.c.id.desc()).limit(limit)
        return self._fetch(query)

    def active(self) -> list[Run]:
        """All runs that have not ended, oldest first."""
        return self._fetch(select(runs).where(runs.c.state.in_(_ACTIVE)).order_by(runs.c.id))

    def update(self, run: Run) -> bool:
        """Replaces the record of a run that has not ended; whether it still could."""
        statement = (
            update(runs).where(runs.c.id == run.id, runs.c.state.in_(_ACTIVE)).values(to_row(run))
        )
        with self._writing() as connection:
            return connection.execute(statement).rowcount == 1

    def delete(self, run_id: str) -> None:
        """Forgets a run."""
        with self._writing() as connection:
            connection.execute(delete(runs).where(runs.c.id == run_id))

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction, which a full disk or a lost permission undoes with a clear word."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise StorageError(
                f"cannot write {self._engine.url.database}: {error.orig}",
                hint="free some room, or set JUPYTER_MLOPS_HOME to another folder",
            ) from error

    def _fetch(self, query: Any) -> list[Run]:
        with self._engine.connect() as connection:
            return [from_row(row) for row in connection.execute(query).mappings()]


def _conditions(only: RunFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if only.user is not None:
        conditions.append(runs.c.user == only.user)
    if only.state is not None:
        conditions.append(runs.c.state == only.state.value)
    if only.notebook is not None:
        name = str(only.notebook)
        conditions.append(or_(runs.c.notebook == name, runs.c.output == name))
    if only.under is not None:
        conditions.append(_below(only.under))
    return conditions


def _below(folder: Path) -> ColumnElement[bool]:
    """All names that start with the folder's, as a range, which an index can serve."""
    prefix = os.path.join(folder, "")  # noqa: PTH118 - the final separator, which a Path drops
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return and_(runs.c.notebook >= prefix, runs.c.notebook < after)


def _open(file: Path) -> Engine:
    # Write-ahead logging needs shared memory, which network file systems don't have
    # (https://www.sqlite.org/wal.html).
    journal = "DELETE" if is_network_folder(file.parent) else "WAL"
    url = URL.create("sqlite+pysqlite", database=str(file))
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute(f"PRAGMA synchronous={'NORMAL' if journal == 'WAL' else 'FULL'}")

    return engine
