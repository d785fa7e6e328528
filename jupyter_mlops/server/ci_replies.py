"""What forges say, as payloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_mlops.server.payloads.ci import (
    CiAnnotation,
    CiAnnotationsReply,
    CiCapabilities,
    CiJob,
    CiLimit,
    CiLogReply,
    CiPipeline,
    CiRemote,
    CiReply,
    CiStatusReply,
    CiStep,
    CiToken,
)
from jupyter_mlops.server.payloads.errors import ErrorReply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jupyter_mlops.errors import MlopsError
    from jupyter_mlops.forges.client import LogPart
    from jupyter_mlops.forges.model import Job, Pipeline, Status
    from jupyter_mlops.server.paths import Root
    from jupyter_mlops.server.worktrees import Worktree
    from jupyter_mlops.services.ci_annotations import PlacedAnnotation
    from jupyter_mlops.services.ci_look import RemoteStatus
    from jupyter_mlops.services.ci_status import CiStatus

_WEB = ("https://", "http://")


def ci_reply(status: CiStatus, root: Root) -> CiReply:
    """A commit, as the repository's forges know it."""
    return CiReply(
        commit=status.commit,
        pushed=status.pushed,
        remotes=[_remote(each, root) for each in status.remotes],
        unknown=list(status.unknown),
        poll_after=status.poll_after,
    )


def ci_log_reply(part: LogPart) -> CiLogReply:
    """A part of a log."""
    return CiLogReply(text=part.text, next=part.next, whole=part.whole)


def ci_annotations_reply(
    annotations: Iterable[PlacedAnnotation], worktree: Worktree
) -> CiAnnotationsReply:
    """Remarks on lines of files."""
    return CiAnnotationsReply(annotations=[_annotation(each, worktree) for each in annotations])


def ci_status_reply(status: Status, url: str) -> CiStatusReply:
    """A commit status that was written."""
    return CiStatusReply(state=status.state, description=status.description, url=_web(url))


def _remote(status: RemoteStatus, root: Root) -> CiRemote:
    from msgspec import structs

    from jupyter_mlops.forges.model import state_of
    from jupyter_mlops.services.forge_remotes import kind_title

    place, answer, limit, can = status.place, status.answer, status.limit, status.can
    pipelines = answer.pipelines if answer else ()
    return CiRemote(
        remote=status.remote.name,
        kind=place.kind,
        title=kind_title(place.kind),
        host=place.host,
        repository=place.path,
        url=_web(place.url),
        state=state_of(tuple(each.state for each in pipelines)) if answer else None,
        pipelines=[_pipeline(each) for each in pipelines],
        as_of=answer.as_of if answer else None,
        error=None if status.error is None else _error(status.error, root),
        token=CiToken(**structs.asdict(status.token)),
        limit=None if limit is None else CiLimit(**structs.asdict(limit)),
        can=CiCapabilities(
            logs=can.logs,
            rerun=can.rerun,
            rerun_failed=can.rerun_failed,
            rerun_job=can.rerun_job,
            cancel=can.cancel,
            annotations=can.annotations,
            post_status=can.post_status,
        ),
    )


def _pipeline(pipeline: Pipeline) -> CiPipeline:
    return CiPipeline(
        id=pipeline.id,
        name=pipeline.name,
        state=pipeline.state,
        url=_web(pipeline.url),
        event=pipeline.event,
        attempt=pipeline.attempt,
        started_at=pipeline.started_at,
        duration=pipeline.duration,
        jobs=[_job(each) for each in pipeline.jobs],
    )


def _job(job: Job) -> CiJob:
    return CiJob(
        id=job.id,
        name=job.name,
        state=job.state,
        url=_web(job.url),
        started_at=job.started_at,
        duration=job.duration,
        message=job.message,
        steps=[
            CiStep(name=each.name, state=each.state, duration=each.duration) for each in job.steps
        ],
        optional=job.optional,
        has_log=job.has_log,
    )


def _annotation(placed: PlacedAnnotation, worktree: Worktree) -> CiAnnotation:
    annotation, place = placed.annotation, placed.place
    return CiAnnotation(
        path=worktree.contents_path(annotation.path),
        source=annotation.path,
        level=annotation.level,
        title=annotation.title,
        message=annotation.message,
        made_by=annotation.source,
        cell=None if place is None else place.cell,
        index=None if place is None else place.index,
        line=annotation.line if place is None else place.line,
    )


def _error(error: MlopsError, root: Root) -> ErrorReply:
    message, hint, detail = map(root.in_text, (error.message, error.hint, error.detail))
    return ErrorReply(code=error.code, message=message, hint=hint, detail=detail)


def _web(url: str) -> str:
    """An address that a browser may be sent to; empty for any other."""
    return url if url.lower().startswith(_WEB) else ""
