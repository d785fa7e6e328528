"""Commits: list them, show what one has changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.history import (
    CommitFilesReply,
    CommitQuery,
    HistoryQuery,
    HistoryReply,
)
from jupyter_mlops.server.worktrees import Worktree, open_worktree

if TYPE_CHECKING:
    from jupyter_mlops.services.history import CommitDetail, HistoryPage


class HistoryHandler(MlopsHandler):
    """`/git/log`."""

    path: ClassVar[str] = "/git/log"

    @endpoint(
        Endpoint(summary="List commits, newest first", query=HistoryQuery, reply=HistoryReply)
    )
    async def get(self, query: HistoryQuery) -> HistoryReply:
        """Reads a page of the history of HEAD, a revision or a file."""
        from jupyter_mlops.server.history_replies import history_reply
        from jupyter_mlops.services.history import read_history

        root = self.root

        def read() -> tuple[Worktree, HistoryPage]:
            worktree = open_worktree(root, query.repository)
            page = read_history(
                worktree.root,
                revision=query.revision,
                path=None if query.path is None else worktree.git_path(query.path),
                skip=query.skip,
                limit=query.limit,
            )
            return worktree, page

        return history_reply(*await asyncio.to_thread(read))


class CommitFilesHandler(MlopsHandler):
    """`/git/commit-files`."""

    path: ClassVar[str] = "/git/commit-files"

    @endpoint(
        Endpoint(summary="Show what a commit changes", query=CommitQuery, reply=CommitFilesReply)
    )
    async def get(self, query: CommitQuery) -> CommitFilesReply:
        """Reads a commit and its files below the server's root."""
        from jupyter_mlops.server.history_replies import commit_files_reply
        from jupyter_mlops.services.history import read_commit

        root = self.root

        def read() -> tuple[Worktree, CommitDetail]:
            worktree = open_worktree(root, query.repository)
            return worktree, read_commit(worktree.root, query.commit)

        return commit_files_reply(*await asyncio.to_thread(read))
