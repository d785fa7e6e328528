"""Use case: tell people what was noted for them, again and again until it gets through."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from jupyter_mlops.jobs.events import now as the_time
from jupyter_mlops.jobs.notices.delivery import DeliveryError, UnreachableError
from jupyter_mlops.jobs.notices.send import deliver
from jupyter_mlops.jobs.notification import Channel, Message
from jupyter_mlops.services.channels import read_channels
from jupyter_mlops.services.desk import Desk

_logger = logging.getLogger(__name__)

#: Minutes to the next attempt after the first, second and so on; then nobody tries again.
_WAITS: Final = (1, 5, 25, 125, 625, 1440)
#: How long it is known what people were told.
_KEPT: Final = timedelta(days=90)
#: How many channels are served at a time, so that a slow one holds up no other.
_AT_A_TIME: Final = 4


def deliver_due(desk: Desk, now: datetime) -> datetime | None:
    """Delivers the messages whose time has come; takes as long as the slowest channel.

    Before each attempt the store has when the next one would be, so that whatever ends this process
    meanwhile, a message is neither lost nor tried without end.

    Args:
        desk: Where.
        now: The time (UTC).

    Returns:
        When to call again; None if nothing is left to be told.
    """
    outbox = desk.store.outbox
    due = [_begun(message, now) for message in outbox.due(now)]
    for message in due:
        outbox.put(message)
    if due:
        channels = {channel.name: channel for channel in read_channels(desk)}
        with ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="mlops-notify") as pool:
            under_way = [pool.submit(_tell_all, channels, group) for group in _by_channel(due)]
            for told in as_completed(under_way):
                for message in told.result():
                    outbox.put(message)
        outbox.forget(now - _KEPT)
    return outbox.next_at()


def _begun(message: Message, now: datetime) -> Message:
    """A message whose next attempt counts as made."""
    tried = message.attempts + 1
    wait = _WAITS[message.attempts] if message.attempts < len(_WAITS) else None
    next_at = None if wait is None else now + timedelta(minutes=wait)
    return replace(message, attempts=tried, next_at=next_at)


def _by_channel(messages: Sequence[Message]) -> list[list[Message]]:
    names = dict.fromkeys(message.channel for message in messages)
    return [[each for each in messages if each.channel == name] for name in names]


def _tell_all(channels: Mapping[str, Channel], messages: Sequence[Message]) -> list[Message]:
    """Tells one channel's messages, oldest first; where nobody answers, the rest waits, too."""
    told = []
    unreachable = ""
    for message in messages:
        error = unreachable
        if not error:
            try:
                _tell(channels, message)
            except DeliveryError as failure:
                error = failure.message
                unreachable = error if isinstance(failure, UnreachableError) else ""
                _logger.warning("channel %s was not told: %s", message.channel, error)
            except Exception:  # one message must not keep back, or repeat, the others
                error = "an error that nobody foresaw; the worker's log has the traceback"
                _logger.exception("channel %s was not told", message.channel)
        now = the_time()
        told.append(
            replace(message, error=error)
            if error
            else replace(message, sent_at=now, next_at=None, error="")
        )
    return told


def _tell(channels: Mapping[str, Channel], message: Message) -> None:
    channel = channels.get(message.channel)
    if channel is None:
        raise DeliveryError(f"there is no channel {message.channel!r}")
    deliver(channel, message)
