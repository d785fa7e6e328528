"""Checks: how a project stands, and runs of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.identity import user_of
from jupyter_mlops.server.payloads.checks import (
    CheckLogQuery,
    CheckLogReply,
    CheckRunReply,
    CheckRunRequest,
    CheckRunsQuery,
    CheckRunsReply,
    ChecksQuery,
    ChecksReply,
    FixReply,
    FixRequest,
    GateReply,
    GateRequest,
    VerdictsReply,
    VerdictsRequest,
)
from jupyter_mlops.server.worktrees import open_worktree

if TYPE_CHECKING:
    from jupyter_mlops.services.check_desk import CheckDesk

T = TypeVar("T")


class ChecksBase(MlopsHandler):
    """Handlers of runs of checks."""

    async def with_checks(self, work: Callable[[CheckDesk], T]) -> T:
        """Does blocking work in a thread, with the user's runs of checks.

        Args:
            work: The work.
        """
        from jupyter_mlops.services.check_desk import CheckDesk

        desk = CheckDesk(home=self.office.home, user=user_of(self), root=self.root.folder)
        return await asyncio.to_thread(work, desk)


class ChecksHandler(ChecksBase):
    """`/checks`."""

    path: ClassVar[str] = "/checks"

    @endpoint(
        Endpoint(
            summary="Show how the project around a path stands, by its last checks",
            query=ChecksQuery,
            reply=ChecksReply,
        )
    )
    async def get(self, query: ChecksQuery) -> ChecksReply:
        """Shows what is known; checks nothing."""
        from jupyter_mlops.server.check_replies import checks_reply
        from jupyter_mlops.services.check_status import find_checks

        root = self.root
        file = root.file(query.path)
        return await self.with_checks(lambda desk: checks_reply(find_checks(desk, file), root))


class CheckRunsHandler(ChecksBase):
    """`/checks/runs`."""

    path: ClassVar[str] = "/checks/runs"

    @endpoint(
        Endpoint(
            summary="List the runs of a project's checks, newest first",
            query=CheckRunsQuery,
            reply=CheckRunsReply,
        )
    )
    async def get(self, query: CheckRunsQuery) -> CheckRunsReply:
        """Lists runs without their results."""
        from jupyter_mlops.server.check_replies import run_reply
        from jupyter_mlops.services.check_runs import list_check_runs

        root = self.root
        file = root.file(query.path)
        runs = await self.with_checks(
            lambda desk: list_check_runs(desk, file, commit=query.commit, limit=query.limit)
        )
        return CheckRunsReply(runs=[run_reply(each, root) for each in runs])

    @endpoint(
        Endpoint(
            summary="Check a commit, or the files as they are",
            body=CheckRunRequest,
            reply=CheckRunReply,
            status=201,
        )
    )
    async def post(self, request: CheckRunRequest) -> CheckRunReply:
        """Files a run; a process of its own carries it out."""
        from jupyter_mlops.server.check_replies import run_reply
        from jupyter_mlops.services.start_checks import CheckRequest, start_checks

        wanted = CheckRequest(
            path=self.root.file(request.path),
            commit=request.commit,
            working=request.working,
            checks=tuple(request.checks or ()),
            only_path=request.only_path,
            origin=request.origin,
            fresh=request.fresh,
        )
        found = await self.with_checks(lambda desk: start_checks(desk, wanted))
        return run_reply(found, self.root)


class CheckRunHandler(ChecksBase):
    """`/checks/runs/{id}`."""

    path: ClassVar[str] = "/checks/runs/{id}"

    @endpoint(Endpoint(summary="Show a run of checks", reply=CheckRunReply))
    async def get(self, run_id: str) -> CheckRunReply:
        """Shows a run with its results, as far as they are."""
        from jupyter_mlops.server.check_replies import whole_run
        from jupyter_mlops.services.check_desk import get_check_run

        root = self.root
        return await self.with_checks(lambda desk: whole_run(get_check_run(desk, run_id), root))


class CheckLogHandler(ChecksBase):
    """`/checks/runs/{id}/log`."""

    path: ClassVar[str] = "/checks/runs/{id}/log"

    @endpoint(
        Endpoint(
            summary="A part of the log of a run of checks", query=CheckLogQuery, reply=CheckLogReply
        )
    )
    async def get(self, run_id: str, query: CheckLogQuery) -> CheckLogReply:
        """Reads a part of the log."""
        from jupyter_mlops.services.check_runs import read_check_log

        part = await self.with_checks(lambda desk: read_check_log(desk, run_id, query.offset))
        return CheckLogReply(text=part.text, next=part.next, whole=part.whole)


class CancelChecksHandler(ChecksBase):
    """`/checks/runs/{id}/cancel`."""

    path: ClassVar[str] = "/checks/runs/{id}/cancel"

    @endpoint(Endpoint(summary="Cancel a run of checks", reply=CheckRunReply))
    async def post(self, run_id: str) -> CheckRunReply:
        """Stops it; no process of it is left afterwards."""
        from jupyter_mlops.server.check_replies import whole_run
        from jupyter_mlops.services.cancel_checks import cancel_checks

        root = self.root
        return await self.with_checks(lambda desk: whole_run(cancel_checks(desk, run_id), root))


class VerdictsHandler(ChecksBase):
    """`/checks/verdicts`."""

    path: ClassVar[str] = "/checks/verdicts"

    @endpoint(
        Endpoint(summary="What is known of commits", body=VerdictsRequest, reply=VerdictsReply)
    )
    async def post(self, request: VerdictsRequest) -> VerdictsReply:
        """Says what came of the checks of commits; a POST since there can be many."""
        from jupyter_mlops.server.check_replies import verdict_reply
        from jupyter_mlops.services.check_runs import find_verdicts

        file = self.root.file(request.path)
        found = await self.with_checks(lambda desk: find_verdicts(desk, file, request.commits))
        return VerdictsReply(verdicts=[verdict_reply(each) for each in found])


class FixHandler(ChecksBase):
    """`/checks/fix`."""

    path: ClassVar[str] = "/checks/fix"

    @endpoint(
        Endpoint(
            summary="Mend what checks can mend without a decision, in the working files",
            body=FixRequest,
            reply=FixReply,
        )
    )
    async def post(self, request: FixRequest) -> FixReply:
        """Mends notebooks; outputs and what is not found stay as they are."""
        from jupyter_mlops.server.module_replies import source_paths
        from jupyter_mlops.services.fix_checks import fix_checks

        root = self.root
        file = root.file(request.path)
        mended = await self.with_checks(
            lambda desk: fix_checks(desk, file, request.checks, request.notebooks)
        )
        return FixReply(
            notebooks=source_paths(root, mended.root, mended.notebooks), fixed=mended.fixed
        )


class GateHandler(MlopsHandler):
    """`/checks/gate`."""

    path: ClassVar[str] = "/checks/gate"

    @endpoint(
        Endpoint(summary="Look at what a commit would hold", body=GateRequest, reply=GateReply)
    )
    async def post(self, request: GateRequest) -> GateReply:
        """Checks the notebooks that the next commit changes, as the index holds them."""
        from jupyter_mlops.server.check_replies import gate_reply
        from jupyter_mlops.services.commit_gate import find_gate

        root = self.root

        def look() -> GateReply:
            worktree = open_worktree(root, request.repository)
            return gate_reply(find_gate(worktree.root), root, worktree.root)

        return await asyncio.to_thread(look)
