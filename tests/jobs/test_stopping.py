from __future__ import annotations

import pytest

from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.model import Failure, FailureCode
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.stopping import RunCancelledError, Stopper


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def failure(error: Exception | None) -> Failure:
    assert isinstance(error, RunFailedError)
    return error.failure


def test_without_limits_only_a_cancel_stops() -> None:
    clock, wish = Clock(), [False]
    stopper = Stopper(lambda: wish[0], clock=clock)
    clock.now += 1e9
    assert stopper.reason(stopper.at_work(0, "a")) is None
    wish[0] = True
    assert isinstance(stopper.reason(), RunCancelledError)


@pytest.mark.parametrize("in_cell", [True, False])
def test_a_run_has_its_time_from_start_to_end(in_cell: bool) -> None:  # noqa: FBT001 - a case
    clock = Clock()
    stopper = Stopper(policy=Policy(run_timeout=10), clock=clock)
    clock.now += 9.9
    cell = stopper.at_work(2, "c") if in_cell else None
    assert stopper.reason(cell) is None
    clock.now += 0.1
    late = failure(stopper.reason(cell))
    assert late.code is FailureCode.TIMEOUT
    assert late.message == "the run took longer than 10 s" + (", in cell [3]" if in_cell else "")
    assert (late.cell_index, late.cell_id) == ((2, "c") if in_cell else (None, None))


def test_each_cell_has_its_own_time() -> None:
    clock = Clock()
    stopper = Stopper(policy=Policy(cell_timeout=1.5), clock=clock)
    first = stopper.at_work(0, "a")
    clock.now += 1
    second = stopper.at_work(1, "b")
    clock.now += 1
    assert failure(stopper.reason(first)).message == "cell [1] took longer than 1.5 s"
    assert stopper.reason(second) is None


def test_a_limit_that_was_passed_names_the_cell() -> None:
    passed = Failure(code=FailureCode.MEMORY_LIMIT, message="too much")
    stopper = Stopper(limit=lambda: passed)
    assert failure(stopper.reason()).cell_index is None
    assert failure(stopper.reason(stopper.at_work(4, "e"))).cell_id == "e"
