"""From GitLab's words to the model's."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.forges.gitlab_wire import WireJob, WirePipeline, WireStatus
from jupyter_mlops.forges.model import ACTIVE, CiState, Job, Pipeline
from jupyter_mlops.forges.moments import moment, seconds

#: A job that somebody has to start is not waiting for a machine: nothing happens by itself.
_STATES: Final[dict[str, CiState]] = {
    "created": "queued",
    "waiting_for_resource": "queued",
    "waiting_for_callback": "queued",
    "preparing": "queued",
    "pending": "queued",
    "scheduled": "queued",
    "running": "running",
    "canceling": "running",
    "success": "passed",
    "failed": "failed",
    "canceled": "cancelled",
    "skipped": "skipped",
    "manual": "skipped",
}


def state_of_word(word: str) -> CiState:
    """Where a pipeline or a job stands."""
    return _STATES.get(word, "unknown")


def pipeline_of(pipeline: WirePipeline, jobs: tuple[Job, ...]) -> Pipeline:
    """A pipeline; a list doesn't say when it began, but its jobs do."""
    state = state_of_word(pipeline.status)
    starts = [job.started_at for job in jobs if job.started_at is not None]
    start = moment(pipeline.started_at) or min(starts, default=moment(pipeline.created_at))
    end = moment(pipeline.finished_at) or moment(pipeline.updated_at)
    return Pipeline(
        id=str(pipeline.id),
        name=pipeline.name or f"Pipeline #{pipeline.id}",
        state=state,
        url=pipeline.web_url,
        event=pipeline.source,
        started_at=start,
        duration=seconds(start, end, active=state in ACTIVE),
        jobs=jobs,
    )


def job_of(job: WireJob) -> Job:
    """A job of a pipeline."""
    state = state_of_word(job.status)
    start = moment(job.started_at)
    said = (job.failure_reason or "").replace("_", " ")
    if job.status == "manual":
        said = "It waits for somebody to start it."
    return Job(
        id=str(job.id),
        name=job.name,
        state=state,
        url=job.web_url or "",
        started_at=start,
        duration=seconds(start, moment(job.finished_at), active=state == "running"),
        message=said,
        optional=job.allow_failure,
        has_log=start is not None,
    )


def job_of_bridge(bridge: WireJob) -> Job:
    """What starts another pipeline; where that one is known, how it stands."""
    down = bridge.downstream_pipeline
    state = state_of_word(bridge.status if down is None else down.status)
    start = moment(bridge.started_at)
    return Job(
        id="",
        name=bridge.name,
        state=state,
        url=(bridge.web_url or "") if down is None else down.web_url,
        started_at=start,
        duration=seconds(start, moment(bridge.finished_at), active=state == "running"),
        message="" if down is None else f"Pipeline #{down.id}",
        optional=bridge.allow_failure,
    )


def job_of_status(status: WireStatus) -> Job:
    """A status that somebody else has reported."""
    state = state_of_word(status.status)
    start = moment(status.started_at)
    return Job(
        id="",
        name=status.name,
        state="running" if status.status == "pending" else state,
        url=status.target_url or "",
        started_at=start,
        duration=seconds(start, moment(status.finished_at), active=state == "running"),
        message=status.description or "",
        optional=status.allow_failure,
    )
