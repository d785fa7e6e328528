"""From a line of a module to its cell."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.modules import WhereQuery, WhereReply


class WhereHandler(MlopsHandler):
    """`/modules/where`."""

    path: ClassVar[str] = "/modules/where"

    @endpoint(
        Endpoint(
            summary="Find the cell that a line of a module comes from",
            query=WhereQuery,
            reply=WhereReply,
        )
    )
    async def get(self, query: WhereQuery) -> WhereReply:
        """Finds notebook, cell and line."""
        from jupyter_mlops.services.where import find_origin

        root = self.root
        found = await asyncio.to_thread(find_origin, root.file(query.path), query.line)
        notebook = root.path(found.notebook) if found.notebook else None
        if notebook is None or found.index is None:
            raise NotFoundError(
                f"line {query.line} of {query.path} comes from a cell of {found.source} "
                "that is no longer there",
                hint="look at the module in the panel: sync and export bring both together",
            )
        return WhereReply(
            notebook=notebook,
            cell=found.cell,
            index=found.index,
            line=found.line,
            exact=found.exact,
        )
