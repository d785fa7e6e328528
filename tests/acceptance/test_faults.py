"""The fault matrix: who is killed, at which state of a run, and what becomes of the run.

SIGKILL of | waiting           | handed over | running           | ended
worker     | the next starts it | goes on     | the next follows  | the next follows up
runner     |                   | waits again | lost, tried again | stays
kernel     |                   |             | failed, tried again |
server     | nothing of the above changes (tests/server/test_extension.py), nor beside another
           | server on the same store (test_two_servers.py)
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.follow_ups import marked
from jupyter_mlops.jobs.lease import holder_lives
from jupyter_mlops.jobs.model import FailureCode, Owner, Run, RunState
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.queue_model import LeaseKind, Limits
from jupyter_mlops.services.dispatch import ColdStarter, dispatch_ready
from jupyter_mlops.services.ensure_worker import set_going
from jupyter_mlops.services.queue import set_limits
from jupyter_mlops.services.start_run import StartRequest, build_runs, enqueue, start_run
from tests.acceptance.worker_processes import (
    STANDING,
    Start,
    age_lease,
    append,
    until,
    worker_of,
    workers_of,
)
from tests.jobs.builders import PATIENCE, Project, is_gone, notebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

TRIED_TWICE = Policy(retries=RetryPolicy(attempts=2, delay=0.1))
WAIT = "import os, time\nwhile not os.path.exists({!r}): time.sleep(0.05)\n"


@pytest.fixture
def start_worker(project: Project) -> Iterator[Start]:
    """Starts a worker process; every one of them ends with the test."""
    with workers_of(project) as start:
        yield start


def ask(project: Project, *sources: str, policy: Policy = TRIED_TWICE) -> Run:
    file = project.write(notebook(*sources))
    return start_run(project.desk, StartRequest(notebook=file, policy=policy))


def has_text(file: Path) -> bool:
    return file.exists() and file.read_text() != ""


def last_attempt(project: Project, run: Run, attempt: int = 2) -> Run:
    """The second attempt, ended."""

    def is_started() -> bool:
        set_going(project.desk)
        last = project.desk.store.attempts(run.id)[-1]
        return last.attempt == attempt and not last.waits

    until(is_started)
    return project.ended(project.desk.store.attempts(run.id)[-1])


def test_a_worker_that_is_killed_loses_nothing_and_the_next_one_goes_on(
    project: Project, start_worker: Start, proof: Path, gate: Path
) -> None:
    set_limits(project.desk, Limits(slots=1))
    first = start_worker()
    worker_of(project)
    running = ask(project, WAIT.format(str(gate)), append(proof))
    project.at_work(running)
    waiting = ask(project, append(proof))
    first.kill()
    assert project.now(running).state is RunState.RUNNING
    assert project.now(waiting).waits

    start_worker()
    worker_of(project)
    gate.touch()
    ends = [project.ended(run) for run in (running, waiting)]
    assert [run.state for run in ends] == [RunState.SUCCEEDED] * 2
    assert proof.read_text() == "xx"
    until(lambda: marked(project.desk.home) == [])


def test_what_ended_while_no_worker_was_there_is_tried_again_by_the_next(
    project: Project, start_worker: Start, proof: Path, gate: Path
) -> None:
    first = start_worker()
    worker_of(project)
    run = ask(project, append(proof) + WAIT.format(str(gate)))
    until(lambda: has_text(proof))
    first.kill()
    psutil.Process(project.now(run).owner.pid).kill()
    assert project.ended(run).state is RunState.LOST
    assert len(project.desk.store.attempts(run.id)) == 1

    gate.touch()
    start_worker()
    until(lambda: len(project.desk.store.attempts(run.id)) == 2)
    assert project.ended(project.desk.store.attempts(run.id)[-1]).state is RunState.SUCCEEDED
    assert proof.read_text() == "xx"


def test_a_worker_that_is_to_stay_takes_over_from_one_on_demand(
    project: Project, start_worker: Start, proof: Path, gate: Path
) -> None:
    on_demand = start_worker()
    worker_of(project)
    run = ask(project, WAIT.format(str(gate)), append(proof))
    project.at_work(run)
    start_worker(STANDING)
    until(lambda: worker_of(project).kind is LeaseKind.STANDING)
    on_demand.process.wait(PATIENCE)
    gate.touch()
    assert project.ended(run).state is RunState.SUCCEEDED
    assert proof.read_text() == "x"


def test_three_workers_run_every_run_once(
    project: Project, start_worker: Start, proof: Path
) -> None:
    set_limits(project.desk, Limits(paused=True))
    workers = [start_worker() for _ in range(3)]
    file = project.write(notebook(append(proof)))
    runs = build_runs(project.desk, StartRequest(notebook=file, sweep="s" * 26), [{}] * 6)
    enqueue(project.desk, runs)
    worker_of(project)
    set_limits(project.desk, Limits(slots=2))
    assert {project.ended(run).state for run in runs} == {RunState.SUCCEEDED}
    assert proof.read_text() == "x" * 6
    until(lambda: sum(each.process.poll() is None for each in workers) <= 1)


def test_a_worker_that_slept_too_long_starts_nothing_when_it_wakes(
    project: Project, start_worker: Start, proof: Path
) -> None:
    sleepy = start_worker()
    old = worker_of(project)
    sleepy.process.send_signal(signal.SIGSTOP)
    set_limits(project.desk, Limits(paused=True))
    run = ask(project, append(proof))
    age_lease(project.desk.home, 61)
    start_worker()
    until(lambda: worker_of(project).token > old.token)
    set_limits(project.desk, Limits(slots=1))
    sleepy.process.send_signal(signal.SIGCONT)

    assert project.ended(run).state is RunState.SUCCEEDED
    assert proof.read_text() == "x"
    assert project.now(run).token == old.token + 1
    sleepy.process.wait(PATIENCE)


def test_a_runner_that_is_killed_before_it_began_costs_no_attempt(
    project: Project, proof: Path
) -> None:
    lease = project.desk.store.queue.take_lease(this_process(), LeaseKind.STANDING)
    assert lease is not None
    file = project.write(notebook(append(proof)))
    (run,) = build_runs(project.desk, StartRequest(notebook=file), [{}])
    project.desk.store.add(run)

    class Short(ColdStarter):
        def launch(self, folder: RunFolder) -> Owner:
            owner = super().launch(folder)
            os.kill(owner.pid, signal.SIGKILL)
            return owner

    dispatch_ready(project.desk, lease, Short())
    until(lambda: project.now(run).waits)
    dispatch_ready(project.desk, lease, ColdStarter())
    assert project.ended(run).state is RunState.SUCCEEDED
    assert proof.read_text() == "x"


def test_a_killed_runner_is_lost_and_its_notebook_tried_again(
    project: Project, proof: Path, gate: Path
) -> None:
    run = ask(project, append(proof) + WAIT.format(str(gate)))
    until(lambda: has_text(proof))
    psutil.Process(project.now(run).owner.pid).kill()
    assert project.ended(run).state is RunState.LOST
    assert is_gone(run)
    gate.touch()
    second = last_attempt(project, run)
    assert (second.state, second.attempt) == (RunState.SUCCEEDED, 2)
    assert proof.read_text() == "xx"


def test_a_killed_kernel_fails_the_run_and_its_notebook_is_tried_again(
    project: Project, proof: Path
) -> None:
    once = (
        f"import os, signal\nif not os.path.exists({str(proof)!r}):\n"
        f"    {append(proof)}    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = ask(project, once)
    first = project.ended(run)
    assert first.failure is not None
    assert (first.state, first.failure.code) == (RunState.FAILED, FailureCode.KERNEL_DIED)
    assert last_attempt(project, run).state is RunState.SUCCEEDED


def test_a_notebook_that_is_edited_or_deleted_while_it_waits_runs_as_it_was(
    project: Project, proof: Path
) -> None:
    set_limits(project.desk, Limits(paused=True))
    runs = [ask(project, append(proof, text)) for text in "ab"]
    (project.folder / "train.ipynb").unlink()
    set_limits(project.desk, Limits(slots=1))

    def helped(run: Run) -> Run:
        while project.now(run).waits:
            time.sleep(0.05)
            set_going(project.desk)
        return project.ended(run)

    assert [helped(run).state for run in runs] == [RunState.SUCCEEDED] * 2
    assert proof.read_text() == "ab"


def test_a_clock_that_was_put_back_leaves_no_lease_for_ever(project: Project) -> None:
    lease = project.desk.store.queue.take_lease(this_process(), LeaseKind.STANDING)
    assert lease is not None
    age_lease(project.desk.home, -7200)
    held = project.desk.store.queue.lease()
    assert held is not None
    assert not holder_lives(held, now())
    assert project.desk.store.queue.take_lease(this_process(), LeaseKind.STANDING)
