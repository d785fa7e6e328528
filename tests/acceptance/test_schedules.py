"""Schedules with a real worker, which dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jupyter_mlops.jobs.definition import ResultWishes, Revision, RevisionKind
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.processes import processes_of_run
from jupyter_mlops.jobs.triggers import OverlapPolicy
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.jobs import pause_job
from tests.jobs.builders import PATIENCE, Project, notebook
from tests.services.git_files import FilesRepository
from tests.services.job_builders import add, every, noted, runs_of

StartWorker = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def worker() -> Iterator[StartWorker]:
    """Starts workers, which end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "jupyter_mlops.cli.main", "worker"]
        started.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FilesRepository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return FilesRepository(tmp_path / "repository")


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_worker_that_is_killed_loses_no_time_and_doubles_none(
    project: Project, worker: StartWorker
) -> None:
    job = add(project, every(1, overlap=OverlapPolicy.QUEUE))
    first = worker()
    wait_for(lambda: len(runs_of(project, job)) >= 2)
    first.kill()
    first.wait()
    killed_with = len(runs_of(project, job))
    second = worker()
    wait_for(lambda: len(runs_of(project, job)) >= killed_with + 2)
    pause_job(project.desk, project.desk.store.jobs.get(job.id), paused=True)
    second.terminate()  # nobody adds to what is looked at now
    second.wait(PATIENCE)

    occurrences, runs = noted(project, job), runs_of(project, job)
    times = [occurrence.due_at for occurrence in occurrences]
    assert [(at - times[0]).total_seconds() for at in times] == list(range(len(times)))
    assert {occurrence.run for occurrence in occurrences} == {run.id for run in runs}
    assert set(Counter(run.due_at for run in runs).values()) == {1}
    for run in runs:
        if run.waits:
            cancel_run(project.desk, run.id)
    worker()
    wait_for(lambda: all(run.state.final for run in runs_of(project, job)))


def test_a_branch_is_run_in_a_clean_worktree_and_what_it_makes_stays(
    project: Project, files: FilesRepository, worker: StartWorker
) -> None:
    source = "text = open('code.py').read()\nopen('made.txt', 'w').write(text)"
    file = project.write(notebook(source), str(files.folder / "job.ipynb"))
    files.write("code.py", "committed")
    files.commit("job.ipynb", "code.py")
    files.write("code.py", "not committed")
    job = add(
        project,
        every(1),
        notebook=file,
        revision=Revision(kind=RevisionKind.BRANCH, name="main"),
        results=ResultWishes(artifacts=("made.txt",)),
    )
    worker()
    wait_for(lambda: any(run.state.final for run in runs_of(project, job)))
    pause_job(project.desk, project.desk.store.jobs.get(job.id), paused=True)
    wait_for(lambda: all(run.state.final for run in runs_of(project, job)))
    wait_for(lambda: len(files.git("worktree", "list").splitlines()) == 1)

    run = project.desk.store.get(runs_of(project, job)[0].id)
    assert (run.state, run.failure) == (RunState.SUCCEEDED, None)
    (artifact,) = run.artifacts
    assert Path(artifact.file).read_text() == "committed"
    assert files.read("code.py") == b"not committed"
    assert not (files.folder / "made.txt").exists()
    assert processes_of_run(run.id) == []
