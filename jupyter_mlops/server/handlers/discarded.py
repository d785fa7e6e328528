"""The restore list."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.changes import DiscardedListReply, DiscardedReply
from jupyter_mlops.server.payloads.repository import RepositoryQuery, RepositoryRequest
from jupyter_mlops.server.worktrees import open_worktree


class DiscardedHandler(MlopsHandler):
    """`/git/discarded`."""

    path: ClassVar[str] = "/git/discarded"

    @endpoint(
        Endpoint(
            summary="List what was discarded, newest first",
            query=RepositoryQuery,
            reply=DiscardedListReply,
        )
    )
    async def get(self, query: RepositoryQuery) -> DiscardedListReply:
        """Lists what can be restored."""
        root = self.root

        def read() -> DiscardedListReply:
            from jupyter_mlops.git.discarded import list_discarded
            from jupyter_mlops.server.change_replies import discarded_reply

            worktree = open_worktree(root, query.repository)
            found = list_discarded(worktree.root)
            return DiscardedListReply(discarded=[discarded_reply(worktree, each) for each in found])

        return await asyncio.to_thread(read)


class RestoreHandler(MlopsHandler):
    """`/git/discarded/{id}/restore`."""

    path: ClassVar[str] = "/git/discarded/{id}/restore"

    @endpoint(
        Endpoint(
            summary="Put back what was discarded; what stands there now goes to the restore list",
            body=RepositoryRequest,
            reply=DiscardedReply,
        )
    )
    async def post(self, discarded_id: str, request: RepositoryRequest) -> DiscardedReply:
        """Restores; replies with what was put back."""
        root = self.root

        def work() -> DiscardedReply:
            from jupyter_mlops.server.change_replies import discarded_reply
            from jupyter_mlops.services.restore import restore

            worktree = open_worktree(root, request.repository)
            return discarded_reply(worktree, restore(worktree.root, discarded_id))

        return await asyncio.to_thread(work)
