"""Versions of a package: plan, release, publish, list, compare, restore."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.modules import (
    ModulesQuery,
    PublishRequest,
    ReleaseApiQuery,
    ReleaseApiReply,
    ReleaseCompareQuery,
    ReleaseCompareReply,
    ReleasePlanQuery,
    ReleasePlanReply,
    ReleaseReply,
    ReleaseRequest,
    ReleaseRestoreReply,
    ReleaseRestoreRequest,
    ReleasesReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.services.module_status import ProjectStatus
    from jupyter_mlops.services.restore_release import RestoredRelease


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

    @endpoint(
        Endpoint(summary="Release the package", body=ReleaseRequest, reply=ReleaseReply, status=201)
    )
    async def post(self, request: ReleaseRequest) -> ReleaseReply:
        """Commits, tags, builds and publishes; replies when all of it is done."""
        from jupyter_mlops.server.live_modules import tell_modules_changed
        from jupyter_mlops.server.release_replies import release_reply
        from jupyter_mlops.services.release import ReleaseOrder, release_package

        root, home = self.root, self.office.home
        file = root.file(request.path)
        order = ReleaseOrder(
            version=request.version,
            changelog=request.changelog,
            confirmed=request.confirmed,
            publish=request.publish,
        )
        made = await asyncio.to_thread(release_package, file, home, order)
        tell_modules_changed(self.settings["event_logger"], root, made.project.root)
        return release_reply(root, made)


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


class ReleasePublishHandler(MlopsHandler):
    """`/releases/publish`."""

    path: ClassVar[str] = "/releases/publish"

    @endpoint(
        Endpoint(
            summary="Put a release into the package index, or send it to another",
            body=PublishRequest,
            reply=ReleaseReply,
        )
    )
    async def post(self, request: PublishRequest) -> ReleaseReply:
        """Builds the release from its tag, and publishes it."""
        from jupyter_mlops.server.release_replies import release_reply
        from jupyter_mlops.services.publish import publish_release

        root, home = self.root, self.office.home
        file, repository = root.file(request.path), request.repository
        made = await asyncio.to_thread(
            publish_release, file, home, request.version, repository=repository
        )
        return release_reply(root, made)


class ReleaseCompareHandler(MlopsHandler):
    """`/releases/compare`."""

    path: ClassVar[str] = "/releases/compare"

    @endpoint(
        Endpoint(
            summary="Compare two versions, or one with the working folder",
            query=ReleaseCompareQuery,
            reply=ReleaseCompareReply,
        )
    )
    async def get(self, query: ReleaseCompareQuery) -> ReleaseCompareReply:
        """Compares their public API and their code."""
        from jupyter_mlops.server.release_replies import comparison_reply
        from jupyter_mlops.services.compare_releases import compare_releases

        root, home = self.root, self.office.home
        file = root.file(query.path)
        found = await asyncio.to_thread(compare_releases, file, home, query.base, query.head)
        return comparison_reply(root, found)


class ReleaseApiHandler(MlopsHandler):
    """`/releases/api`."""

    path: ClassVar[str] = "/releases/api"

    @endpoint(
        Endpoint(
            summary="Show a version's public API", query=ReleaseApiQuery, reply=ReleaseApiReply
        )
    )
    async def get(self, query: ReleaseApiQuery) -> ReleaseApiReply:
        """Reads it from the version's commit; nothing is run."""
        from jupyter_mlops.server.release_replies import api_reply
        from jupyter_mlops.services.compare_releases import read_api

        file = self.root.file(query.path)
        return api_reply(*await asyncio.to_thread(read_api, file, query.version))


class ReleaseRestoreHandler(MlopsHandler):
    """`/releases/restore`."""

    path: ClassVar[str] = "/releases/restore"

    @endpoint(
        Endpoint(
            summary="Bring notebooks and modules back as they were in a version",
            body=ReleaseRestoreRequest,
            reply=ReleaseRestoreReply,
        )
    )
    async def post(self, request: ReleaseRestoreRequest) -> ReleaseRestoreReply:
        """Writes the files, uncommitted; what they hold goes to the restore list first."""
        from jupyter_mlops.server.live_modules import tell_modules_changed
        from jupyter_mlops.server.release_replies import restored_reply
        from jupyter_mlops.services.module_status import find_modules
        from jupyter_mlops.services.restore_release import restore_release

        root, home = self.root, self.office.home
        file = root.file(request.path)

        def work() -> tuple[RestoredRelease, ProjectStatus]:
            done = restore_release(file, home, request.version, modules=request.modules)
            return done, find_modules(file, home)

        restored, status = await asyncio.to_thread(work)
        tell_modules_changed(self.settings["event_logger"], root, restored.project.root)
        return restored_reply(root, restored, status)
