"""Changes: by cell, by hunk; staged, unstaged, discarded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.handlers.repository import RepositoryHandler
from jupyter_mlops.server.payloads.changes import (
    CellsReply,
    ChangesRequest,
    DiscardedReply,
    DiscardRequest,
    HunksReply,
    StageRequest,
)
from jupyter_mlops.server.payloads.repository import StatusReply
from jupyter_mlops.server.worktrees import open_worktree

if TYPE_CHECKING:
    from jupyter_mlops.services.status import Status


class CellsHandler(MlopsHandler):
    """`/git/cells`; to post, since what isn't saved comes along."""

    path: ClassVar[str] = "/git/cells"

    @endpoint(
        Endpoint(
            summary="Show what has changed in a notebook, cell by cell",
            body=ChangesRequest,
            reply=CellsReply,
        )
    )
    async def post(self, request: ChangesRequest) -> CellsReply:
        """Compares the last commit, the index and the working notebook."""
        root = self.root

        def find() -> CellsReply:
            from jupyter_mlops.server.change_replies import cells_reply, unsaved_document
            from jupyter_mlops.services.changes import find_cells

            worktree = open_worktree(root, request.path)
            path = worktree.git_path(request.path)
            found = find_cells(worktree.root, path, unsaved_document(request.unsaved))
            return cells_reply(request.path, found)

        return await asyncio.to_thread(find)


class HunksHandler(MlopsHandler):
    """`/git/hunks`; to post, since what isn't saved comes along."""

    path: ClassVar[str] = "/git/hunks"

    @endpoint(
        Endpoint(
            summary="Show what has changed in a text, hunk by hunk",
            body=ChangesRequest,
            reply=HunksReply,
        )
    )
    async def post(self, request: ChangesRequest) -> HunksReply:
        """Compares the last commit, the index and the working text."""
        root = self.root

        def find() -> HunksReply:
            from jupyter_mlops.server.change_replies import hunks_reply, unsaved_document
            from jupyter_mlops.services.changes import find_hunks

            worktree = open_worktree(root, request.path)
            path = worktree.git_path(request.path)
            found = find_hunks(worktree.root, path, unsaved_document(request.unsaved))
            return hunks_reply(request.path, found)

        return await asyncio.to_thread(find)


class StageHandler(RepositoryHandler):
    """`/git/stage`."""

    path: ClassVar[str] = "/git/stage"

    @endpoint(Endpoint(summary="Put changes into the index", body=StageRequest, reply=StatusReply))
    async def post(self, request: StageRequest) -> StatusReply:
        """Stages; replies with what has changed now."""
        root = self.root

        def work() -> Status:
            from jupyter_mlops.server.change_replies import file_choices
            from jupyter_mlops.services.stage import stage
            from jupyter_mlops.services.status import repository_status

            worktree = open_worktree(root, request.repository)
            stage(
                worktree.root,
                file_choices(worktree, request.files),
                code_only=request.code_only,
                allow_large=request.allow_large,
            )
            return repository_status(worktree.root)

        return self.status_of(await asyncio.to_thread(work))


class UnstageHandler(RepositoryHandler):
    """`/git/unstage`."""

    path: ClassVar[str] = "/git/unstage"

    @endpoint(
        Endpoint(summary="Take changes out of the index", body=StageRequest, reply=StatusReply)
    )
    async def post(self, request: StageRequest) -> StatusReply:
        """Unstages; replies with what has changed now."""
        root = self.root

        def work() -> Status:
            from jupyter_mlops.server.change_replies import file_choices
            from jupyter_mlops.services.status import repository_status
            from jupyter_mlops.services.unstage import unstage

            worktree = open_worktree(root, request.repository)
            unstage(worktree.root, file_choices(worktree, request.files))
            return repository_status(worktree.root)

        return self.status_of(await asyncio.to_thread(work))


class DiscardHandler(MlopsHandler):
    """`/git/discard`."""

    path: ClassVar[str] = "/git/discard"

    @endpoint(
        Endpoint(
            summary="Take changes out of files and index; they go to the restore list",
            body=DiscardRequest,
            reply=DiscardedReply,
        )
    )
    async def post(self, request: DiscardRequest) -> DiscardedReply:
        """Discards; replies with the entry of the restore list."""
        root = self.root

        def work() -> DiscardedReply:
            from jupyter_mlops.server.change_replies import discarded_reply, file_choices
            from jupyter_mlops.services.discard import discard

            worktree = open_worktree(root, request.repository)
            discarded = discard(worktree.root, file_choices(worktree, request.files))
            return discarded_reply(worktree, discarded)

        return await asyncio.to_thread(work)
