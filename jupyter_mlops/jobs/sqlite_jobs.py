"""Jobs and their occurrences in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.jobs.database import Database, count_up
from jupyter_mlops.jobs.definition import Job, Occurrence, OccurrenceState
from jupyter_mlops.jobs.job_history import JobHistory
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.run_conditions import below
from jupyter_mlops.jobs.run_table import insert_runs
from jupyter_mlops.jobs.sqlite_history import forget_old, read_histories
from jupyter_mlops.jobs.tables import jobs, occurrences
from jupyter_mlops.jobs.texts import decode, encode, time_text

#: Jobs that wait for a file or a commit.
_NO_CLOCK: Final = text("json_extract(definition, '$.schedule.trigger.kind') IN ('file', 'commit')")
#: Jobs that will be due some time.
FIRES: ColumnElement[bool] = (jobs.c.paused == 0) & or_(jobs.c.next_at.is_not(None), _NO_CLOCK)


class SqliteJobs:
    """Saved definitions, and the times at which they were due.

    Args:
        database: Where all that is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: Job) -> None:
        """Adds a job.

        Raises:
            ConflictError: The user has one of that name in that project.
        """
        with self._database.writing() as connection:
            try:
                connection.execute(insert(jobs).values(_row(job)))
            except IntegrityError as error:
                raise _name_taken(job) from error
            count_up(connection, "jobs")

    def get(self, job_id: str) -> Job:
        """The job with that id.

        Raises:
            NotFoundError: There is none.
        """
        with self._database.reading() as connection:
            found = _read(connection, job_id)
        if found is None:
            raise _no_job(job_id)
        return found

    def all(self, *, user: str | None = None, under: Path | None = None) -> list[Job]:
        """Jobs by name."""
        query = select(jobs.c.definition).order_by(jobs.c.name, jobs.c.id)
        if user is not None:
            query = query.where(jobs.c.user == user)
        if under is not None:
            query = query.where(below(jobs.c.notebook, under))
        return self._fetch(query)

    def update(self, job: Job) -> None:
        """Replaces a job.

        Raises:
            NotFoundError: It was deleted.
            ConflictError: Another one has its name.
        """
        statement = update(jobs).where(jobs.c.id == job.id).values(_row(job))
        with self._database.writing() as connection:
            try:
                changed = connection.execute(statement).rowcount
            except IntegrityError as error:
                raise _name_taken(job) from error
            if changed == 0:
                raise _no_job(job.id)
            count_up(connection, "jobs")

    def delete(self, job_id: str) -> None:
        """Forgets a job and its occurrences; its runs stay."""
        with self._database.writing() as connection:
            connection.execute(delete(occurrences).where(occurrences.c.job == job_id))
            connection.execute(delete(jobs).where(jobs.c.id == job_id))
            count_up(connection, "jobs")

    def due(self, before: datetime) -> list[Job]:
        """Jobs that do not rest, with a schedule, and are due by then or wait for no clock."""
        ready = or_(jobs.c.next_at <= time_text(before), _NO_CLOCK)
        query = select(jobs.c.definition).where(jobs.c.paused == 0, ready)
        return self._fetch(query.order_by(jobs.c.next_at, jobs.c.id))

    def next_at(self) -> datetime | None:
        """When the clock makes the next job due."""
        query = select(func.min(jobs.c.next_at)).where(jobs.c.paused == 0)
        with self._database.reading() as connection:
            found: str | None = connection.execute(query).scalar()
        return None if found is None else datetime.fromisoformat(found)

    def record(self, occurrence: Occurrence, job: Job, runs: Sequence[Run] = ()) -> bool:
        """Notes an occurrence, updates its job's times and adds the runs that it starts.

        Returns:
            Whether this call was the one; False if the occurrence is known or the job was deleted:
            then nothing happened.
        """
        note = upsert(occurrences).values(_occurrence_row(occurrence)).on_conflict_do_nothing()
        with self._database.writing() as connection:
            present = _read(connection, occurrence.job)
            if present is None or connection.execute(note).rowcount == 0:
                return False
            if present.schedule == job.schedule:
                moved = replace(present, next_at=job.next_at, seen=job.seen)
                statement = update(jobs).where(jobs.c.id == job.id)
                connection.execute(statement.values(_row(moved)))
            insert_runs(connection, runs)
            forget_old(connection, job.id)
            count_up(connection, "jobs")
        return True

    def occurrences(self, job_id: str, limit: int = 20) -> list[Occurrence]:
        """Times at which a job was due, newest first."""
        query = (
            select(occurrences)
            .where(occurrences.c.job == job_id)
            .order_by(occurrences.c.due_at.desc(), occurrences.c.key.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [_occurrence(row) for row in connection.execute(query)]

    def histories(self, job_ids: Sequence[str], limit: int = 20) -> dict[str, JobHistory]:
        """What each of some jobs has done last: at most so many runs, and times, of each."""
        with self._database.reading() as connection:
            return read_histories(connection, job_ids, limit)

    def _fetch(self, query: Any) -> list[Job]:
        with self._database.reading() as connection:
            return [decode(row, Job) for row in connection.execute(query).scalars()]


def _read(connection: Connection, job_id: str) -> Job | None:
    query = select(jobs.c.definition).where(jobs.c.id == job_id)
    found: Job | None = decode(connection.execute(query).scalar(), Job)
    return found


def _row(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "name": job.name,
        "user": job.user,
        "project": job.project,
        "notebook": job.notebook,
        "paused": int(job.paused),
        "next_at": time_text(job.next_at),
        "definition": encode(job),
    }


def _occurrence_row(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "job": occurrence.job,
        "key": occurrence.key,
        "due_at": time_text(occurrence.due_at),
        "state": occurrence.state.value,
        "run": occurrence.run,
        "reason": occurrence.reason,
    }


def _occurrence(row: Any) -> Occurrence:
    return Occurrence(
        job=row.job,
        key=row.key,
        due_at=datetime.fromisoformat(row.due_at),
        state=OccurrenceState(row.state),
        run=row.run,
        reason=row.reason,
    )


def _no_job(job_id: str) -> NotFoundError:
    return NotFoundError(f"there is no job {job_id!r}", hint="`jupyter mlops jobs` lists them")


def _name_taken(job: Job) -> ConflictError:
    return ConflictError(
        f"there is a job {job.name!r} in {job.project} already", hint="choose another name"
    )
