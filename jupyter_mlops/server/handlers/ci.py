"""Forges: pipelines of a commit, their logs and remarks; run them again, cancel, tell a verdict."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, TypeVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.identity import user_of
from jupyter_mlops.server.payloads.ci import (
    CiAnnotationsQuery,
    CiAnnotationsReply,
    CiCancelRequest,
    CiLogQuery,
    CiLogReply,
    CiQuery,
    CiReply,
    CiRerunRequest,
    CiStatusReply,
    CiStatusRequest,
)
from jupyter_mlops.server.worktrees import Worktree, open_worktree

if TYPE_CHECKING:
    from collections.abc import Callable

    from jupyter_mlops.services.ci_desk import CiDesk

T = TypeVar("T")


class _ForgeHandler(MlopsHandler):
    """What asks forges about the repository around a path."""

    async def _at_forge(self, path: str, work: Callable[[CiDesk, Worktree], T]) -> T:
        """Does blocking work in a thread, with what asks forges and the worktree around a path."""
        root, office = self.root, self.office
        return await asyncio.to_thread(lambda: work(office.ci, open_worktree(root, path)))


class CiHandler(_ForgeHandler):
    """`/ci`."""

    path: ClassVar[str] = "/ci"

    @endpoint(Endpoint(summary="Show what forges say of a commit", query=CiQuery, reply=CiReply))
    async def get(self, query: CiQuery) -> CiReply:
        """Asks all forges of the repository at once, and waits some seconds for them."""
        from jupyter_mlops.server.ci_replies import ci_reply
        from jupyter_mlops.services.ci_status import ci_status

        status = await self._at_forge(
            query.path, lambda desk, worktree: ci_status(desk, worktree.root, query.commit)
        )
        return ci_reply(status, self.root)


class CiLogHandler(_ForgeHandler):
    """`/ci/log`."""

    path: ClassVar[str] = "/ci/log"

    @endpoint(
        Endpoint(summary="Read the log of a job on a forge", query=CiLogQuery, reply=CiLogReply)
    )
    async def get(self, query: CiLogQuery) -> CiLogReply:
        """Reads it from a character on."""
        from jupyter_mlops.server.ci_replies import ci_log_reply
        from jupyter_mlops.services.ci_log import read_ci_log

        part = await self._at_forge(
            query.path,
            lambda desk, worktree: read_ci_log(
                desk, worktree.root, query.job, remote=query.remote, offset=query.offset
            ),
        )
        return ci_log_reply(part)


class CiAnnotationsHandler(_ForgeHandler):
    """`/ci/annotations`."""

    path: ClassVar[str] = "/ci/annotations"

    @endpoint(
        Endpoint(
            summary="Show remarks that a forge's checks have made on a commit",
            query=CiAnnotationsQuery,
            reply=CiAnnotationsReply,
        )
    )
    async def get(self, query: CiAnnotationsQuery) -> CiAnnotationsReply:
        """Reads them, and finds the cells that they are about."""
        from jupyter_mlops.server.ci_replies import ci_annotations_reply
        from jupyter_mlops.services.ci_annotations import read_annotations

        return await self._at_forge(
            query.path,
            lambda desk, worktree: ci_annotations_reply(
                read_annotations(desk, worktree.root, remote=query.remote, commit=query.commit),
                worktree,
            ),
        )


class CiRerunHandler(_ForgeHandler):
    """`/ci/rerun`."""

    path: ClassVar[str] = "/ci/rerun"

    @endpoint(Endpoint(summary="Run a pipeline again", body=CiRerunRequest, status=204))
    async def post(self, request: CiRerunRequest) -> None:
        """Runs all of it again, the jobs that failed, or one job."""
        from jupyter_mlops.services.ci_actions import rerun_pipeline

        await self._at_forge(
            request.path,
            lambda desk, worktree: rerun_pipeline(
                desk,
                worktree.root,
                request.pipeline,
                remote=request.remote,
                job=request.job,
                failed_only=request.failed_only,
            ),
        )


class CiCancelHandler(_ForgeHandler):
    """`/ci/cancel`."""

    path: ClassVar[str] = "/ci/cancel"

    @endpoint(Endpoint(summary="Cancel a pipeline", body=CiCancelRequest, status=204))
    async def post(self, request: CiCancelRequest) -> None:
        """Cancels it."""
        from jupyter_mlops.services.ci_actions import cancel_pipeline

        await self._at_forge(
            request.path,
            lambda desk, worktree: cancel_pipeline(
                desk, worktree.root, request.pipeline, remote=request.remote
            ),
        )


class CiStatusHandler(_ForgeHandler):
    """`/ci/status`."""

    path: ClassVar[str] = "/ci/status"

    @endpoint(
        Endpoint(
            summary="Tell a forge what the checks here have said of a commit",
            body=CiStatusRequest,
            reply=CiStatusReply,
            status=201,
        )
    )
    async def post(self, request: CiStatusRequest) -> CiStatusReply:
        """Writes a commit status."""
        from jupyter_mlops.server.ci_replies import ci_status_reply
        from jupyter_mlops.services.check_desk import CheckDesk
        from jupyter_mlops.services.post_verdict import post_verdict

        checks = CheckDesk(home=self.office.home, user=user_of(self), root=self.root.folder)
        posted = await self._at_forge(
            request.path,
            lambda desk, worktree: post_verdict(
                desk, worktree.root, checks, request.run, remote=request.remote
            ),
        )
        return ci_status_reply(*posted)
