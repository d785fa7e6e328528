"""Repositories: their status, a new one, a lock that was left behind."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.git_replies import no_repository_reply, status_reply, watch
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.repository import (
    InitRequest,
    PathQuery,
    RepositoryRequest,
    StatusReply,
)
from jupyter_mlops.server.worktrees import Worktree, nearest_folder, open_worktree
from jupyter_mlops.services.status import Status


class RepositoryHandler(MlopsHandler):
    """Replies with the status of a repository."""

    def status_of(self, status: Status) -> StatusReply:
        """The reply; from now on, changes are told by events, too."""
        worktree = Worktree(root=status.root, server=self.root)
        return status_reply(worktree, status, watched=watch(self.settings, worktree))


class StatusHandler(RepositoryHandler):
    """`/git/status`."""

    path: ClassVar[str] = "/git/status"

    @endpoint(
        Endpoint(
            summary="Show the repository around a path, and what has changed in it",
            query=PathQuery,
            reply=StatusReply,
        )
    )
    async def get(self, query: PathQuery) -> StatusReply:
        """Shows the repository, or that there is none."""
        from jupyter_mlops.services.status import find_status

        root = self.root
        folder = nearest_folder(root, query.path)
        status = await asyncio.to_thread(find_status, folder)
        if status is None:
            return no_repository_reply(root, folder)
        return self.status_of(status)


class InitHandler(RepositoryHandler):
    """`/git/init`."""

    path: ClassVar[str] = "/git/init"

    @endpoint(Endpoint(summary="Make a repository", body=InitRequest, reply=StatusReply))
    async def post(self, request: InitRequest) -> StatusReply:
        """Makes one in a folder that is in none."""
        from jupyter_mlops.services.init_repository import init_repository

        folder = self.root.file(request.path)
        status = await asyncio.to_thread(init_repository, folder, set_up=request.set_up)
        return self.status_of(status)


class UnlockHandler(RepositoryHandler):
    """`/git/unlock`."""

    path: ClassVar[str] = "/git/unlock"

    @endpoint(
        Endpoint(
            summary="Take away a lock that was left behind",
            body=RepositoryRequest,
            reply=StatusReply,
        )
    )
    async def post(self, request: RepositoryRequest) -> StatusReply:
        """Takes away a lock that is old and held by no git that runs."""
        from jupyter_mlops.services.status import unlock

        root = self.root
        status = await asyncio.to_thread(
            lambda: unlock(open_worktree(root, request.repository).root)
        )
        return self.status_of(status)
