"""Modules: how they stand to their notebooks, and their export."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.modules import (
    ExportReply,
    ExportRequest,
    ModulesQuery,
    ModulesReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services import export_model


class ModulesHandler(MlopsHandler):
    """`/modules`."""

    path: ClassVar[str] = "/modules"

    @endpoint(
        Endpoint(
            summary="Show the modules of the project around a path",
            query=ModulesQuery,
            reply=ModulesReply,
        )
    )
    async def get(self, query: ModulesQuery) -> ModulesReply:
        """Shows how each stands to its notebooks."""
        from jupyter_mlops.server.module_replies import modules_reply
        from jupyter_mlops.services.module_status import find_modules

        root, home = self.root, self.office.home
        file = root.file(query.path)
        return modules_reply(await asyncio.to_thread(find_modules, file, home), root)


class ExportHandler(MlopsHandler):
    """`/modules/export`."""

    path: ClassVar[str] = "/modules/export"

    @endpoint(Endpoint(summary="Write modules", body=ExportRequest, reply=ExportReply))
    async def post(self, request: ExportRequest) -> ExportReply:
        """Writes those that have changed in their notebooks, and holds back what may not be."""
        from jupyter_mlops.server.live_modules import tell_modules_changed
        from jupyter_mlops.server.module_replies import export_reply
        from jupyter_mlops.services.export import export_modules

        root, home = self.root, self.office.home
        wanted = _wanted(request, root)
        exported = await asyncio.to_thread(export_modules, wanted, home)
        if exported.written or exported.removed or exported.tests or exported.made_project:
            events = self.settings["event_logger"]
            tell_modules_changed(events, root, exported.status.project.root)
        return export_reply(exported, root)


def _wanted(request: ExportRequest, root: Root) -> export_model.ExportRequest:
    from jupyter_mlops.services import export_model

    file = root.file(request.path)
    return export_model.ExportRequest(
        path=file,
        modules=None if request.modules is None else tuple(request.modules),
        within=(file,) if request.notebook_only else None,
        replace=tuple(request.replace),
        tests=request.tests,
        details=True,
    )
