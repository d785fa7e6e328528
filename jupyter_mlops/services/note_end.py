"""Use cases: note what people have to be told of; `notify` tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.ids import id_for
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.notices.content import job_content, run_content
from jupyter_mlops.jobs.notification import Happening, Message
from jupyter_mlops.jobs.retrying import retry_follows
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.services.channels import DEFAULT_CHANNEL, read_channels
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.lab_link import link_to_run

_BAD: Final = frozenset({RunState.FAILED, RunState.LOST})


def note_end(desk: Desk, run: Run) -> None:
    """Notes that people are to be told of a run's end, where they are.

    They are told of a failure that is not tried again, and of the first success of a job after one.
    Runs without a job are the business of the channel `default`, where there is one; those of a
    sweep are nobody's, for there may be thousands. However often this is called for a run, people
    are told once.

    Args:
        desk: Where.
        run: A run that has ended.
    """
    if run.state in _BAD:
        event = None if retry_follows(run) else Happening.FAILED
    elif run.state is RunState.SUCCEEDED and run.job is not None:
        event = Happening.RECOVERED if _failed_before(desk, run) else None
    else:
        event = None
    if event is None:
        return
    job = _job_of(desk, run)
    if channels := _channels(desk, run, job):
        link = link_to_run(run.id, Path(run.notebook))
        content = run_content(event, run, job, link=link)
        at = run.ended_at or run.created_at
        _put(desk, channels, event, at, content, run=run.id, job=run.job)


def note_late(desk: Desk, job: Job, due_at: datetime) -> None:
    """Notes that a job's run has not started in time; once for a time at which it was due.

    Args:
        desk: Where.
        job: The job.
        due_at: When it was due (UTC).
    """
    content = job_content(Happening.LATE, job, due_at, "its run has not started")
    _put(desk, job.notify, Happening.LATE, due_at, content, job=job.id)


def note_not_started(desk: Desk, job: Job, due_at: datetime, reason: str) -> None:
    """Notes that a job could not be run at all; once for a time at which it was due.

    Args:
        desk: Where.
        job: The job.
        due_at: When it was due (UTC).
        reason: What is wrong, for people.
    """
    content = job_content(Happening.FAILED, job, due_at, reason)
    _put(desk, job.notify, Happening.FAILED, due_at, content, job=job.id)


def _put(  # noqa: PLR0913 - what a message consists of
    desk: Desk,
    channels: Sequence[str],
    event: Happening,
    at: datetime,
    content: dict[str, Any],
    *,
    job: str | None,
    run: str | None = None,
) -> None:
    for channel in dict.fromkeys(channels):
        what = f"{channel} {event.value} {run or job} {at.isoformat()}"
        message = Message(
            id=id_for(what, at),
            channel=channel,
            event=event,
            run=run,
            job=job,
            content=content,
            next_at=at,
        )
        if desk.store.outbox.find(message.id) is None:
            desk.store.outbox.put(message)


def _failed_before(desk: Desk, run: Run) -> bool:
    """Whether the job's run before this one, all its attempts included, has failed for good."""
    only = RunFilter(job=run.job, states=(RunState.SUCCEEDED, *sorted(_BAD)))
    first = run.retry_of or run.id
    return any(
        earlier.state in _BAD and not retry_follows(earlier)
        for earlier in desk.store.page(only, before=first, limit=1)
    )


def _job_of(desk: Desk, run: Run) -> Job | None:
    if run.job is None:
        return None
    try:
        return desk.store.jobs.get(run.job)
    except NotFoundError:  # deleted while its run was at work
        return None


def _channels(desk: Desk, run: Run, job: Job | None) -> tuple[str, ...]:
    if run.job is not None:
        return () if job is None else job.notify
    if run.sweep is not None:
        return ()
    known = any(channel.name == DEFAULT_CHANNEL for channel in read_channels(desk))
    return (DEFAULT_CHANNEL,) if known else ()
