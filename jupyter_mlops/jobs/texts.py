"""How the store's columns write values: JSON, and times that sort."""

from __future__ import annotations

from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

import msgspec


def encode(value: Any) -> str:
    """A value as JSON."""
    return msgspec.json.encode(value).decode()


def decode(text: str | None, kind: Any) -> Any:
    """The value of a JSON text; None for none."""
    return None if text is None else _decoder(kind).decode(text)


def time_text(time: datetime | None) -> str | None:
    """A time in UTC, so that texts sort as times do."""
    return None if time is None else time.astimezone(timezone.utc).isoformat()


def time_of(text: str | None) -> datetime | None:
    """The time of such a text; None for none."""
    return None if text is None else datetime.fromisoformat(text)


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """What reads values of a type, which takes longer to make than a short text to read."""
    return msgspec.json.Decoder(kind)
