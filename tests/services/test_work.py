"""A worker at work, in a thread; the faults of workers in processes are in tests/acceptance."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import Owner, RunState
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.queue_model import LeaseKind, Limits
from jupyter_mlops.services import ensure_worker as ensure_worker_module
from jupyter_mlops.services import leaving, shift, warm_start
from jupyter_mlops.services.cancel_runs import cancel_runs
from jupyter_mlops.services.dispatch import dispatch_ready
from jupyter_mlops.services.ensure_worker import ensure_worker, set_going
from jupyter_mlops.services.errand import Errand
from jupyter_mlops.services.leaving import Leaving, WorkOrder
from jupyter_mlops.services.outlook import look_ahead
from jupyter_mlops.services.presence import is_anyone_there, sign_in, sign_out
from jupyter_mlops.services.queue import drain, read_queue, set_limits
from jupyter_mlops.services.start_run import StartRequest, start_run
from jupyter_mlops.services.work import Worker
from tests.jobs.builders import PATIENCE, Project, a_run, notebook
from tests.services.worker_threads import STANDING, at_work, until


@pytest.fixture(autouse=True)
def _cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ready kernels have tests of their own."""
    monkeypatch.setattr(warm_start, "_MOST_READY", 0)


def ask(project: Project, source: str, **policy: object) -> str:
    file = project.write(notebook(source))
    return start_run(project.desk, StartRequest(notebook=file, policy=Policy(**policy))).id  # type: ignore[arg-type]


def test_a_worker_starts_what_waits_and_what_comes_and_follows_up(project: Project) -> None:
    set_limits(project.desk, Limits(paused=True))
    first = ask(project, "print('one')")
    with at_work(project):
        set_limits(project.desk, Limits(slots=1))
        second = ask(project, "print('two')")
        ends = [project.ended(project.desk.store.get(run_id)) for run_id in (first, second)]
    assert [run.state for run in ends] == [RunState.SUCCEEDED] * 2
    assert project.desk.store.queue.lease() is None


def test_a_failed_run_is_tried_again_without_anybody_asking(project: Project) -> None:
    retries = RetryPolicy(attempts=3, delay=0.1, on=("any",))
    with at_work(project):
        run_id = ask(project, "1 / 0", retries=retries)
        until(lambda: len(project.desk.store.attempts(run_id)) == 3)
        last = project.ended(project.desk.store.attempts(run_id)[-1])
    assert last.state is RunState.FAILED
    assert {run.state for run in project.desk.store.attempts(run_id)} == {RunState.FAILED}


def test_a_worker_on_demand_goes_when_nothing_is_left(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "_LINGER", 0.0)
    with at_work(project, WorkOrder()) as thread:
        run = project.ended(project.desk.store.get(ask(project, "1")))
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert run.state is RunState.SUCCEEDED


def test_a_second_worker_on_demand_goes_at_once(project: Project) -> None:
    with at_work(project):
        second = Worker(project.desk, WorkOrder())
        assert second.work() is False
        present = read_queue(project.desk).worker
        assert present is not None
        assert present.kind is LeaseKind.STANDING


def test_a_drained_worker_finishes_and_starts_nothing_more(project: Project) -> None:
    with at_work(project) as thread:
        go_on = project.folder / "go-on"
        wait = f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.05)"
        running = ask(project, wait)
        project.at_work(project.desk.store.get(running))
        draining = drain(project.desk)
        assert draining.worker is not None
        assert draining.worker.draining
        waiting = ask(project, "1")
        go_on.touch()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert project.desk.store.get(running).state is RunState.SUCCEEDED
    assert project.desk.store.get(waiting).waits


def test_a_store_that_cannot_be_written_for_a_while_ends_no_worker(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter([StorageError("locked"), ZeroDivisionError("a bug")])

    def faulty(*arguments: object, **named: object) -> object:
        for fault in faults:
            raise fault
        return dispatch_ready(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(shift, "_PAUSE", 0.05)
    with at_work(project):
        monkeypatch.setattr(shift, "dispatch_ready", faulty)
        run = project.ended(project.desk.store.get(ask(project, "1")))
    assert run.state is RunState.SUCCEEDED


def test_a_worker_whose_home_is_deleted_goes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift, "_ROUND", 0.1)
    with at_work(project) as thread:
        project.desk.home.root.rename(project.folder / "elsewhere")
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_all_of_a_crowd_is_cancelled_and_nothing_starts_meanwhile(project: Project) -> None:
    set_limits(project.desk, Limits(slots=1))
    with at_work(project):
        ids = [ask(project, "import time; time.sleep(300)") for _ in range(5)]
        until(lambda: project.desk.store.queue.counts().running == 1)
        done = cancel_runs(project.desk)
        assert (done.count, done.failed) == (5, {})
        states = {project.desk.store.get(run_id).state for run_id in ids}
    assert states == {RunState.CANCELLED}


def test_nobody_starts_a_worker_where_that_is_forbidden(project: Project) -> None:
    assert not ensure_worker(project.desk)
    set_limits(project.desk, Limits(paused=True))
    ask(project, "1")
    set_going(project.desk)
    assert project.desk.store.queue.lease() is None


def test_a_server_that_lives_keeps_a_worker(project: Project) -> None:
    home = project.desk.home
    patient = Leaving(project.desk, WorkOrder())
    assert not is_anyone_there(home)
    sign_in(home)
    assert is_anyone_there(home)
    assert not patient.is_due(at_work=False, draining=False, idle_for=60.0)
    sign_out(home)
    sign_out(home)
    assert not is_anyone_there(home)


def test_a_worker_on_demand_lingers_for_a_moment_and_one_to_stay_stays(project: Project) -> None:
    on_demand, standing = Leaving(project.desk, WorkOrder()), Leaving(project.desk, STANDING)
    assert not on_demand.is_due(at_work=False, draining=False, idle_for=1.0)
    assert on_demand.is_due(at_work=False, draining=False, idle_for=60.0)
    assert not on_demand.is_due(at_work=True, draining=False, idle_for=60.0)
    assert not standing.is_due(at_work=False, draining=False, idle_for=60.0)
    assert standing.is_due(at_work=False, draining=True)
    project.desk.store.add(a_run())
    assert not on_demand.is_due(at_work=False, draining=False, idle_for=60.0)


def test_an_errand_comes_back_when_it_is_due_when_poked_and_after_a_fault() -> None:
    rounds: list[datetime] = []

    def work(at: datetime) -> datetime | None:
        rounds.append(at)
        if len(rounds) == 1:
            return now() + timedelta(milliseconds=1)
        raise ZeroDivisionError

    errand = Errand("test", work, lambda: None)
    errand.start()
    until(lambda: len(rounds) == 2)
    errand.poke()
    until(lambda: len(rounds) == 3)
    errand.stop(PATIENCE)
    assert rounds == sorted(rounds)


def test_the_outlook_says_who_goes_on_without_jupyterlab(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = project.desk.store.queue
    counts, limits = replace(queue.counts(), schedules=1), Limits()
    lease = queue.take_lease(this_process(), LeaseKind.ON_DEMAND)
    assert lease is not None
    assert look_ahead(lease, counts, limits)[0]
    assert "--unit" in look_ahead(lease, counts, limits)[1]
    assert look_ahead(replace(lease, kind=LeaseKind.STANDING), counts, limits)[0]
    assert not look_ahead(replace(lease, draining=True), counts, limits)[0]
    assert not look_ahead(lease, counts, Limits(paused=True))[0]
    assert not look_ahead(None, counts, limits)[0]
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
    assert "hub" in look_ahead(lease, counts, limits)[1]


def test_a_sign_of_another_machine_counts_while_it_is_fresh(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jupyter_mlops.services import presence

    elsewhere = Owner(host="elsewhere", pid=1, started=0.0)
    monkeypatch.setattr(presence, "this_process", lambda: elsewhere)
    sign_in(project.desk.home)
    assert is_anyone_there(project.desk.home)
    monkeypatch.setattr(presence, "SIGN_INTERVAL", 0.0)
    assert not is_anyone_there(project.desk.home)


@pytest.mark.parametrize(
    ("policy", "needed"),
    [(Policy(), 0), (Policy(retries=RetryPolicy(attempts=2)), 1)],
)
def test_a_command_brings_a_worker_only_for_what_a_worker_does(
    project: Project, monkeypatch: pytest.MonkeyPatch, policy: Policy, needed: int
) -> None:
    brought: list[object] = []
    monkeypatch.setenv("JUPYTER_MLOPS_WORKER", "auto")
    monkeypatch.setattr(ensure_worker_module, "start_worker", brought.append)
    file = project.write(notebook("1"))
    run = start_run(project.desk, StartRequest(notebook=file, policy=policy))
    assert len(brought) == needed
    assert project.ended(run).state is RunState.SUCCEEDED
    set_limits(project.desk, Limits(paused=True))
    start_run(project.desk, StartRequest(notebook=file))
    assert len(brought) > needed, "somebody has to start it later"


def test_a_run_that_comes_as_the_worker_goes_is_not_left_behind(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "_LINGER", 0.0)
    monkeypatch.setattr(shift, "_ROUND", 0.1)
    late: list[str] = []
    release = project.desk.store.queue.release

    def at_the_last_moment(lease: object) -> None:
        if not late:
            late.append(ask(project, "1"))
        release(lease)  # type: ignore[arg-type]

    worker = Worker(project.desk, WorkOrder())
    monkeypatch.setattr(project.desk.store.queue, "release", at_the_last_moment)
    assert worker.work()
    assert project.ended(project.desk.store.get(late[0])).state is RunState.SUCCEEDED
