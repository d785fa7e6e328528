"""What is to be told to somebody, in SQLite."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from jupyter_mlops.jobs.database import Database
from jupyter_mlops.jobs.ids import first_id
from jupyter_mlops.jobs.notification import Happening, Message
from jupyter_mlops.jobs.tables import outbox
from jupyter_mlops.jobs.texts import decode, encode, time_of, time_text


class SqliteOutbox:
    """What is to be told to somebody, and what was.

    Args:
        database: Where all that is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, message: Message) -> None:
        """Adds a message, or replaces the one with its id."""
        row = _row(message)
        statement = insert(outbox).values(row)
        with self._database.writing() as connection:
            connection.execute(
                statement.on_conflict_do_update(index_elements=[outbox.c.id], set_=row)
            )

    def find(self, message_id: str) -> Message | None:
        """The message with that id; None if there is none."""
        return next(iter(self._fetch(select(outbox).where(outbox.c.id == message_id))), None)

    def due(self, before: datetime, limit: int = 20) -> list[Message]:
        """Messages to be sent by then, oldest first."""
        query = select(outbox).where(outbox.c.next_at <= time_text(before))
        return self._fetch(query.order_by(outbox.c.next_at, outbox.c.id).limit(limit))

    def next_at(self) -> datetime | None:
        """When the next one is due."""
        with self._database.reading() as connection:
            found: str | None = connection.execute(select(func.min(outbox.c.next_at))).scalar()
        return None if found is None else datetime.fromisoformat(found)

    def recent(self, limit: int = 50) -> list[Message]:
        """The newest messages, sent or not."""
        return self._fetch(select(outbox).order_by(outbox.c.id.desc()).limit(limit))

    def forget(self, before: datetime) -> None:
        """Forgets what came up before that and is not to be tried again."""
        old = (outbox.c.id < first_id(before)) & outbox.c.next_at.is_(None)
        with self._database.writing() as connection:
            connection.execute(delete(outbox).where(old))

    def _fetch(self, query: Any) -> list[Message]:
        with self._database.reading() as connection:
            return [_message(row) for row in connection.execute(query)]


def _row(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "channel": message.channel,
        "event": message.event.value,
        "run": message.run,
        "job": message.job,
        "message": encode(message.content),
        "attempts": message.attempts,
        "next_at": time_text(message.next_at),
        "sent_at": time_text(message.sent_at),
        "error": message.error,
    }


def _message(row: Any) -> Message:
    return Message(
        id=row.id,
        channel=row.channel,
        event=Happening(row.event),
        run=row.run,
        job=row.job,
        content=decode(row.message, dict[str, Any]),
        attempts=row.attempts,
        next_at=time_of(row.next_at),
        sent_at=time_of(row.sent_at),
        error=row.error,
    )
