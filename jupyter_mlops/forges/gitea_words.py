"""From Gitea's and Forgejo's words to the model's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urljoin

from msgspec.structs import replace

from jupyter_mlops.forges.gitea_wire import WireJob, WireRun, WireStatus, WireStep, WireTask
from jupyter_mlops.forges.model import ACTIVE, CiState, Job, Pipeline, Step, state_of
from jupyter_mlops.forges.moments import moment, seconds

#: Their own words, and those of GitHub that Gitea's newer answers use.
_STATES: Final[dict[str, CiState]] = {
    "waiting": "queued",
    "blocked": "queued",
    "queued": "queued",
    "pending": "queued",
    "requested": "queued",
    "running": "running",
    "in_progress": "running",
    "success": "passed",
    "neutral": "passed",
    "failure": "failed",
    "error": "failed",
    "cancelled": "cancelled",
    "skipped": "skipped",
}
#: Of a commit status; a warning doesn't keep from merging.
_REPORTED: Final[dict[str, CiState]] = {
    "pending": "running",
    "success": "passed",
    "warning": "passed",
    "failure": "failed",
    "error": "failed",
    "skipped": "skipped",
}
#: Where a status of a job leads; the number is that of the page, not of the interface.
_RUN: Final = re.compile(r"/actions/runs/(\d+)(?:/|$)")
#: `CI / build (push)`.
_CONTEXT: Final = re.compile(r"(?P<name>.+?) / (?P<job>.+) \((?P<event>\w+)\)")


def state_of_word(status: str, conclusion: str | None = None) -> CiState:
    """Where a run, a job or a step stands."""
    return _STATES.get((conclusion if status == "completed" else status) or "", "unknown")


def run_number(url: str) -> str:
    """The number that a page of a run has; empty if it is none of a run."""
    found = _RUN.search(url)
    return found[1] if found else ""


def pipeline_of(run: WireRun, jobs: tuple[Job, ...]) -> Pipeline:
    """A workflow run."""
    state = state_of_word(run.status, run.conclusion)
    start = moment(run.started_at or run.started)
    end = moment(run.completed_at or run.stopped)
    # Gitea has `ci.yaml@refs/heads/main`.
    path = (run.workflow_id or run.path).partition("@")[0]
    return Pipeline(
        id=str(run.id),
        name=path.rpartition("/")[2] or run.display_title or run.title or str(run.id),
        state=state,
        url=run.html_url,
        event=run.event,
        attempt=max(1, run.run_attempt),
        started_at=start,
        duration=seconds(start, end, active=state in ACTIVE),
        jobs=jobs,
    )


def job_of(job: WireJob) -> Job:
    """A job of a workflow run."""
    state = state_of_word(job.status, job.conclusion)
    start, end = moment(job.started_at), moment(job.completed_at)
    return Job(
        id=str(job.id),
        name=job.name,
        state=state,
        url=job.html_url,
        started_at=start,
        duration=seconds(start, end, active=state == "running"),
        steps=tuple(map(_step, job.steps or ())),
        has_log=state not in {"queued", "skipped"},
    )


def pipeline_of_tasks(tasks: Sequence[WireTask]) -> Pipeline:
    """A workflow run, from the tasks of its jobs; can't be asked for."""
    first = tasks[0]
    jobs = tuple(_job_of_task(task) for task in sorted(tasks, key=lambda task: task.id))
    start = moment(first.run_started_at) or moment(first.created_at)
    ends = [end for task in tasks if (end := moment(task.updated_at)) is not None]
    state = state_of(tuple(job.state for job in jobs))
    return Pipeline(
        id="",
        name=first.workflow_id or f"#{first.run_number}",
        state=state,
        url=first.url,
        event=first.event,
        started_at=start,
        duration=seconds(start, max(ends, default=None), active=state in ACTIVE),
        jobs=jobs,
    )


def pipeline_of_statuses(statuses: Sequence[WireStatus], url: str) -> Pipeline:
    """A workflow run, from the statuses of its jobs; can't be asked for.

    Args:
        statuses: Of its jobs.
        url: Its web page.
    """
    found = _CONTEXT.fullmatch(statuses[0].context)
    jobs = tuple(job_of_status(status, url, short=found is not None) for status in statuses)
    return Pipeline(
        id="",
        name=found["name"] if found else statuses[0].context,
        state=state_of(tuple(job.state for job in jobs)),
        url=url,
        event=found["event"] if found else "",
        jobs=jobs,
    )


def completed(jobs: tuple[Job, ...], reported: tuple[Job, ...]) -> tuple[Job, ...]:
    """Jobs, with what only their statuses tell: Forgejo's have no page and no times.

    Args:
        jobs: As they are listed; none where they are not.
        reported: As their statuses have it.
    """
    by_name = {job.name: job for job in reported}
    return tuple(
        replace(job, url=job.url or told.url, message=job.message or told.message)
        if (told := by_name.get(job.name)) is not None
        else job
        for job in jobs or reported
    )


def job_of_status(status: WireStatus, base: str, *, short: bool = False) -> Job:
    """A commit status.

    Args:
        status: As it is told.
        base: A page of its repository: those of jobs are told without their host.
        short: Whether what its run is called is said elsewhere.
    """
    found = _CONTEXT.fullmatch(status.context) if short else None
    return Job(
        id="",
        name=found["job"] if found else status.context,
        state=_REPORTED.get(status.status, "unknown"),
        url=_page(status.target_url, base),
        started_at=moment(status.created_at),
        message=status.description,
    )


def _page(target: str, base: str) -> str:
    url = urljoin(base, target) if target else ""
    return url if url.startswith(("https://", "http://")) else ""


def _job_of_task(task: WireTask) -> Job:
    state = state_of_word(task.status)
    start = moment(task.run_started_at) or moment(task.created_at)
    return Job(
        id="",
        name=task.name,
        state=state,
        url=task.url,
        started_at=start,
        duration=seconds(start, moment(task.updated_at), active=state == "running"),
    )


def _step(step: WireStep) -> Step:
    state = state_of_word(step.status, step.conclusion)
    start, end = moment(step.started_at), moment(step.completed_at)
    return Step(
        name=step.name, state=state, duration=seconds(start, end, active=state == "running")
    )
