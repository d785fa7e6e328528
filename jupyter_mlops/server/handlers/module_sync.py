"""Modules: their edits brought into notebooks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.modules.model import Answer, CellKey
from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.modules import SyncReply, SyncRequest

if TYPE_CHECKING:
    from jupyter_mlops.modules.sync.model import Decisions, Side
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services import sync_model


class SyncHandler(MlopsHandler):
    """`/modules/sync`."""

    path: ClassVar[str] = "/modules/sync"

    @endpoint(
        Endpoint(
            summary="Bring the edits of modules into their notebooks, then export",
            body=SyncRequest,
            reply=SyncReply,
        )
    )
    async def post(self, request: SyncRequest) -> SyncReply:
        """Syncs three-way; what was deleted waits for an answer, a conflict for its author."""
        from jupyter_mlops.server.live_modules import tell_modules_changed
        from jupyter_mlops.services.sync import sync_modules

        root, home = self.root, self.office.home
        wanted = _wanted(request, root)
        synced = await asyncio.to_thread(sync_modules, wanted, home)
        if synced.notebooks or synced.exported.written or synced.exported.removed:
            events = self.settings["event_logger"]
            tell_modules_changed(events, root, synced.exported.status.project.root)
        return _reply(synced, root)


def _wanted(request: SyncRequest, root: Root) -> sync_model.SyncRequest:
    from jupyter_mlops.services import sync_model

    names = {each.module for each in request.answers} | {each.module for each in request.sides}
    return sync_model.SyncRequest(
        path=root.file(request.path),
        modules=None if request.modules is None else tuple(request.modules),
        decisions={name: _decisions(request, name) for name in names},
        details=True,
    )


def _decisions(request: SyncRequest, module: str) -> Decisions:
    from jupyter_mlops.modules.sync.model import Decisions

    answers: dict[CellKey, Answer] = {
        CellKey(notebook=each.source, cell=each.cell): each.answer
        for each in request.answers
        if each.module == module
    }
    sides: dict[CellKey, Side] = {
        CellKey(notebook=each.source, cell=each.cell): each.side
        for each in request.sides
        if each.module == module
    }
    return Decisions(answers=answers, sides=sides)


def _reply(synced: sync_model.Synced, root: Root) -> SyncReply:
    from jupyter_mlops.server.module_replies import modules_reply, source_paths

    status = synced.exported.status
    return SyncReply(
        notebooks=source_paths(root, status.project.root, synced.notebooks),
        written=list(synced.exported.written),
        edited=synced.edited,
        added=synced.added,
        removed=synced.removed,
        conflicts=synced.conflicts,
        questions=len(synced.questions),
        status=modules_reply(status, root),
    )
