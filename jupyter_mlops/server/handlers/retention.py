"""Retention: what of the past is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import asdict

from jupyter_mlops.jobs.retention_model import Retention
from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.queue import RetentionPreviewReply, RetentionReply

if TYPE_CHECKING:
    from jupyter_mlops.services.retention import Kept


class RetentionHandler(MlopsHandler):
    """`/retention`."""

    path: ClassVar[str] = "/retention"

    @endpoint(Endpoint(summary="What is kept, and what there is", reply=RetentionReply))
    async def get(self) -> RetentionReply:
        """Shows the rules, and what the runs take."""
        from jupyter_mlops.services.retention import look_at_retention

        return _reply(await self.at_desk(look_at_retention))

    @endpoint(Endpoint(summary="Set what is kept", body=Retention, reply=RetentionReply))
    async def put(self, rules: Retention) -> RetentionReply:
        """Sets the rules; nothing is removed yet."""
        from jupyter_mlops.services.retention import set_retention

        return _reply(await self.at_desk(lambda desk: set_retention(desk, rules)))


class RetentionPreviewHandler(MlopsHandler):
    """`/retention/preview`."""

    path: ClassVar[str] = "/retention/preview"

    @endpoint(
        Endpoint(summary="What rules would remove", body=Retention, reply=RetentionPreviewReply)
    )
    async def post(self, rules: Retention) -> RetentionPreviewReply:
        """Counts what would go; removes nothing."""
        from jupyter_mlops.services.retention import preview_retention

        going = await self.at_desk(lambda desk: preview_retention(desk, rules))
        return RetentionPreviewReply(**asdict(going))


class RetentionApplyHandler(MlopsHandler):
    """`/retention/apply`."""

    path: ClassVar[str] = "/retention/apply"

    @endpoint(
        Endpoint(summary="Remove what the rules say, and orphans", reply=RetentionPreviewReply)
    )
    async def post(self) -> RetentionPreviewReply:
        """Applies the rules that are set."""
        from jupyter_mlops.services.retention import apply_retention

        return RetentionPreviewReply(**asdict(await self.at_desk(apply_retention)))


def _reply(kept: Kept) -> RetentionReply:
    return RetentionReply(retention=kept.rules, runs=kept.runs, size=kept.size)
