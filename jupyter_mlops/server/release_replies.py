"""What the server says of releases: with contents paths in place of the project's."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.modules.versions import ApiChange
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.modules import (
    ApiChangeReply,
    ReleaseEntry,
    ReleaseFile,
    ReleasePlanReply,
    ReleaseProblem,
    ReleasesReply,
)
from jupyter_mlops.services.release_plan import ReleasePlan
from jupyter_mlops.services.releases import ListedRelease, ReleaseList


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
