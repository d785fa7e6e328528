"""Many runs at once: cancelled, queued, asked for."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

from jupyter_mlops.errors import ConflictError, MlopsError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.queue_model import Limits
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.sweep import ListSpace, Sweep
from jupyter_mlops.services.cancel_runs import cancel_runs
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.ensure_worker import set_going
from jupyter_mlops.services.queue import set_limits
from jupyter_mlops.services.start_run import StartRequest, build_runs, enqueue, start_run
from tests.acceptance.worker_processes import append
from tests.jobs.builders import Project, is_gone, notebook


def test_a_hundred_cancels_at_once_leave_no_process(project: Project) -> None:
    set_limits(project.desk, Limits(slots=2))
    file = project.write(notebook("import time; time.sleep(300)"))
    runs = build_runs(project.desk, StartRequest(notebook=file, sweep="s" * 26), [{}] * 50)
    enqueue(project.desk, runs)
    for run in runs[:2]:
        project.at_work(run)
    refusals: list[str] = []

    def cancel(run: Run) -> None:
        try:
            cancel_run(project.desk, run.id)
        except ConflictError as error:
            refusals.append(error.message)

    threads = [threading.Thread(target=cancel, args=(run,)) for run in runs * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = Counter(project.desk.store.get(run.id).state for run in runs)
    assert states == {RunState.CANCELLED: 50}
    assert all("was cancelled" in refusal for refusal in refusals)
    assert all(is_gone(run) for run in runs[:2])


def test_ten_thousand_runs_are_listed_started_and_cancelled(project: Project) -> None:
    set_limits(project.desk, Limits(slots=1))
    file = project.write(notebook("print(n)", parameters="n = 0"))
    wanted = StartRequest(notebook=file, sweep="s" * 26)
    runs = build_runs(project.desk, wanted, [{"n": n} for n in range(10_000)])
    space = ListSpace(points=[])
    sweep = Sweep(
        id="s" * 26,
        name="all",
        user="ada",
        notebook=str(file),
        space=space,
        count=len(runs),
        created_at=now(),
    )
    project.desk.store.sweeps.add(sweep, runs)
    assert project.desk.store.queue.counts().waiting == 10_000
    set_going(project.desk)
    assert project.ended(runs[0]).state is RunState.SUCCEEDED
    page = project.desk.store.page(RunFilter(sweep="s" * 26), before=None, limit=50)
    assert [run.sweep_index for run in page] == [*range(9_999, 9_949, -1)]
    done = cancel_runs(project.desk, only=RunFilter(sweep="s" * 26))
    assert (done.count, done.failed) == (9_999, {})
    assert project.desk.store.queue.counts().waiting == 0


def test_two_commands_that_start_runs_at_once_start_each_once(
    project: Project, tmp_path: Path
) -> None:
    set_limits(project.desk, Limits(slots=4))
    faults: list[MlopsError] = []
    proof = tmp_path / "proof.txt"
    file = project.write(notebook(append(proof)))

    def start() -> None:
        try:
            start_run(project.desk, StartRequest(notebook=file))
        except MlopsError as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    runs = project.desk.store.page(RunFilter(), before=None, limit=10)
    assert {project.ended(run).state for run in runs} == {RunState.SUCCEEDED}
    assert proof.read_text() == "x" * 4
