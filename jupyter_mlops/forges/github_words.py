"""From GitHub's words to the model's."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.forges.github_wire import WireCheck, WireJob, WireRun, WireStatus, WireStep
from jupyter_mlops.forges.model import ACTIVE, CiState, Job, Pipeline, Step
from jupyter_mlops.forges.moments import moment, seconds

_STATUSES: Final[dict[str, CiState]] = {
    "queued": "queued",
    "requested": "queued",
    "waiting": "queued",
    "pending": "queued",
    "in_progress": "running",
}
#: Neutral lets a branch protection pass; an action that is required doesn't.
_CONCLUSIONS: Final[dict[str, CiState]] = {
    "success": "passed",
    "neutral": "passed",
    "failure": "failed",
    "timed_out": "failed",
    "startup_failure": "failed",
    "action_required": "failed",
    "cancelled": "cancelled",
    "stale": "cancelled",
    "skipped": "skipped",
}
_REPORTED: Final[dict[str, CiState]] = {
    "pending": "running",
    "success": "passed",
    "failure": "failed",
    "error": "failed",
}
#: What is said of an end that the state alone doesn't tell.
_SAID: Final = {
    "timed_out": "It took too long.",
    "action_required": "It waits for somebody's approval.",
    "startup_failure": "It could not be started.",
    "neutral": "It has no verdict.",
    "stale": "It was given up.",
}


def state_of_check(status: str | None, conclusion: str | None) -> CiState:
    """Where a run, a job, a step or a check stands."""
    if status == "completed" or (status not in _STATUSES and conclusion):
        return _CONCLUSIONS.get(conclusion or "", "unknown")
    return _STATUSES.get(status or "", "unknown")


def pipeline_of(run: WireRun, jobs: tuple[Job, ...]) -> Pipeline:
    """A workflow run."""
    state = state_of_check(run.status, run.conclusion)
    start = moment(run.run_started_at) or moment(run.created_at)
    return Pipeline(
        id=str(run.id),
        name=run.name or run.path or run.display_title or str(run.id),
        state=state,
        url=run.html_url,
        event=run.event,
        attempt=run.run_attempt,
        started_at=start,
        duration=seconds(start, moment(run.updated_at), active=state in ACTIVE),
        jobs=jobs,
    )


def job_of(job: WireJob, *, readable: bool) -> Job:
    """A job of a workflow run.

    Args:
        job: As GitHub tells it.
        readable: Whether logs can be asked for.
    """
    state = state_of_check(job.status, job.conclusion)
    start = None if state == "queued" else moment(job.started_at)
    return Job(
        id=str(job.id),
        name=job.name,
        state=state,
        url=job.html_url or "",
        started_at=start,
        duration=seconds(start, moment(job.completed_at), active=state == "running"),
        message=_SAID.get(job.conclusion or "", ""),
        steps=tuple(map(_step, job.steps)),
        has_log=readable and state not in ACTIVE and state != "skipped",
    )


def job_of_check(check: WireCheck) -> Job:
    """A check run of another service."""
    state = state_of_check(check.status, check.conclusion)
    start = moment(check.started_at)
    app = check.app.name if check.app is not None else ""
    said = check.output.title or _SAID.get(check.conclusion or "", "")
    return Job(
        id="",
        name=check.name,
        state=state,
        url=check.details_url or check.html_url or "",
        started_at=start,
        duration=seconds(start, moment(check.completed_at), active=state == "running"),
        message=": ".join(part for part in (app, said) if part),
    )


def job_of_status(status: WireStatus) -> Job:
    """A commit status."""
    return Job(
        id="",
        name=status.context,
        state=_REPORTED.get(status.state, "unknown"),
        url=status.target_url or "",
        started_at=moment(status.created_at),
        message=status.description or "",
    )


def _step(step: WireStep) -> Step:
    state = state_of_check(step.status, step.conclusion)
    start, end = moment(step.started_at), moment(step.completed_at)
    return Step(
        name=step.name, state=state, duration=seconds(start, end, active=state == "running")
    )
