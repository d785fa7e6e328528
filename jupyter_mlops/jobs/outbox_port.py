"""What the rest of the house asks of the place where messages are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from jupyter_mlops.jobs.notification import Message


class Outbox(Protocol):
    """What is to be told to somebody."""

    def put(self, message: Message) -> None:
        """Adds a message, or replaces the one with its id."""

    def find(self, message_id: str) -> Message | None:
        """The message with that id; None if there is none."""

    def due(self, before: datetime, limit: int = 20) -> list[Message]:
        """Messages to be sent by then, oldest first."""

    def next_at(self) -> datetime | None:
        """When the next one is due."""

    def recent(self, limit: int = 50) -> list[Message]:
        """The newest messages, sent or not."""

    def forget(self, before: datetime) -> None:
        """Forgets what came up before that and is not to be tried again."""
