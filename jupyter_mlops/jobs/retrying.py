"""Whether a run that has failed is tried again, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Failure, Origin, Progress, Run, RunState
from jupyter_mlops.jobs.policy import RetryPolicy

#: Matches every failure.
_ANY = "any"
#: How much of a run's id stands at the end of its output's name.
_ID_PART = 5


def retry_follows(run: Run) -> bool:
    """Whether another attempt is due after this one."""
    retries = run.policy.retries
    failed = run.state in (RunState.FAILED, RunState.LOST) and run.failure is not None
    return failed and run.attempt < retries.attempts and _covers(retries, run.failure)


def next_attempt(run: Run, at: datetime, chance: float) -> Run | None:
    """The run that tries a failed one again.

    Args:
        run: The run that has ended.
        at: The present time.
        chance: A number from 0 to 1, which spreads retries.

    Returns:
        The next attempt, waiting; None if there is none.
    """
    if not retry_follows(run):
        return None
    run_id = new_id()
    wait = timedelta(seconds=backoff(run.policy.retries, run.attempt, chance))
    return replace(
        run,
        id=run_id,
        state=RunState.QUEUED,
        output=_output(run, run_id),
        origin=Origin.RETRY,
        retry_of=run.retry_of or run.id,
        attempt=run.attempt + 1,
        created_at=at,
        not_before=at + wait,
        token=None,
        note="",
        keep=False,
        **_UNTOUCHED,
    )


def backoff(retries: RetryPolicy, attempt: int, chance: float) -> float:
    """Seconds between the end of an attempt and the next one.

    Args:
        retries: The policy.
        attempt: Number of the attempt that has failed, from 1.
        chance: A number from 0 to 1: half leaves the wait as it is.
    """
    try:
        wait = retries.delay * retries.factor ** (attempt - 1)
    except OverflowError:
        wait = retries.max_delay
    spread = 1 + retries.jitter * (2 * chance - 1)
    return min(min(wait, retries.max_delay) * spread, retries.max_delay)


def _covers(retries: RetryPolicy, failure: Failure | None) -> bool:
    if failure is None:
        return False
    return bool({_ANY, failure.code.value, failure.exception} & set(retries.on))


def _output(run: Run, run_id: str) -> str:
    """A place beside the failed attempt's, unless somebody has named that one."""
    file = Path(run.output)
    old = f"-{run.id[-_ID_PART:]}"
    if not file.stem.endswith(old):
        return run.output
    return str(file.with_name(f"{file.stem.removesuffix(old)}-{run_id[-_ID_PART:]}{file.suffix}"))


#: As they are before a run's start.
_UNTOUCHED: dict[str, Any] = {
    "started_at": None,
    "ended_at": None,
    "progress": Progress(),
    "failure": None,
    "environment": None,
    "cells": (),
    "resources": None,
    "metrics": {},
    "artifacts": (),
}
