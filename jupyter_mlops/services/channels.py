"""Use cases: by which channels people are told, and what they were told lately."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.notices.content import test_content
from jupyter_mlops.jobs.notices.delivery import DeliveryError
from jupyter_mlops.jobs.notices.send import deliver
from jupyter_mlops.jobs.notices.webhook import check_address
from jupyter_mlops.jobs.notification import (
    Channel,
    EmailChannel,
    Happening,
    Message,
    WebhookChannel,
)
from jupyter_mlops.jobs.secrets import split_reference
from jupyter_mlops.services.desk import Desk

#: The channel that hears of runs that belong to no job.
DEFAULT_CHANNEL: Final = "default"
_OPTION: Final = "channels"


def read_channels(desk: Desk) -> list[Channel]:
    """The channels, in the order in which they were set."""
    data = desk.store.option(_OPTION)
    return [] if data is None else msgspec.json.decode(data, type=list[Channel])


def find_channel(channels: Sequence[Channel], name: str) -> Channel:
    """The channel of a name.

    Raises:
        NotFoundError: There is none.
    """
    for channel in channels:
        if channel.name == name:
            return channel
    raise NotFoundError(
        f"there is no channel {name!r}", hint="`jupyter mlops channels` lists and adds them"
    )


def set_channels(desk: Desk, channels: Sequence[Channel]) -> None:
    """Replaces the channels.

    Args:
        desk: Where.
        channels: All of them; addresses and passwords that are secret are references.

    Raises:
        InvalidError: Two have one name, or one has no usable address; nothing was changed.
    """
    names = [channel.name for channel in channels]
    for name in names:
        if names.count(name) > 1:
            raise InvalidError(f"two channels are called {name!r}")
    for channel in channels:
        _check(channel)
    desk.store.set_option(_OPTION, msgspec.json.encode(list(channels)))


def test_channel(desk: Desk, name: str) -> Message:
    """Sends a test message at once.

    Args:
        desk: Where.
        name: Of the channel.

    Returns:
        The message; `error` says why it did not get through.

    Raises:
        NotFoundError: There is no such channel.
    """
    channel = find_channel(read_channels(desk), name)
    message = Message(
        id=new_id(),
        channel=name,
        event=Happening.TEST,
        content=test_content(name),
        attempts=1,
    )
    try:
        deliver(channel, message)
    except DeliveryError as error:
        told = replace(message, error=f"{error.message}; {error.hint}".removesuffix("; "))
    else:
        told = replace(message, sent_at=now())
    desk.store.outbox.put(told)
    return told


def recent_messages(desk: Desk) -> list[Message]:
    """What was told lately, or is to be, newest first."""
    return desk.store.outbox.recent()


def _check(channel: Channel) -> None:
    place = f"channel {channel.name}"
    if isinstance(channel, EmailChannel):
        _check_letter(channel, place)
        references = [channel.password_secret]
    else:
        _check_webhook(channel, place)
        references = [channel.url_secret, channel.signing_secret]
    for reference in references:
        if reference is not None:
            split_reference(reference)


def _check_webhook(channel: WebhookChannel, place: str) -> None:
    if bool(channel.url) == (channel.url_secret is not None):
        raise InvalidError(
            f"{place}: its address is given in one of two ways",
            hint="set url, or url_secret where the address itself is the secret",
        )
    if channel.url:
        try:
            check_address(channel.url)
        except InvalidError as error:
            raise InvalidError(f"{place}: {error.message}", hint=error.hint) from error


def _check_letter(channel: EmailChannel, place: str) -> None:
    for address in (channel.sender, *channel.to):
        if "@" not in address or any(each.isspace() or each in ",;<>" for each in address):
            raise InvalidError(f"{place}: {address!r} is no e-mail address")
    if not channel.host or any(each.isspace() for each in channel.host):
        raise InvalidError(f"{place}: {channel.host!r} is no mail server")
    if channel.username and channel.password_secret is None:
        raise InvalidError(
            f"{place}: there is no password for {channel.username}",
            hint="set password_secret, such as env:MAIL_PASSWORD",
        )
