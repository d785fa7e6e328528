"""How people are told of failures: list, replace, test."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.queue import (
    ChannelsReply,
    ChannelsRequest,
    ChannelTestRequest,
    MessageReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.jobs.notification import Message
    from jupyter_mlops.services.desk import Desk


class ChannelsHandler(MlopsHandler):
    """`/channels`."""

    path: ClassVar[str] = "/channels"

    @endpoint(Endpoint(summary="List channels, and what was told lately", reply=ChannelsReply))
    async def get(self) -> ChannelsReply:
        """Lists the channels."""
        return await self.at_desk(_channels)

    @endpoint(Endpoint(summary="Replace the channels", body=ChannelsRequest, reply=ChannelsReply))
    async def put(self, request: ChannelsRequest) -> ChannelsReply:
        """Sets all channels."""
        from jupyter_mlops.services.channels import set_channels

        await self.at_desk(lambda desk: set_channels(desk, request.channels))
        return await self.at_desk(_channels)


class ChannelTestHandler(MlopsHandler):
    """`/channels/test`."""

    path: ClassVar[str] = "/channels/test"

    @endpoint(Endpoint(summary="Send a test message", body=ChannelTestRequest, reply=MessageReply))
    async def post(self, request: ChannelTestRequest) -> MessageReply:
        """Sends at once; replies how it went."""
        from jupyter_mlops.services.channels import test_channel

        message = await self.at_desk(lambda desk: test_channel(desk, request.channel))
        return _message(message)


def _channels(desk: Desk) -> ChannelsReply:
    from jupyter_mlops.services.channels import read_channels, recent_messages

    recent = [_message(message) for message in recent_messages(desk)]
    return ChannelsReply(channels=read_channels(desk), recent=recent)


def _message(message: Message) -> MessageReply:
    return MessageReply(
        channel=message.channel,
        event=message.event,
        run=message.run,
        attempts=message.attempts,
        next_at=message.next_at,
        sent_at=message.sent_at,
        error=message.error,
    )
