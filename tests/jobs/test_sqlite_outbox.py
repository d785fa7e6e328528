from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.notification import Happening, Message
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.jobs.builders import NOON
from tests.jobs.store_builders import NAME, noon


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRunStore]:
    store = SqliteRunStore(tmp_path / NAME)
    yield store
    store.close()


def a_message(next_at: datetime | None = NOON) -> Message:
    return Message(
        id=new_id(),
        channel="team",
        event=Happening.FAILED,
        run="r",
        content={"notebook": "train.ipynb"},
        next_at=next_at,
    )


def test_a_message_is_due_until_it_was_sent(store: SqliteRunStore) -> None:
    message = a_message()
    store.outbox.put(message)
    assert store.outbox.due(noon(seconds=-1)) == []
    assert store.outbox.due(NOON) == [message]
    assert store.outbox.next_at() == NOON
    sent = replace(message, attempts=1, next_at=None, sent_at=noon(seconds=1))
    store.outbox.put(sent)
    assert store.outbox.due(noon(days=1)) == []
    assert store.outbox.next_at() is None
    assert store.outbox.find(message.id) == sent
    assert store.outbox.find("x") is None


def test_messages_are_due_oldest_first_and_shown_newest_first(store: SqliteRunStore) -> None:
    messages = [a_message(noon(minutes=minute)) for minute in (2, 1, 0)]
    for message in messages:
        store.outbox.put(message)
    assert store.outbox.due(noon(minutes=2)) == messages[::-1]
    assert store.outbox.due(noon(minutes=2), 1) == messages[2:]
    by_age = sorted(messages, key=lambda message: message.id, reverse=True)
    assert store.outbox.recent() == by_age
    assert store.outbox.recent(1) == by_age[:1]
