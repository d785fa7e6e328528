"""Jobs: list, make, show, change, pause, run, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.jobs import (
    JobReply,
    JobRequest,
    JobsQuery,
    JobsReply,
    PauseRequest,
)
from jupyter_mlops.server.payloads.runs import RunReply
from jupyter_mlops.server.replies import run_reply

if TYPE_CHECKING:
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services.desk import Desk
    from jupyter_mlops.services.job_definition import Definition
    from jupyter_mlops.services.jobs import JobView

#: What a definition has from its request as it is.
_PASSED_ON = (
    *("name", "parameters", "kernel", "revision", "schedule"),
    *("policy", "labels", "results", "notify"),
)


class JobsHandler(MlopsHandler):
    """`/jobs`."""

    path: ClassVar[str] = "/jobs"

    @endpoint(Endpoint(summary="List jobs by name", query=JobsQuery, reply=JobsReply))
    async def get(self, query: JobsQuery) -> JobsReply:
        """Lists the user's jobs of notebooks below the server's root."""
        from jupyter_mlops.server.job_replies import job_reply
        from jupyter_mlops.services.jobs import list_jobs, view_jobs

        root = self.root
        notebook = None if query.path is None else root.file(query.path)
        views = await self.at_desk(lambda desk: view_jobs(desk, list_jobs(desk, notebook=notebook)))
        return JobsReply(jobs=[job_reply(view, root) for view in views])

    @endpoint(Endpoint(summary="Make a job", body=JobRequest, reply=JobReply, status=201))
    async def post(self, request: JobRequest) -> JobReply:
        """Makes a job."""
        from jupyter_mlops.server.job_replies import job_reply
        from jupyter_mlops.services.jobs import add_job, view_jobs

        root = self.root
        wanted = _definition(request, root)

        def work(desk: Desk) -> JobView:
            return view_jobs(desk, [add_job(desk, wanted, paused=request.paused)])[0]

        return job_reply(await self.at_desk(work), root)


class JobHandler(MlopsHandler):
    """`/jobs/{id}`."""

    path: ClassVar[str] = "/jobs/{id}"

    @endpoint(Endpoint(summary="Show a job", reply=JobReply))
    async def get(self, job_id: str) -> JobReply:
        """Shows a job."""
        from jupyter_mlops.server.job_replies import job_reply
        from jupyter_mlops.services.jobs import get_job, view_jobs

        views = await self.at_desk(lambda desk: view_jobs(desk, [get_job(desk, job_id)]))
        return job_reply(views[0], self.root)

    @endpoint(
        Endpoint(summary="Replace a job; its runs stay its own", body=JobRequest, reply=JobReply)
    )
    async def put(self, job_id: str, request: JobRequest) -> JobReply:
        """Replaces what a job is defined as."""
        from jupyter_mlops.server.job_replies import job_reply
        from jupyter_mlops.services.jobs import edit_job, get_job, view_jobs

        root = self.root
        wanted = _definition(request, root)

        def work(desk: Desk) -> JobView:
            job = edit_job(desk, get_job(desk, job_id), wanted, paused=request.paused)
            return view_jobs(desk, [job])[0]

        return job_reply(await self.at_desk(work), root)

    @endpoint(Endpoint(summary="Forget a job; its runs stay", status=204))
    async def delete(self, job_id: str) -> None:
        """Deletes a job."""
        from jupyter_mlops.services.jobs import delete_job, get_job

        await self.at_desk(lambda desk: delete_job(desk, get_job(desk, job_id)))


class JobPauseHandler(MlopsHandler):
    """`/jobs/{id}/pause`."""

    path: ClassVar[str] = "/jobs/{id}/pause"

    @endpoint(
        Endpoint(summary="Let a job's schedule rest, or go on", body=PauseRequest, reply=JobReply)
    )
    async def post(self, job_id: str, request: PauseRequest) -> JobReply:
        """Pauses or resumes."""
        from jupyter_mlops.server.job_replies import job_reply
        from jupyter_mlops.services.jobs import get_job, pause_job, view_jobs

        def work(desk: Desk) -> JobView:
            job = pause_job(desk, get_job(desk, job_id), paused=request.paused)
            return view_jobs(desk, [job])[0]

        return job_reply(await self.at_desk(work), self.root)


class JobRunHandler(MlopsHandler):
    """`/jobs/{id}/run`."""

    path: ClassVar[str] = "/jobs/{id}/run"

    @endpoint(Endpoint(summary="Run a job now", reply=RunReply, status=201))
    async def post(self, job_id: str) -> RunReply:
        """Runs a job, whatever its schedule says."""
        from jupyter_mlops.services.job_run import run_job
        from jupyter_mlops.services.jobs import get_job

        run = await self.at_desk(lambda desk: run_job(desk, get_job(desk, job_id)))
        return run_reply(run, self.root)


def _definition(request: JobRequest, root: Root) -> Definition:
    from jupyter_mlops.services.job_definition import Definition

    given = {name: getattr(request, name) for name in _PASSED_ON}
    return Definition(notebook=root.file(request.path), **given)
