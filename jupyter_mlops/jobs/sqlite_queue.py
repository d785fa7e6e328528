"""The queue in SQLite: the lease, the limits, what waits and what is at work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any, Final

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, TextClause, func, select, update
from sqlalchemy.dialects.sqlite import insert

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.database import Database, count_up
from jupyter_mlops.jobs.model import Owner, Run
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.processes import is_alive, is_local
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind, Limits, QueueCounts, Waiting
from jupyter_mlops.jobs.row_reading import EVERYTHING, dicts_of
from jupyter_mlops.jobs.rows import from_row, to_row
from jupyter_mlops.jobs.sqlite_jobs import FIRES
from jupyter_mlops.jobs.tables import WAITING, WORKING, jobs, lease, options, runs
from jupyter_mlops.jobs.texts import decode, encode, time_of

#: A holder that has not renewed for so long counts as gone, in seconds.
_SILENCE: Final = 60.0
#: Under which name the limits are among the options.
_LIMITS: Final = "limits"
_ROW: Final = 1
_FACTS: Final = (
    *(runs.c.id, runs.c.job, runs.c.sweep, runs.c.labels, runs.c.policy),
    *(runs.c.created_at, runs.c.not_before),
)


class SqliteQueue:
    """Who may start runs, which wait, and how much may run at a time.

    Args:
        database: Where all that is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_lease(self, owner: Owner, kind: LeaseKind, *, port: int = 0) -> Lease | None:
        """Takes the right to start runs, with the next token; None while a holder lives."""
        with self._database.writing() as connection:
            token, holder = _read(connection)
            if holder is not None and _holder_lives(holder):
                return None
            taken = Lease(token=token + 1, owner=owner, kind=kind, port=port, renewed_at=_now())
            values = {"token": taken.token, "holder": encode(taken)}
            statement = insert(lease).values(id=_ROW, **values)
            connection.execute(
                statement.on_conflict_do_update(index_elements=[lease.c.id], set_=values)
            )
            if kind is not LeaseKind.BRIEF:
                count_up(connection, "queue")
        return taken

    def renew(self, lease: Lease) -> bool:
        """Says that the holder lives; False if the lease is another's by now."""
        return self._change(lease.token, renewed_at=_now())

    def release(self, lease: Lease) -> None:
        """Gives the lease up; nothing happens if it is another's by now."""
        with self._database.writing() as connection:
            released = connection.execute(_held(lease.token).values(holder=None)).rowcount
            if released and lease.kind is not LeaseKind.BRIEF:
                count_up(connection, "queue")

    def lease(self) -> Lease | None:
        """The present lease, whether its holder lives or not."""
        with self._database.reading() as connection:
            return _read(connection)[1]

    def drain(self) -> bool:
        """Asks the holder to start nothing more, finish and end; False if there is none."""
        present = self.lease()
        return present is not None and self._change(present.token, draining=True)

    def limits(self) -> Limits:
        """How much may run at a time."""
        query = select(options.c.value).where(options.c.name == _LIMITS)
        with self._database.reading() as connection:
            return decode(connection.execute(query).scalar(), Limits) or Limits()

    def set_limits(self, limits: Limits) -> None:
        """Replaces the limits."""
        statement = insert(options).values(name=_LIMITS, value=encode(limits))
        statement = statement.on_conflict_do_update(
            index_elements=[options.c.name], set_={"value": statement.excluded.value}
        )
        with self._database.writing() as connection:
            connection.execute(statement)
            count_up(connection, "queue")

    def waiting(self, limit: int = 1000) -> list[Waiting]:
        """Runs that wait, in the order in which they go: by priority, then by age."""
        query = select(*_FACTS).where(WAITING)
        return self._facts(query.order_by(runs.c.priority.desc(), runs.c.id).limit(limit))

    def working(self) -> list[Waiting]:
        """Runs that were handed to a runner and have not ended."""
        return self._facts(select(*_FACTS).where(WORKING).order_by(runs.c.id))

    def dispatch(self, run_id: str, lease: Lease) -> Run | None:
        """Marks a waiting run as handed over under a lease; its holder answers for it.

        Returns:
            The run, with the lease's token and owner; None if it doesn't wait any more.

        Raises:
            ConflictError: The lease is another's by now.
        """
        owner = lease.owner
        statement = (
            update(runs)
            .where(runs.c.id == run_id, WAITING)
            .values(
                token=lease.token,
                owner_host=owner.host,
                owner_pid=owner.pid,
                owner_started=owner.started,
            )
        )
        with self._database.writing() as connection:
            _check(connection, lease)
            if connection.execute(statement).rowcount == 0:
                return None
            query = select(EVERYTHING).select_from(runs).where(runs.c.id == run_id)
            (row,) = dicts_of(connection.execute(query))
            count_up(connection, "queue")
        return from_row(row)

    def withdraw(self, runs: Sequence[Run]) -> list[str]:
        """Ends runs that wait, as cancelled or failed, in one transaction.

        Args:
            runs: Each in its final state. A run that was handed to a runner meanwhile is left
                alone, token and all: it takes more to end that one.

        Returns:
            Ids of those that waited and have ended by this call.
        """
        with self._database.writing() as connection:
            ended = [run.id for run in runs if _end(connection, run)]
            if ended:
                count_up(connection, "queue")
        return ended

    def take_back(self, run: Run) -> bool:
        """Lets a run that was handed over wait again; False if it was handed over anew, or ended.

        Only for one that no runner has taken up, nor ever can.
        """
        statement = (
            update(runs)
            .where(runs.c.id == run.id, WORKING, runs.c.token == run.token)
            .values(token=None)
        )
        with self._database.writing() as connection:
            taken_back = connection.execute(statement).rowcount == 1
            if taken_back:
                count_up(connection, "queue")
        return taken_back

    def counts(self) -> QueueCounts:
        """How much there is to do."""
        with self._database.reading() as connection:
            waiting = connection.execute(_count(WAITING)).scalar_one()
            schedules = connection.execute(
                select(func.count()).select_from(jobs).where(FIRES)
            ).scalar_one()
        slots = [each.slots for each in self.working()]
        return QueueCounts(
            waiting=waiting, running=len(slots), slots=sum(slots), schedules=schedules
        )

    def _facts(self, query: Any) -> list[Waiting]:
        with self._database.reading() as connection:
            return [_waiting(row) for row in connection.execute(query)]

    def _change(self, token: int, **changes: Any) -> bool:
        with self._database.writing() as connection:
            present, holder = _read(connection)
            if holder is None or present != token:
                return False
            changed = replace(holder, **changes)
            connection.execute(_held(token).values(holder=encode(changed)))
            if changed.draining != holder.draining:
                count_up(connection, "queue")
        return True


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _read(connection: Connection) -> tuple[int, Lease | None]:
    row = connection.execute(select(lease.c.token, lease.c.holder)).first()
    return (0, None) if row is None else (row.token, decode(row.holder, Lease))


def _held(token: int) -> Any:
    return update(lease).where(lease.c.token == token, lease.c.holder.is_not(None))


def _check(connection: Connection, held: Lease) -> None:
    token, holder = _read(connection)
    if holder is None or token != held.token:
        raise ConflictError(
            "another process has taken over the queue",
            hint="this one was silent for too long; it starts nothing more",
        )


def _holder_lives(holder: Lease) -> bool:
    # The clock may have been set back since: that is no sign of life, either.
    silent = abs((_now() - holder.renewed_at).total_seconds())
    return silent < _SILENCE and (not is_local(holder.owner) or is_alive(holder.owner))


def _waiting(row: Any) -> Waiting:
    policy = msgspec.json.decode(row.policy, type=Policy)
    return Waiting(
        id=row.id,
        job=row.job,
        sweep=row.sweep,
        labels=msgspec.json.decode(row.labels, type=tuple[str, ...]),
        slots=policy.slots,
        memory=policy.memory or 0,
        max_parallel=policy.max_parallel,
        created_at=datetime.fromisoformat(row.created_at),
        not_before=time_of(row.not_before),
        queue_timeout=policy.queue_timeout,
    )


def _end(connection: Connection, run: Run) -> bool:
    row = to_row(run)
    ending = {name: row[name] for name in ("state", "ended_at", "failure")}
    statement = update(runs).where(runs.c.id == run.id, WAITING).values(ending)
    return connection.execute(statement).rowcount == 1


def _count(which: TextClause) -> Any:
    return select(func.count()).select_from(runs).where(which)
