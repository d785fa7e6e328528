"""Versions of a package: list, plan."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.modules import (
    ModulesQuery,
    ReleasePlanQuery,
    ReleasePlanReply,
    ReleasesReply,
)


class ReleasesHandler(MlopsHandler):
    """`/releases`."""

    path: ClassVar[str] = "/releases"

    @endpoint(
        Endpoint(
            summary="List the versions of a package, newest first",
            query=ModulesQuery,
            reply=ReleasesReply,
        )
    )
    async def get(self, query: ModulesQuery) -> ReleasesReply:
        """Lists the versions, with what is in the package index of each."""
        from jupyter_mlops.server.release_replies import releases_reply
        from jupyter_mlops.services.releases import list_releases

        file, home = self.root.file(query.path), self.office.home
        return releases_reply(await asyncio.to_thread(list_releases, file, home))


class ReleasePlanHandler(MlopsHandler):
    """`/releases/plan`."""

    path: ClassVar[str] = "/releases/plan"

    @endpoint(
        Endpoint(
            summary="Say which version is next, and why",
            query=ReleasePlanQuery,
            reply=ReleasePlanReply,
        )
    )
    async def get(self, query: ReleasePlanQuery) -> ReleasePlanReply:
        """Compares the public API with that of the newest release."""
        from jupyter_mlops.server.release_replies import plan_reply
        from jupyter_mlops.services.release_plan import plan_release

        root, home = self.root, self.office.home
        file = root.file(query.path)
        plan = await asyncio.to_thread(plan_release, file, home, version=query.version)
        return plan_reply(root, plan)
