"""Run exactly what a run has run."""

from __future__ import annotations

from typing import ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.runs import AgainReply, PackageChange
from jupyter_mlops.server.replies import run_reply


class AgainHandler(MlopsHandler):
    """`/runs/{id}/again`."""

    path: ClassVar[str] = "/runs/{id}/again"

    @endpoint(
        Endpoint(
            summary="Run exactly what a run has run, and say what is not as it was",
            reply=AgainReply,
            status=201,
        )
    )
    async def post(self, run_id: str) -> AgainReply:
        """Starts a run of the same commit, changes, parameters and kernel."""
        from jupyter_mlops.services.again import run_again

        again = await self.at_desk(lambda desk: run_again(desk, run_id))
        return AgainReply(
            run=run_reply(again.run, self.root),
            packages=[
                PackageChange(name=each.name, before=each.before, now=each.now)
                for each in again.packages
            ],
            differences=[self.root.in_text(each) for each in again.differences],
        )
