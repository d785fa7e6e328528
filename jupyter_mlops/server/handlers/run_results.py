"""What a run shows while it goes on: its cells, its metrics and what it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.runs import (
    RunCellReply,
    RunCellsQuery,
    RunCellsReply,
    RunMetricsReply,
    SeriesReply,
    UsageReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.services.desk import Desk
    from jupyter_mlops.services.run_cells import RunCells
    from jupyter_mlops.services.run_metrics import RunMetrics


class RunCellsHandler(MlopsHandler):
    """`/runs/{id}/cells`."""

    path: ClassVar[str] = "/runs/{id}/cells"

    @endpoint(
        Endpoint(summary="A run's notebook as it fills", query=RunCellsQuery, reply=RunCellsReply)
    )
    async def get(self, run_id: str, query: RunCellsQuery) -> RunCellsReply:
        """Shows the cells that have changed."""
        from jupyter_mlops.services.list_runs import get_run
        from jupyter_mlops.services.run_cells import read_cells

        def read(desk: Desk) -> RunCells:
            return read_cells(desk, get_run(desk, run_id), since=query.since)

        found = await self.at_desk(read)
        cells = [
            RunCellReply(index=part.index, cell=part.cell, shortened=part.shortened)
            for part in found.cells
        ]
        return RunCellsReply(
            version=found.version, total=found.total, cells=cells, metadata=found.metadata
        )


class RunMetricsHandler(MlopsHandler):
    """`/runs/{id}/metrics`."""

    path: ClassVar[str] = "/runs/{id}/metrics"

    @endpoint(Endpoint(summary="A run's metrics, and what it uses", reply=RunMetricsReply))
    async def get(self, run_id: str) -> RunMetricsReply:
        """Shows the course of metrics, memory and processor time."""
        from jupyter_mlops.services.list_runs import get_run
        from jupyter_mlops.services.run_metrics import run_metrics

        def read(desk: Desk) -> RunMetrics:
            return run_metrics(desk, get_run(desk, run_id))

        found = await self.at_desk(read)
        return RunMetricsReply(
            series=[
                SeriesReply(
                    name=series.name,
                    steps=[step for step, _ in series.points],
                    values=[value for _, value in series.points],
                )
                for series in found.series
            ],
            usage=UsageReply(
                seconds=[sample.seconds for sample in found.usage],
                memory=[sample.memory for sample in found.usage],
                cpu=[sample.cpu for sample in found.usage],
            ),
        )
