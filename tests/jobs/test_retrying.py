"""Whether and when a failed run is tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.jobs.model import (
    ACTIVE_STATES,
    Failure,
    FailureCode,
    Origin,
    Progress,
    Run,
    RunState,
)
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.jobs.retrying import backoff, next_attempt, retry_follows
from tests.jobs.builders import NOON, a_run


def failed(
    code: FailureCode = FailureCode.TIMEOUT, exception: str | None = None, **changes: Any
) -> Run:
    policy = Policy(retries=RetryPolicy(attempts=3, jitter=0.0, on=changes.pop("on", ("any",))))
    failure = Failure(code=code, message="so it was", exception=exception)
    given = {"state": RunState.FAILED, "failure": failure, "policy": policy, "ended_at": NOON}
    return a_run(**{**given, **changes})


def test_a_retry_is_a_run_of_its_own_that_waits_and_knows_what_it_repeats() -> None:
    first = failed(job="j", job_name="nightly", token=4, labels=("x",), note="look", keep=True)
    second = next_attempt(first, NOON, 0.5)
    assert second is not None
    assert second.waits
    assert (second.retry_of, second.attempt, second.origin) == (first.id, 2, Origin.RETRY)
    assert (second.job, second.job_name, second.labels) == ("j", "nightly", ("x",))
    assert second.not_before == NOON + timedelta(seconds=10)
    assert (second.failure, second.ended_at, second.progress) == (None, None, Progress())
    assert (second.note, second.keep) == ("", False)


def test_every_retry_names_the_first_attempt() -> None:
    first = failed()
    second = next_attempt(failed(id="b" * 26, retry_of=first.id, attempt=2), NOON, 0.5)
    assert second is not None
    assert (second.retry_of, second.attempt) == (first.id, 3)
    assert next_attempt(failed(attempt=3), NOON, 0.5) is None


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        (("any",), True),
        (("cell_error",), True),
        (("ConnectionError",), True),
        (("timeout", "kernel_died"), False),
        ((), False),
    ],
)
def test_kinds_are_codes_names_of_exceptions_or_any(on: tuple[str, ...], *, covered: bool) -> None:
    run = failed(FailureCode.CELL_ERROR, "ConnectionError", on=on)
    assert retry_follows(run) is covered


@pytest.mark.parametrize("state", [*sorted(ACTIVE_STATES), RunState.SUCCEEDED, RunState.CANCELLED])
def test_what_has_not_failed_is_not_tried_again(state: RunState) -> None:
    assert next_attempt(failed(state=state), NOON, 0.5) is None


def test_a_lost_run_is_tried_again() -> None:
    lost = failed(FailureCode.RUNNER_GONE, state=RunState.LOST, on=RetryPolicy().on)
    assert retry_follows(lost)


def test_a_retry_writes_beside_what_the_failed_attempt_has_left() -> None:
    run = failed()
    named = next_attempt(failed(output="/lab/result.ipynb"), NOON, 0.5)
    own = next_attempt(
        failed(id=run.id, output=f"/lab/runs/train-20260102-{run.id[-5:]}.ipynb"), NOON, 0.5
    )
    assert named is not None
    assert own is not None
    assert named.output == "/lab/result.ipynb"
    assert own.output == f"/lab/runs/train-20260102-{own.id[-5:]}.ipynb"


@settings(deadline=None)
@given(
    delay=st.floats(0, 1e6),
    factor=st.floats(1, 1e6),
    most=st.floats(0, 1e6),
    jitter=st.floats(0, 1),
    attempt=st.integers(1, 100),
    chance=st.floats(0, 1),
)
def test_no_wait_is_negative_or_longer_than_the_longest(  # noqa: PLR0913 - all that a wait depends on
    *, delay: float, factor: float, most: float, jitter: float, attempt: int, chance: float
) -> None:
    retries = RetryPolicy(delay=delay, factor=factor, max_delay=most, jitter=jitter)
    assert 0 <= backoff(retries, attempt, chance) <= most


def test_waits_grow_and_are_spread() -> None:
    retries = RetryPolicy(delay=10, factor=2, jitter=0.1)
    assert [backoff(retries, attempt, 0.5) for attempt in (1, 2, 3)] == [10, 20, 40]
    assert (backoff(retries, 1, 0.0), backoff(retries, 1, 1.0)) == (9, 11)
