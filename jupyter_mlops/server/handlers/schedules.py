"""Schedules before they count: when they would fire, and jobs as code."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.jobs import (
    ApplyRequest,
    PlanQuery,
    PlanReply,
    PreviewReply,
    PreviewRequest,
)


class SchedulePreviewHandler(MlopsHandler):
    """`/schedules/preview`."""

    path: ClassVar[str] = "/schedules/preview"

    @endpoint(
        Endpoint(
            summary="Say when a trigger would fire; nothing is kept",
            body=PreviewRequest,
            reply=PreviewReply,
        )
    )
    async def post(self, request: PreviewRequest) -> PreviewReply:
        """Looks ahead."""
        from jupyter_mlops.jobs.events import now
        from jupyter_mlops.jobs.schedule.preview import preview
        from jupyter_mlops.server.job_replies import preview_reply

        at = now()
        found = await asyncio.to_thread(
            preview, request.trigger, request.count, after=at, created=at
        )
        return preview_reply(found)


class JobPlanHandler(MlopsHandler):
    """`/jobs/plan`."""

    path: ClassVar[str] = "/jobs/plan"

    @endpoint(
        Endpoint(
            summary="How the jobs of pyproject.toml differ from those of the store",
            query=PlanQuery,
            reply=PlanReply,
        )
    )
    async def get(self, query: PlanQuery) -> PlanReply:
        """Compares."""
        from jupyter_mlops.server.job_replies import plan_reply
        from jupyter_mlops.services.job_plan import plan_jobs

        root = self.root
        place = root.file(query.path)
        return plan_reply(await self.at_desk(lambda desk: plan_jobs(desk, place)), root)

    @endpoint(
        Endpoint(
            summary="Make the store have the jobs of pyproject.toml; replies with what was done",
            body=ApplyRequest,
            reply=PlanReply,
        )
    )
    async def post(self, request: ApplyRequest) -> PlanReply:
        """Applies."""
        from jupyter_mlops.server.job_replies import plan_reply
        from jupyter_mlops.services.job_plan import apply_jobs

        root = self.root
        place = root.file(request.path)
        return plan_reply(await self.at_desk(lambda desk: apply_jobs(desk, place)), root)
