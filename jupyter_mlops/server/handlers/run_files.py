"""What a run has left: the executed notebook and the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.runs import LogQuery, LogReply, RunOutputsReply

if TYPE_CHECKING:
    from jupyter_mlops.services.desk import Desk
    from jupyter_mlops.services.run_files import LogPart


class OutputsHandler(MlopsHandler):
    """`/runs/{id}/outputs`."""

    path: ClassVar[str] = "/runs/{id}/outputs"

    @endpoint(Endpoint(summary="What a run has left", reply=RunOutputsReply))
    async def get(self, run_id: str) -> RunOutputsReply:
        """Says where the executed notebook is, and how much there is to read."""
        from jupyter_mlops.services.list_runs import get_run
        from jupyter_mlops.services.run_files import file_size, log_file

        root = self.root

        def look(desk: Desk) -> RunOutputsReply:
            run = get_run(desk, run_id)
            return RunOutputsReply(
                notebook=root.path(Path(run.output)),
                notebook_size=file_size(Path(run.output)),
                log_size=file_size(log_file(desk, run)) or 0,
            )

        return await self.at_desk(look)


class LogHandler(MlopsHandler):
    """`/runs/{id}/log`."""

    path: ClassVar[str] = "/runs/{id}/log"

    @endpoint(Endpoint(summary="A part of a run's log", query=LogQuery, reply=LogReply))
    async def get(self, run_id: str, query: LogQuery) -> LogReply:
        """Reads a part of the log."""
        from jupyter_mlops.services.list_runs import get_run
        from jupyter_mlops.services.run_files import read_log

        def read(desk: Desk) -> LogPart:
            return read_log(desk, get_run(desk, run_id), offset=query.offset, limit=query.limit)

        part = await self.at_desk(read)
        return LogReply(
            text=part.text, offset=part.offset, next_offset=part.next_offset, size=part.size
        )
