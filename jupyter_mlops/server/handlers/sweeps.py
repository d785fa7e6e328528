"""Sweeps: preview, start, list, show, compare, forget."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.sweeps import (
    ObjectiveRequest,
    SweepPreviewReply,
    SweepReply,
    SweepRequest,
    SweepsQuery,
    SweepsReply,
    SweepTableReply,
    SweepTableRequest,
)
from jupyter_mlops.server.sweep_replies import sweep_reply

if TYPE_CHECKING:
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services.sweep import SweepStart


class SweepsHandler(MlopsHandler):
    """`/sweeps`."""

    path: ClassVar[str] = "/sweeps"

    @endpoint(Endpoint(summary="List sweeps, newest first", query=SweepsQuery, reply=SweepsReply))
    async def get(self, query: SweepsQuery) -> SweepsReply:
        """Lists the user's sweeps of notebooks below the server's root."""
        from jupyter_mlops.services.list_sweeps import list_sweeps

        page = await self.at_desk(
            lambda desk: list_sweeps(desk, cursor=query.cursor, limit=query.limit)
        )
        sweeps = [sweep_reply(standing, self.root) for standing in page.sweeps]
        return SweepsReply(sweeps=sweeps, next_cursor=page.next_cursor)

    @endpoint(
        Endpoint(
            summary="Run a notebook over a space of parameters",
            body=SweepRequest,
            reply=SweepReply,
            status=201,
        )
    )
    async def post(self, request: SweepRequest) -> SweepReply:
        """Puts all runs of a sweep into the queue."""
        from jupyter_mlops.services.list_sweeps import get_sweep
        from jupyter_mlops.services.sweep import start_sweep

        start = _start(request, self.root)
        standing = await self.at_desk(lambda desk: get_sweep(desk, start_sweep(desk, start).id))
        return sweep_reply(standing, self.root)


class SweepPreviewHandler(MlopsHandler):
    """`/sweeps/preview`."""

    path: ClassVar[str] = "/sweeps/preview"

    @endpoint(
        Endpoint(
            summary="Count the runs of a sweep before it is started",
            body=SweepRequest,
            reply=SweepPreviewReply,
        )
    )
    async def post(self, request: SweepRequest) -> SweepPreviewReply:
        """Says what a sweep would be; starts nothing."""
        from jupyter_mlops.services.sweep import preview_sweep

        start = _start(request, self.root)
        preview = await self.at_desk(lambda desk: preview_sweep(desk, start))
        return SweepPreviewReply(count=preview.count, points=preview.points)


class SweepTableHandler(MlopsHandler):
    """`/sweeps/table`."""

    path: ClassVar[str] = "/sweeps/table"

    @endpoint(
        Endpoint(
            summary="Read points from CSV or JSON", body=SweepTableRequest, reply=SweepTableReply
        )
    )
    async def post(self, request: SweepTableRequest) -> SweepTableReply:
        """Reads a file, or what was pasted."""
        from jupyter_mlops.services.sweep_table import read_table

        if (request.path is None) == (request.text is None):
            raise InvalidError("a table comes as a path or as text, and not as both")
        notebook = self.root.file(request.notebook)
        table = self.root.file(request.path) if request.path is not None else request.text or ""
        points = await self.at_desk(lambda _: read_table(notebook, table))
        return SweepTableReply(points=points)


class SweepHandler(MlopsHandler):
    """`/sweeps/{id}`."""

    path: ClassVar[str] = "/sweeps/{id}"

    @endpoint(Endpoint(summary="Show a sweep", reply=SweepReply))
    async def get(self, sweep_id: str) -> SweepReply:
        """Shows a sweep and how far its runs are."""
        from jupyter_mlops.services.list_sweeps import get_sweep

        standing = await self.at_desk(lambda desk: get_sweep(desk, sweep_id))
        return sweep_reply(standing, self.root)

    @endpoint(Endpoint(summary="Forget a sweep; its runs stay", status=204))
    async def delete(self, sweep_id: str) -> None:
        """Forgets a sweep."""
        from jupyter_mlops.services.list_sweeps import delete_sweep

        await self.at_desk(lambda desk: delete_sweep(desk, sweep_id))


class ObjectiveHandler(MlopsHandler):
    """`/sweeps/{id}/objective`."""

    path: ClassVar[str] = "/sweeps/{id}/objective"

    @endpoint(
        Endpoint(
            summary="Say what the runs of a sweep are compared by",
            body=ObjectiveRequest,
            reply=SweepReply,
        )
    )
    async def put(self, sweep_id: str, request: ObjectiveRequest) -> SweepReply:
        """Sets the objective."""
        from jupyter_mlops.services.list_sweeps import set_objective

        standing = await self.at_desk(lambda desk: set_objective(desk, sweep_id, request.objective))
        return sweep_reply(standing, self.root)


def _start(request: SweepRequest, root: Root) -> SweepStart:
    from jupyter_mlops.services.sweep import SweepStart

    return SweepStart(
        notebook=root.file(request.path),
        space=request.space,
        parameters=request.parameters,
        kernel=request.kernel,
        name=request.name,
        objective=request.objective,
        revision=request.revision,
        policy=request.policy,
        labels=request.labels,
    )
