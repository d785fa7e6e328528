"""Commits: make one, and what to say of it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from jupyter_mlops.git.create import Author
from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.changes import (
    CommitReply,
    CommitRequest,
    SuggestionQuery,
    SuggestionReply,
)
from jupyter_mlops.server.worktrees import open_worktree


class CommitsHandler(MlopsHandler):
    """`/git/commits`."""

    path: ClassVar[str] = "/git/commits"

    @endpoint(
        Endpoint(summary="Commit what is staged", body=CommitRequest, reply=CommitReply, status=201)
    )
    async def post(self, request: CommitRequest) -> CommitReply:
        """Commits; replies when hooks are done."""
        from jupyter_mlops.services.commit import CommitOrder, commit_staged

        root, given = self.root, request.identity
        order = CommitOrder(
            message=request.message,
            amend=request.amend,
            signoff=request.signoff,
            expected=request.expected,
            identity=None if given is None else Author(name=given.name, email=given.email),
            override=request.override,
        )
        made = await asyncio.to_thread(
            lambda: commit_staged(open_worktree(root, request.repository).root, order)
        )
        return CommitReply(
            commit=made.oid,
            subject=made.subject,
            files=made.files,
            output=made.output,
            warnings=made.warnings,
        )


class SuggestionHandler(MlopsHandler):
    """`/git/suggestion`."""

    path: ClassVar[str] = "/git/suggestion"

    @endpoint(
        Endpoint(
            summary="Suggest a commit message made from the change itself",
            query=SuggestionQuery,
            reply=SuggestionReply,
        )
    )
    async def get(self, query: SuggestionQuery) -> SuggestionReply:
        """Suggests a subject for what is staged, or for all where nothing is."""
        from jupyter_mlops.services.suggestion import suggest_message

        root = self.root
        subject = await asyncio.to_thread(
            lambda: suggest_message(open_worktree(root, query.repository).root, amend=query.amend)
        )
        return SuggestionReply(subject=subject)
