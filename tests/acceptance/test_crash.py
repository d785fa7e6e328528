"""What is left of a run when somebody else dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import psutil

from jupyter_mlops.jobs.events import EventWriter, RunStarted
from jupyter_mlops.jobs.folder import RunOrder
from jupyter_mlops.jobs.model import FailureCode, Owner, Run, RunState
from jupyter_mlops.jobs.processes import owner_of, this_process
from jupyter_mlops.jobs.recovery import folder_of, refresh_active
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.list_runs import list_runs
from tests.acceptance.test_cancel import CHILDREN
from tests.jobs.builders import NOON, PATIENCE, Project, a_run, is_gone, notebook, output_of

LAUNCHER = """\
import sys, time
from pathlib import Path
from jupyter_mlops.jobs.home import default_home
from jupyter_mlops.services.desk import Desk, open_store
from jupyter_mlops.services.start_run import StartRequest, start_run
home = default_home()
desk = Desk(home=home, store=open_store(home), user="ada")
print(start_run(desk, StartRequest(notebook=Path(sys.argv[1]))).id, flush=True)
time.sleep(300)
"""


def ended_process() -> Owner:
    """A process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    owner = owner_of(process.pid)
    process.communicate()
    return owner


def test_a_killed_runner_leaves_a_lost_run_a_valid_output_and_no_process(project: Project) -> None:
    run = project.start("print('one')", CHILDREN + "while True: pass")
    project.printed(run, "ready")
    run = project.now(run)
    pids = [int(line) for line in project.log(run).splitlines() if line.isdigit()]
    psutil.Process(run.owner.pid).kill()
    run = project.ended(run)
    assert run.state is RunState.LOST
    assert run.failure is not None
    assert run.failure.code is FailureCode.RUNNER_GONE
    assert len(pids) == 2
    assert is_gone(run, *pids)
    assert len(output_of(run).cells) == 2
    assert [cell.cell_id for cell in run.cells] == ["c0"]


def test_a_run_survives_the_death_of_who_started_it(project: Project) -> None:
    file = project.write(notebook("import time; time.sleep(1)", "print('done')"))
    with subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(file)], stdout=subprocess.PIPE, text=True
    ) as launcher:
        assert launcher.stdout is not None
        run_id = launcher.stdout.readline().strip()
        launcher.kill()
    run = project.ended(project.desk.store.get(run_id))
    assert run.state is RunState.SUCCEEDED
    assert len(run.cells) == 2


def test_a_run_whose_starter_died_before_the_runner_was_there_waits_again(
    project: Project,
) -> None:
    run = a_run(token=1, owner=ended_process())
    order(project, run)
    project.desk.store.add(run)
    (found,) = list_runs(project.desk).runs
    assert found.waits
    assert run_by_hand(project, run) == 1, "its old runner comes too late"
    assert project.events(run) == []


def order(project: Project, run: Run) -> None:
    file = project.write(notebook("print('ran')"))
    folder_of(project.desk.home, run.id).create(
        RunOrder(
            run_id=run.id,
            notebook=str(file),
            copy=str(file),
            output=str(project.folder / f"{run.id}.ipynb"),
            refuge=str(project.folder / "refuge.ipynb"),
            kernel="python3",
            parameters={},
        )
    )


def runner_of(project: Project, run: Run) -> list[str]:
    root = folder_of(project.desk.home, run.id).root
    return [sys.executable, "-m", "jupyter_mlops.jobs.runner", str(root)]


def run_by_hand(project: Project, run: Run) -> int:
    return subprocess.run(runner_of(project, run), check=False).returncode


def test_of_two_runners_of_one_run_only_one_runs(project: Project) -> None:
    run = a_run(token=1, owner=this_process())
    order(project, run)
    project.desk.store.add(run)
    command = runner_of(project, run)
    both = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert sorted(each.wait(PATIENCE) for each in both) == [0, 1]
    assert [each.communicate()[1] for each in both] == [b"", b""]
    assert sum(isinstance(event, RunStarted) for event in project.events(run)) == 1
    assert project.now(run).state is RunState.SUCCEEDED


def test_a_run_that_nobody_has_taken_up_is_cancelled_and_its_starter_lives(
    project: Project,
) -> None:
    """A server that starts a run answers for it until the runner is there: it must not be hit."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as starter:
        run = a_run(token=1, owner=owner_of(starter.pid))
        order(project, run)
        project.desk.store.add(run)
        assert cancel_run(project.desk, run.id).state is RunState.CANCELLED
        assert starter.poll() is None
        assert run_by_hand(project, run) == 1
        starter.communicate()


def test_a_silent_runner_of_another_machine_is_lost_and_a_fresh_one_left_alone(
    project: Project,
) -> None:
    silent, fresh = a_run(token=1), a_run(token=1)
    for run in (silent, fresh):
        project.desk.store.add(run)
        order(project, run)
        writer = EventWriter(folder_of(project.desk.home, run.id).events)
        writer.write(RunStarted(at=NOON, owner=run.owner))
        writer.touch()
        writer.close()
    long_ago = time.time() - 61
    os.utime(folder_of(project.desk.home, silent.id).events, (long_ago, long_ago))
    states = {run.id: run.state for run in refresh_active(project.desk.store, project.desk.home)}
    assert states == {silent.id: RunState.LOST, fresh.id: RunState.RUNNING}


def test_a_damaged_log_of_one_run_hides_no_other(project: Project) -> None:
    """A full disk or a crash of the machine can cut a line short before the next one."""
    damaged, sound = a_run(token=1, owner=this_process()), a_run(token=1, owner=this_process())
    for run in (damaged, sound):
        order(project, run)
        project.desk.store.add(run)
    events = folder_of(project.desk.home, damaged.id).events
    writer = EventWriter(events)
    writer.write(RunStarted(at=NOON, owner=this_process()))
    writer.close()
    events.write_bytes(b'{"event":"cell_st\n\0\0\0\n' + events.read_bytes())
    assert {run.state for run in list_runs(project.desk).runs} == {
        RunState.RUNNING,
        RunState.QUEUED,
    }


def test_two_readers_may_bring_a_run_up_to_date_at_once(project: Project) -> None:
    run = project.start("1", "2", "3")
    seen: list[RunState] = []

    def watch() -> None:
        seen.append(project.ended(run).state)

    watchers = [threading.Thread(target=watch) for _ in range(4)]
    for each in watchers:
        each.start()
    for each in watchers:
        each.join()
    assert seen == [RunState.SUCCEEDED] * 4


def test_a_run_that_a_run_has_started_outlives_it(project: Project) -> None:
    inner = project.write(notebook("import time; time.sleep(1.5); print('inner')"), "inner.ipynb")
    outer = project.run(
        LAUNCHER.replace("sys.argv[1]", repr(str(inner))).replace("time.sleep(300)", "")
    )
    assert outer.state is RunState.SUCCEEDED, project.log(outer)
    started = [run for run in list_runs(project.desk).runs if run.notebook == str(inner)]
    assert project.ended(started[0]).state is RunState.SUCCEEDED


def test_a_run_whose_folder_was_deleted_is_lost(project: Project) -> None:
    run = a_run(token=1, owner=ended_process())
    project.desk.store.add(run)
    assert project.now(run).state is RunState.LOST
