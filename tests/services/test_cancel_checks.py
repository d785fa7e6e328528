"""Ends of runs of checks that nobody waited for: cancelled, killed, orphaned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.run_files import WorkerProcess
from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.services.cancel_checks import cancel_checks
from jupyter_mlops.services.check_desk import FoundRun
from tests.git.notebooks import isolate
from tests.jobs.builders import lives
from tests.services.check_projects import CheckedProject, wait_for

#: Tells its process and one that it has started, which has left its session, then goes on for long.
SLEEPER = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                         start_new_session=True)
note = pathlib.Path({note!r})
note.with_suffix(".part").write_text(f"{{os.getpid()}} {{child.pid}}")
note.with_suffix(".part").rename(note)
time.sleep(600)
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """Where the sleeper tells its processes."""
    return tmp_path / "note.txt"


@pytest.fixture
def project(tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch) -> CheckedProject:
    isolate(monkeypatch, tmp_path / "home")
    made = CheckedProject(tmp_path / "lab")
    made.save("train.ipynb", SLEEPER.format(note=str(note)))
    made.committed("Sleep")
    return made


def started(project: CheckedProject, note: Path) -> tuple[FoundRun, list[int]]:
    """A run that sleeps, and the processes that sleep for it."""
    run_id = project.start(checks=(CheckName.EXECUTE,)).run.id

    def sleeping() -> FoundRun | None:
        found = project.look(run_id)
        assert found.run.state in ("queued", "running"), found.run.message
        return found if note.exists() else None

    found = wait_for(sleeping)
    return found, [int(pid) for pid in note.read_text().split()]


def gone(pids: list[int]) -> bool:
    """Whether they end; who was killed may need a moment."""
    return wait_for(lambda: None if any(map(lives, pids)) else True)


def no_worktree(project: CheckedProject) -> bool:
    return project.git("worktree", "list", "--porcelain").count("worktree ") == 1


def test_no_process_of_a_cancelled_run_is_left(project: CheckedProject, note: Path) -> None:
    found, pids = started(project, note)

    worker = project.look(found.run.id).record.worker
    assert worker is not None
    waiting = project.start()

    ended = cancel_checks(project.desk, found.run.id)

    assert gone([*pids, worker.pid])
    assert project.ended(waiting.run.id).run.state == "passed"
    assert ended.run.state == "cancelled"
    assert no_worktree(project)
    with pytest.raises(ConflictError, match="has ended"):
        cancel_checks(project.desk, found.run.id)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_run_that_does_not_answer_is_killed(
    project: CheckedProject, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_mlops.services.cancel_checks._PATIENCE", 0.2)
    found, pids = started(project, note)
    worker = project.look(found.run.id).record.worker
    assert worker is not None
    os.kill(worker.pid, signal.SIGSTOP)

    ended = cancel_checks(project.desk, found.run.id)

    assert (ended.run.state, ended.run.message) == ("cancelled", "")
    assert gone([*pids, worker.pid])
    assert no_worktree(project)


def test_a_run_whose_process_was_killed_is_said_to_be_broken(
    project: CheckedProject, note: Path
) -> None:
    found, pids = started(project, note)
    worker = project.look(found.run.id).record.worker
    assert worker is not None
    waiting = project.start()
    psutil.Process(worker.pid).kill()

    ended = project.ended(found.run.id)

    assert ended.run.state == "broken"
    assert "gone" in ended.run.message
    assert gone(pids)
    assert no_worktree(project)
    assert project.ended(waiting.run.id).run.state == "passed"


def test_a_run_goes_on_when_whoever_started_it_is_gone(project: CheckedProject) -> None:
    code = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from tests.services.check_projects import QUICK\n"
        "from jupyter_mlops.jobs.home import default_home\n"
        "from jupyter_mlops.services.check_desk import CheckDesk\n"
        "from jupyter_mlops.services.start_checks import CheckRequest, start_checks\n"
        "desk = CheckDesk(home=default_home(), user='ada')\n"
        f"request = CheckRequest(path=Path({str(project.folder)!r}), checks=QUICK)\n"
        "print(start_checks(desk, request).run.id, flush=True)\n"
        "os.abort()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode != 0
    assert project.ended(done.stdout.strip()).run.state == "passed"


def test_one_that_waits_just_goes(project: CheckedProject) -> None:
    found = project.start(working=True)
    project.ended(found.run.id)
    record = replace(found.record, run=replace(found.run, id="0" * 26))
    waiting = project.desk.store.add(record)

    assert cancel_checks(project.desk, waiting.id).run.state == "cancelled"


def test_there_is_nothing_to_cancel(project: CheckedProject) -> None:
    for run_id in ("0" * 26, "../../etc", "*"):
        with pytest.raises(NotFoundError):
            cancel_checks(project.desk, run_id)


def test_a_process_of_another_machine_is_left_alone(project: CheckedProject) -> None:
    found = project.checked()
    elsewhere = WorkerProcess(host="elsewhere", pid=1, started=0.0, mark="x")
    run = replace(found.run, state="running", ended_at=None)
    found.folder.write(replace(found.record, run=run, worker=elsewhere))

    assert project.look(found.run.id).run.state == "running"
