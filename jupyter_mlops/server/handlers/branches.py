"""Branches: list them, switch between them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.history import BranchesReply, SwitchReply, SwitchRequest
from jupyter_mlops.server.payloads.repository import RepositoryQuery
from jupyter_mlops.server.worktrees import Worktree, open_worktree

if TYPE_CHECKING:
    from jupyter_mlops.git.branches import Branch


class BranchesHandler(MlopsHandler):
    """`/git/branches`."""

    path: ClassVar[str] = "/git/branches"

    @endpoint(Endpoint(summary="List branches", query=RepositoryQuery, reply=BranchesReply))
    async def get(self, query: RepositoryQuery) -> BranchesReply:
        """Lists branches and those of remotes, last committed to first."""
        from jupyter_mlops.git.branches import list_branches
        from jupyter_mlops.server.history_replies import branches_reply

        root = self.root

        def read() -> tuple[Worktree, list[Branch]]:
            worktree = open_worktree(root, query.repository)
            return worktree, list_branches(worktree.root)

        return branches_reply(*await asyncio.to_thread(read))


class SwitchHandler(MlopsHandler):
    """`/git/switch`."""

    path: ClassVar[str] = "/git/switch"

    @endpoint(Endpoint(summary="Switch to a branch", body=SwitchRequest, reply=SwitchReply))
    async def post(self, request: SwitchRequest) -> SwitchReply:
        """Switches, and makes the branch first if asked for."""
        from jupyter_mlops.server.history_replies import switch_reply
        from jupyter_mlops.services.switch import Switched, Wish, switch_branch

        root = self.root
        wish = Wish(
            branch=request.branch,
            create=request.create,
            start=request.start,
            changes=request.changes,
        )

        def switch() -> tuple[Worktree, Switched]:
            worktree = open_worktree(root, request.repository)
            return worktree, switch_branch(worktree.root, wish)

        return switch_reply(*await asyncio.to_thread(switch))
