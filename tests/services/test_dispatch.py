"""Starting what may start, under the lease."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.events import EventWriter, RunEnded, RunStarted, now
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.follow_ups import mark, marked
from jupyter_mlops.jobs.model import Failure, FailureCode, Owner, Run, RunState
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind, Limits
from jupyter_mlops.jobs.recovery import folder_of, refresh
from jupyter_mlops.services import after_run as after_run_module
from jupyter_mlops.services.after_run import follow_up
from jupyter_mlops.services.dispatch import dispatch_ready
from jupyter_mlops.services.start_run import StartRequest, build_run, build_runs, start_run
from tests.jobs.builders import Project, a_run, notebook


class Pretender:
    """Starts no runner, but notes what it was asked for."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.orders: list[str] = []
        self.fault = fault

    def launch(self, folder: RunFolder) -> Owner:
        if self.fault is not None:
            raise self.fault
        self.orders.append(folder.read_order().run_id)
        return replace(this_process(), pid=1)

    def kernel_address(self, kernel: str, copy: Path) -> str:
        return f"warm {kernel} {copy.suffix}"


@pytest.fixture
def lease(project: Project) -> Lease:
    taken = project.desk.store.queue.take_lease(this_process(), LeaseKind.STANDING)
    assert taken is not None
    return taken


def waiting(project: Project, **how: Any) -> Run:
    file = project.write(notebook("1"))
    run = build_run(project.desk, StartRequest(notebook=file, **how))
    project.desk.store.add(run)
    return run


def test_a_run_that_is_asked_for_waits_with_all_that_it_needs(project: Project) -> None:
    run = waiting(project, policy=Policy(priority=3), labels=("nightly",))
    assert run.waits
    assert project.desk.store.queue.counts().waiting == 1
    assert not folder_of(project.desk.home, run.id).root.exists()
    (project.folder / "train.ipynb").unlink()
    kept = project.desk.home.notebook_copy(run.notebook_hash)
    assert kept.exists(), "edits and deletions don't matter any more"


def test_runs_of_a_sweep_are_prepared_from_one_reading(project: Project) -> None:
    file = project.write(notebook("print(a)", parameters="a = 1"))
    points = [{"a": n} for n in range(12)]
    runs = build_runs(project.desk, StartRequest(notebook=file, sweep="s" * 26), points)
    assert [run.sweep_index for run in runs] == [*range(12)]
    assert [run.parameters["a"] for run in runs] == [*range(12)]
    assert [run.id for run in runs] == sorted(run.id for run in runs)
    assert len({run.output for run in runs}) == 12
    assert len({Path(run.output).parent for run in runs}) == 1


def test_what_fits_is_handed_over_with_the_token_and_a_complete_order(
    project: Project, lease: Lease
) -> None:
    project.desk.store.queue.set_limits(Limits(slots=1))
    first, second = waiting(project), waiting(project)
    starter = Pretender()
    assert dispatch_ready(project.desk, lease, starter) is None
    assert starter.orders == [first.id]
    handed = project.desk.store.get(first.id)
    assert (handed.token, handed.owner.pid, handed.state) == (lease.token, 1, RunState.QUEUED)
    assert project.desk.store.get(second.id).waits
    order = folder_of(project.desk.home, first.id).read_order()
    assert order.warm_kernel == "warm python3 .ipynb"
    assert order.policy == first.policy
    assert marked(project.desk.home) == [first.id]


def test_a_run_that_wants_no_prepared_kernel_gets_none(project: Project, lease: Lease) -> None:
    run = waiting(project, policy=Policy(warm=False))
    dispatch_ready(project.desk, lease, Pretender())
    assert folder_of(project.desk.home, run.id).read_order().warm_kernel == ""


def test_who_has_lost_the_lease_starts_nothing(project: Project, lease: Lease) -> None:
    run, starter = waiting(project), Pretender()
    project.desk.store.queue.release(lease)
    assert project.desk.store.queue.take_lease(this_process(), LeaseKind.STANDING)
    with pytest.raises(ConflictError, match="taken over"):
        dispatch_ready(project.desk, lease, starter)
    assert starter.orders == []
    assert project.desk.store.get(run.id).waits


def test_a_run_that_waited_too_long_has_failed(project: Project, lease: Lease) -> None:
    run = waiting(project, policy=Policy(queue_timeout=0.01))
    patient = waiting(project, policy=Policy(queue_timeout=1000.0))
    project.desk.store.queue.set_limits(Limits(paused=True))
    time.sleep(0.02)
    due = dispatch_ready(project.desk, lease, Pretender())
    ended = project.desk.store.get(run.id)
    assert ended.state is RunState.FAILED
    assert ended.failure is not None
    assert ended.failure.code is FailureCode.QUEUE_TIMEOUT
    assert due is not None
    assert (due - patient.created_at).total_seconds() == 1000.0


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError("no more processes"), FailureCode.RUNNER_GONE),
        (ConflictError("the commit is gone"), FailureCode.REVISION_GONE),
        (ZeroDivisionError("a bug"), FailureCode.INTERNAL),
    ],
)
def test_a_run_that_cannot_be_started_fails_and_keeps_no_other_back(
    project: Project, lease: Lease, fault: Exception, code: FailureCode
) -> None:
    run = waiting(project)
    dispatch_ready(project.desk, lease, Pretender(fault))
    ended = project.desk.store.get(run.id)
    assert ended.failure is not None
    assert (ended.state, ended.failure.code) == (RunState.FAILED, code)


def test_one_far_back_that_waited_too_long_is_found_by_a_look_through_the_whole(
    project: Project, lease: Lease
) -> None:
    project.desk.store.queue.set_limits(Limits(slots=1))
    file = project.write(notebook("1"))
    for run in build_runs(project.desk, StartRequest(notebook=file, sweep="s" * 26), [{}] * 100):
        project.desk.store.add(run)
    late = waiting(project, policy=Policy(queue_timeout=0.01))
    time.sleep(0.02)
    dispatch_ready(project.desk, lease, Pretender())
    assert project.desk.store.get(late.id).waits
    dispatch_ready(project.desk, lease, Pretender(), whole=True)
    assert project.desk.store.get(late.id).state is RunState.FAILED


def test_runs_behind_many_that_are_held_back_are_found(project: Project, lease: Lease) -> None:
    file = project.write(notebook("1"))
    held = StartRequest(notebook=file, sweep="s" * 26, policy=Policy(max_parallel=1))
    for run in build_runs(project.desk, held, [{}] * 130):
        project.desk.store.add(run)
    last = waiting(project)
    starter = Pretender()
    dispatch_ready(project.desk, lease, starter)
    assert starter.orders[1:] == [last.id]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of which runs somebody was told."""
    heard: list[str] = []
    monkeypatch.setattr(after_run_module, "_tell", lambda _, run: heard.append(run.id))
    return heard


def failed_run(project: Project) -> Run:
    failure = Failure(code=FailureCode.TIMEOUT, message="too slow")
    retries = RetryPolicy(attempts=2, delay=0.0)
    run = a_run(token=1, state=RunState.FAILED, failure=failure, policy=Policy(retries=retries))
    project.desk.store.add(run)
    mark(project.desk.home, run.id)
    return run


def test_what_follows_from_an_end_is_done_once(project: Project, told: list[str]) -> None:
    run = failed_run(project)
    for _ in range(2):
        assert follow_up(project.desk, marked(project.desk.home)) == []
    assert told == [run.id]
    attempts = project.desk.store.attempts(run.id)
    assert [each.attempt for each in attempts] == [1, 2]
    assert marked(project.desk.home) == []


def test_a_follow_up_that_was_broken_off_adds_no_second_retry(
    project: Project, told: list[str]
) -> None:
    run = failed_run(project)
    follow_up(project.desk, [run.id])
    mark(project.desk.home, run.id)
    follow_up(project.desk, [run.id])
    assert len(project.desk.store.attempts(run.id)) == 2
    assert told == [run.id, run.id], "at least once: who tells knows what was told"


def test_deleted_and_waiting_runs_have_nothing_that_follows(
    project: Project, told: list[str]
) -> None:
    run = waiting(project)
    mark(project.desk.home, run.id)
    mark(project.desk.home, a_run().id)
    assert follow_up(project.desk, marked(project.desk.home)) == []
    assert told == []
    assert marked(project.desk.home) == []


def a_dead_owner() -> Owner:
    return replace(this_process(), started=1.0)


def test_a_run_that_was_handed_over_and_never_begun_waits_again(
    project: Project, lease: Lease
) -> None:
    run = waiting(project)
    dispatch_ready(project.desk, lease, Pretender())
    handed = replace(project.desk.store.get(run.id), owner=a_dead_owner())
    project.desk.store.update(handed)
    back = refresh(project.desk.store, project.desk.home, handed)
    assert back.waits
    starter = Pretender()
    dispatch_ready(project.desk, lease, starter)
    assert starter.orders == [run.id]


@pytest.mark.parametrize("ends", [True, False])
def test_a_run_that_was_begun_never_waits_again(
    project: Project, lease: Lease, *, ends: bool
) -> None:
    run = waiting(project)
    dispatch_ready(project.desk, lease, Pretender())
    folder = folder_of(project.desk.home, run.id)
    assert folder.claim()
    writer = EventWriter(folder.events)
    writer.write(RunStarted(at=now(), owner=a_dead_owner()))
    if ends:
        writer.write(RunEnded(at=now(), state=RunState.SUCCEEDED))
    writer.close()
    handed = replace(project.desk.store.get(run.id), owner=a_dead_owner())
    project.desk.store.update(handed)
    current = refresh(project.desk.store, project.desk.home, handed)
    assert current.state is (RunState.SUCCEEDED if ends else RunState.LOST)


def test_a_command_starts_its_run_itself_and_leaves_nobody_behind(project: Project) -> None:
    file = project.write(notebook("print('ran')"))
    run = start_run(project.desk, StartRequest(notebook=file))
    assert run.token is not None
    assert project.desk.store.queue.lease() is None
    assert project.ended(run).state is RunState.SUCCEEDED
