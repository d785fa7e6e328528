"""What the server says of releases: with contents paths in place of the project's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.server.module_replies import modules_reply
from jupyter_mlops.server.payloads.modules import (
    ApiChangeReply,
    ApiName,
    ModuleComparison,
    ReleaseApiReply,
    ReleaseCompareReply,
    ReleaseEntry,
    ReleaseFile,
    ReleasePlanReply,
    ReleaseProblem,
    ReleaseReply,
    ReleaseRestoreReply,
    ReleasesReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.modules.api import PublicName
    from jupyter_mlops.modules.versions import ApiChange
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.services.compare_releases import ReleaseComparison
    from jupyter_mlops.services.module_status import ProjectStatus
    from jupyter_mlops.services.release import MadeRelease
    from jupyter_mlops.services.release_plan import ReleasePlan
    from jupyter_mlops.services.releases import ListedRelease, ReleaseList
    from jupyter_mlops.services.restore_release import RestoredRelease


def releases_reply(found: ReleaseList) -> ReleasesReply:
    """The versions of a package."""
    return ReleasesReply(
        package=found.project.package,
        version=found.project.version,
        releases=[release_entry(each) for each in found.releases],
        index_url=found.index_url,
    )


def release_entry(release: ListedRelease) -> ReleaseEntry:
    """A version."""
    return ReleaseEntry(
        version=release.version,
        tag=release.tag,
        commit=release.commit,
        date=release.at,
        author=release.author,
        changelog=release.changelog,
        api_size=release.api_size,
        files=[
            ReleaseFile(name=file.name, size=file.size, sha256=file.sha256)
            for file in release.files
        ],
    )


def plan_reply(root: Root, plan: ReleasePlan) -> ReleasePlanReply:
    """Which version is next, and why."""
    problems = [
        ReleaseProblem(blocks=each.blocks, message=each.message, hint=each.hint)
        for each in plan.problems
    ]
    return ReleasePlanReply(
        package=plan.project.package,
        latest=plan.latest,
        advised=plan.advised,
        version=plan.version,
        level=plan.level,
        reasons=[change_reply(root, plan.project.root, each) for each in plan.reasons],
        contradicts=plan.contradicts,
        changelog=plan.changelog,
        problems=problems,
        index=str(plan.index),
    )


def change_reply(root: Root, project: Path, change: ApiChange) -> ApiChangeReply:
    """A change of the public API."""
    file = (project / change.notebook).resolve() if change.notebook else None
    return ApiChangeReply(
        level=change.level,
        kind=change.kind,
        name=change.name,
        message=change.message,
        notebook=root.path(file) if file else None,
        index=change.index if change.index >= 0 else None,
    )


def release_reply(root: Root, made: MadeRelease) -> ReleaseReply:
    """A release that was made or published."""
    return ReleaseReply(
        release=release_entry(made.release),
        dist=root.path(made.dist) if made.dist.is_dir() else None,
        index_url=made.index_url,
    )


def comparison_reply(root: Root, found: ReleaseComparison) -> ReleaseCompareReply:
    """How two versions differ."""
    return ReleaseCompareReply(
        base=found.base,
        head=found.head,
        level=found.level,
        api=[change_reply(root, found.project.root, each) for each in found.changes],
        modules=[
            ModuleComparison(name=each.name, base=each.base, head=each.head)
            for each in found.modules
        ],
    )


def api_reply(version: str, names: list[PublicName]) -> ReleaseApiReply:
    """A version's public API."""
    return ReleaseApiReply(
        version=version,
        names=[
            ApiName(name=each.name, kind=each.kind, signature=each.signature, summary=each.summary)
            for each in names
        ],
    )


def restored_reply(
    root: Root, restored: RestoredRelease, status: ProjectStatus
) -> ReleaseRestoreReply:
    """What was brought back."""
    paths = (root.path(file) for file in restored.files)
    return ReleaseRestoreReply(
        restored=[path for path in paths if path is not None],
        status=modules_reply(status, root),
    )
