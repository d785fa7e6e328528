"""Runs: list, start, show, cancel one or many, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.runs import (
    AnnotateRequest,
    CancelReply,
    CancelRequest,
    RunDetailReply,
    RunPage,
    RunReply,
    RunRequest,
    RunsQuery,
)
from jupyter_mlops.server.replies import run_detail_reply, run_reply

if TYPE_CHECKING:
    from jupyter_mlops.jobs.model import Run
    from jupyter_mlops.services.desk import Desk


class RunsHandler(MlopsHandler):
    """`/runs`."""

    path: ClassVar[str] = "/runs"

    @endpoint(Endpoint(summary="List runs, newest first", query=RunsQuery, reply=RunPage))
    async def get(self, query: RunsQuery) -> RunPage:
        """Lists the user's runs of notebooks below the server's root."""
        from jupyter_mlops.jobs.store import RunFilter
        from jupyter_mlops.services.list_runs import list_runs

        root = self.root
        only = RunFilter(
            state=query.state,
            notebook=None if query.path is None else root.file(query.path),
            job=query.job,
            sweep=query.sweep,
        )
        page = await self.at_desk(
            lambda desk: list_runs(
                desk, only, text=query.filter, cursor=query.cursor, limit=query.limit
            )
        )
        runs = [run_reply(run, root) for run in page.runs]
        return RunPage(runs=runs, next_cursor=page.next_cursor)

    @endpoint(
        Endpoint(summary="Run a notebook as a job", body=RunRequest, reply=RunReply, status=201)
    )
    async def post(self, request: RunRequest) -> RunReply:
        """Starts a run."""
        from jupyter_mlops.services.start_run import StartRequest, start_run

        root = self.root
        wanted = StartRequest(
            notebook=root.file(request.path),
            parameters=request.parameters,
            kernel=request.kernel,
            output=None if request.output is None else root.file(request.output),
            revision=request.revision,
            policy=request.policy,
            results=request.results,
            labels=request.labels,
        )
        self.office.want_worker()
        run = await self.at_desk(lambda desk: start_run(desk, wanted))
        return run_reply(run, root)


class CancelRunsHandler(MlopsHandler):
    """`/runs/cancel`."""

    path: ClassVar[str] = "/runs/cancel"

    @endpoint(
        Endpoint(
            summary="Cancel many runs and end their processes",
            body=CancelRequest,
            reply=CancelReply,
        )
    )
    async def post(self, request: CancelRequest) -> CancelReply:
        """Cancels; replies when it is done."""
        from jupyter_mlops.jobs.store import RunFilter
        from jupyter_mlops.services.cancel_runs import cancel_runs

        only = RunFilter(job=request.job, sweep=request.sweep)
        done = await self.at_desk(
            lambda desk: cancel_runs(desk, request.ids, only, text=request.filter)
        )
        return CancelReply(cancelled=done.count, failed=done.failed)


class RunHandler(MlopsHandler):
    """`/runs/{id}`."""

    path: ClassVar[str] = "/runs/{id}"

    @endpoint(Endpoint(summary="Show a run", reply=RunDetailReply))
    async def get(self, run_id: str) -> RunDetailReply:
        """Shows all that is known of a run."""
        from jupyter_mlops.services.list_runs import attempts_of, get_run

        def look(desk: Desk) -> tuple[Run, list[Run]]:
            run = get_run(desk, run_id)
            return run, attempts_of(desk, run)

        run, tries = await self.at_desk(look)
        return run_detail_reply(run, self.root, tries)

    @endpoint(
        Endpoint(summary="Label a run, note something on it", body=AnnotateRequest, reply=RunReply)
    )
    async def patch(self, run_id: str, request: AnnotateRequest) -> RunReply:
        """Changes what people have written on a run."""
        from jupyter_mlops.services.annotate import annotate_run

        run = await self.at_desk(
            lambda desk: annotate_run(
                desk, run_id, labels=request.labels, note=request.note, keep=request.keep
            )
        )
        return run_reply(run, self.root)

    @endpoint(Endpoint(summary="Forget a run that has ended; its output stays", status=204))
    async def delete(self, run_id: str) -> None:
        """Deletes the record and the log."""
        from jupyter_mlops.services.end_run import delete_run

        await self.at_desk(lambda desk: delete_run(desk, run_id))


class CancelHandler(MlopsHandler):
    """`/runs/{id}/cancel`."""

    path: ClassVar[str] = "/runs/{id}/cancel"

    @endpoint(Endpoint(summary="Cancel a run and end its processes", reply=RunReply))
    async def post(self, run_id: str) -> RunReply:
        """Cancels; replies when it is done."""
        from jupyter_mlops.services.end_run import cancel_run

        run = await self.at_desk(lambda desk: cancel_run(desk, run_id))
        return run_reply(run, self.root)
