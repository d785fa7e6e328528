"""The store of runs in SQLite, through SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.database import Database, count_up
from jupyter_mlops.jobs.job_port import JobStore
from jupyter_mlops.jobs.model import ACTIVE_STATES, Run
from jupyter_mlops.jobs.outbox_port import Outbox
from jupyter_mlops.jobs.queue_port import QueueStore
from jupyter_mlops.jobs.row_reading import EVERYTHING, SUMMARY, dicts_of
from jupyter_mlops.jobs.rows import from_row, to_row, trace_of
from jupyter_mlops.jobs.run_pages import read_page
from jupyter_mlops.jobs.run_table import (
    forget,
    insert_runs,
    write_labels,
    write_metrics,
    write_parameters,
)
from jupyter_mlops.jobs.sqlite_jobs import SqliteJobs
from jupyter_mlops.jobs.sqlite_outbox import SqliteOutbox
from jupyter_mlops.jobs.sqlite_queue import SqliteQueue
from jupyter_mlops.jobs.sqlite_sweeps import SqliteSweeps
from jupyter_mlops.jobs.store import RunFilter, SweepStore, Trace
from jupyter_mlops.jobs.tables import (
    WORKING,
    counters,
    options,
    run_labels,
    run_metrics,
    run_parameters,
    runs,
)
from jupyter_mlops.jobs.texts import encode

_ACTIVE: Final = sorted(state.value for state in ACTIVE_STATES)
#: What `update` leaves to `annotate`.
_PEOPLES: Final = ("labels", "note", "keep")


class SqliteRunStore:
    """Keeps runs in one file, which it makes or brings up to date when opened.

    Args:
        file: The database.

    Raises:
        StorageError: Its folder cannot be made, or it cannot be opened or written.
        ConflictError: A newer version of jupyter-mlops has written it.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file)
        #: Who may start runs, and which wait.
        self.queue: QueueStore = SqliteQueue(self._database)
        #: Saved definitions.
        self.jobs: JobStore = SqliteJobs(self._database)
        #: Sweeps.
        self.sweeps: SweepStore = SqliteSweeps(self._database)
        #: What is to be told to somebody.
        self.outbox: Outbox = SqliteOutbox(self._database)

    def add(self, run: Run) -> None:
        """Adds a new run."""
        with self._database.writing() as connection:
            insert_runs(connection, [run])

    def get(self, run_id: str) -> Run:
        """The run with that id.

        Raises:
            NotFoundError: There is none.
        """
        found = self._fetch(select(EVERYTHING).select_from(runs).where(runs.c.id == run_id))
        if not found:
            raise _no_run(run_id)
        return found[0]

    def page(self, only: RunFilter, *, before: str | None, limit: int) -> list[Run]:
        """Runs from the newest to the oldest, without cells and environment."""
        with self._database.reading() as connection:
            rows = read_page(connection, SUMMARY, only, before=before, limit=limit)
        return [from_row(row) for row in rows]

    def active(self) -> list[Run]:
        """All runs that were handed to a runner and have not ended, oldest first."""
        return self._fetch(select(EVERYTHING).select_from(runs).where(WORKING).order_by(runs.c.id))

    def attempts(self, run_id: str) -> list[Run]:
        """All attempts of which the run is one, first to last, without cells and environment."""
        first = select(runs.c.retry_of).where(runs.c.id == run_id)
        with self._database.reading() as connection:
            root = connection.execute(first).scalar() or run_id
        same = or_(runs.c.id == root, runs.c.retry_of == root)
        return self._fetch(select(SUMMARY).select_from(runs).where(same).order_by(runs.c.attempt))

    def update(self, run: Run) -> bool:
        """Replaces the record of a run that has not ended; whether it still could.

        It could not if the run was handed to a runner, or to another one, since it was read: its
        token tells. What people write on a run stays as it is in the store.
        """
        row = {name: value for name, value in to_row(run).items() if name not in _PEOPLES}
        known = select(runs.c.metrics, runs.c.parameters).where(
            runs.c.id == run.id,
            runs.c.state.in_(_ACTIVE),
            runs.c.token.is_not_distinct_from(run.token),
        )
        with self._database.writing() as connection:
            before = connection.execute(known).first()
            if before is None:
                return False
            connection.execute(update(runs).where(runs.c.id == run.id).values(row))
            if before.metrics != row["metrics"]:
                connection.execute(delete(run_metrics).where(run_metrics.c.run == run.id))
                write_metrics(connection, run)
            if before.parameters != row["parameters"]:
                connection.execute(delete(run_parameters).where(run_parameters.c.run == run.id))
                write_parameters(connection, [run])
            if run.state.final:
                count_up(connection, "queue")
        return True

    def retry(self, run: Run) -> bool:
        """Adds the next attempt of a run; False if another has added it."""
        try:
            self.add(run)
        except IntegrityError:
            return False
        return True

    def annotate(
        self,
        run_id: str,
        *,
        labels: tuple[str, ...] | None = None,
        note: str | None = None,
        keep: bool | None = None,
    ) -> Run:
        """Changes what people have written on a run, ended or not; what is None stays.

        Raises:
            NotFoundError: There is none.
        """
        given = {
            "labels": None if labels is None else encode(labels),
            "note": note,
            "keep": None if keep is None else int(keep),
        }
        values = {name: value for name, value in given.items() if value is not None}
        if values:
            self._write_annotation(run_id, values, labels)
        return self.get(run_id)

    def delete(self, run_id: str) -> None:
        """Forgets a run, its metrics and its labels."""
        with self._database.writing() as connection:
            forget(connection, [run_id])

    def forget(self, run_ids: Sequence[str]) -> list[str]:
        """Forgets those that have ended and that nobody has marked to keep, all or nothing.

        Returns:
            Ids of those that it has forgotten.
        """
        query = select(runs.c.id).where(
            runs.c.id.in_(run_ids), runs.c.state.not_in(_ACTIVE), runs.c.keep == 0
        )
        with self._database.writing() as connection:
            found = [*connection.execute(query).scalars()]
            forget(connection, found)
        return found

    def shrink(self) -> None:
        """Gives room that forgotten runs have taken back to the disk."""
        self._database.shrink()

    def traces(self, *, before: str | None = None, limit: int = 5000) -> list[Trace]:
        """What decides how long runs are kept, from the newest to the oldest, of all users."""
        query = select(*(runs.c[name] for name in Trace.__struct_fields__))
        if before is not None:
            query = query.where(runs.c.id < before)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(runs.c.id.desc()).limit(limit))
            return [trace_of(row) for row in rows]

    def known(self, run_ids: Sequence[str]) -> set[str]:
        """Those of the ids that are ids of runs."""
        query = select(runs.c.id).where(runs.c.id.in_(run_ids))
        with self._database.reading() as connection:
            return {*connection.execute(query).scalars()}

    def count(self) -> int:
        """How many runs there are."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(runs)).scalar_one()

    def has_overlay(self, commit: str) -> bool:
        """Whether a run has kept its uncommitted changes in that commit."""
        query = select(runs.c.id).where(runs.c.overlay == commit).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def option(self, name: str) -> bytes | None:
        """What the user has set under a name, as JSON."""
        with self._database.reading() as connection:
            value = connection.execute(select(options.c.value).where(options.c.name == name))
            found: str | None = value.scalar()
        return None if found is None else found.encode()

    def set_option(self, name: str, value: bytes) -> None:
        """Sets something, as JSON."""
        statement = insert(options).values(name=name, value=value.decode())
        statement = statement.on_conflict_do_update(
            index_elements=[options.c.name], set_={"value": statement.excluded.value}
        )
        with self._database.writing() as connection:
            connection.execute(statement)

    def counters(self) -> dict[str, int]:
        """How often `queue`, `jobs` and `sweeps` have changed."""
        with self._database.reading() as connection:
            rows = connection.execute(select(counters.c.name, counters.c.value)).all()
        counted = {row.name: row.value for row in rows}
        return {"queue": 0, "jobs": 0, "sweeps": 0, **counted}

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def _write_annotation(
        self, run_id: str, values: dict[str, Any], labels: tuple[str, ...] | None
    ) -> None:
        statement = update(runs).where(runs.c.id == run_id).values(values)
        with self._database.writing() as connection:
            if connection.execute(statement).rowcount == 0:
                raise _no_run(run_id)
            if labels is not None:
                connection.execute(delete(run_labels).where(run_labels.c.run == run_id))
                write_labels(connection, run_id, labels)
                count_up(connection, "queue")

    def _fetch(self, query: Any) -> list[Run]:
        with self._database.reading() as connection:
            return [from_row(row) for row in dicts_of(connection.execute(query))]


def _no_run(run_id: str) -> NotFoundError:
    return NotFoundError(f"there is no run {run_id!r}", hint="`jupyter mlops runs` lists them")
