"""Runs that are stopped."""

from __future__ import annotations

import sys

import pytest

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.model import CellStatus, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services import end_run
from jupyter_mlops.services.end_run import cancel_run, delete_run
from tests.jobs.builders import PATIENCE, Project, is_gone, output_of, printed_by

CHILDREN = """\
import subprocess, sys
sleep = [sys.executable, "-c", "import time; time.sleep(300)"]
for detached in (True, False):
    child = subprocess.Popen(sleep, start_new_session=detached)
    print(child.pid, flush=True)
print("ready", flush=True)
"""


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the runner gets the time to end by itself."""
    monkeypatch.setattr(end_run, "_PATIENCE", PATIENCE)


def children_of(text: str) -> list[int]:
    return [int(line) for line in text.splitlines() if line.isdigit()]


@pytest.mark.usefixtures("_patient")
def test_an_endless_loop_is_cancelled_with_its_children_and_keeps_its_outputs(
    project: Project,
) -> None:
    run = project.start(CHILDREN + "while True: pass", "print('never')")
    project.printed(run, "ready")
    with pytest.raises(ConflictError, match="has not ended"):
        delete_run(project.desk, run.id)
    run = cancel_run(project.desk, run.id)
    assert run.state is RunState.CANCELLED
    assert run.failure is None
    assert is_gone(run)
    nb = output_of(run)
    printed = printed_by(nb, 0)
    assert "ready\n" in printed
    assert is_gone(run, *children_of(printed))
    assert nb.cells[1].outputs == []
    assert [cell.status for cell in project.now(run).cells] == [CellStatus.CANCELLED]
    assert "was destroyed" not in project.log(run)
    with pytest.raises(ConflictError, match="was cancelled"):
        cancel_run(project.desk, run.id)


@pytest.mark.usefixtures("_patient")
def test_a_cancelled_cell_shows_where_it_stood(project: Project) -> None:
    """It has a second to do so, for which a busy machine may need another attempt."""
    for _ in range(5):
        run = project.start("print('ready', flush=True)\nwhile True: pass")
        project.printed(run, "ready")
        last = output_of(cancel_run(project.desk, run.id)).cells[0].outputs[-1]
        if last.output_type == "error":
            break
    assert last.ename == "KeyboardInterrupt"


@pytest.mark.usefixtures("_patient")
@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
def test_a_child_whose_environment_was_emptied_ends_with_the_kernels_group(
    project: Project,
) -> None:
    unmarked = (
        "import subprocess, sys\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(300)']\n"
        "print(subprocess.Popen(sleep, env={}).pid, flush=True)\n"
        "print('ready', flush=True)\nwhile True: pass"
    )
    run = project.start(unmarked)
    project.printed(run, "ready")
    run = cancel_run(project.desk, run.id)
    assert is_gone(run, *children_of(printed_by(output_of(run), 0)))


@pytest.mark.usefixtures("_patient")
def test_a_cell_that_takes_no_interrupt_is_cancelled_all_the_same(project: Project) -> None:
    stubborn = (
        "import time\nprint('ready', flush=True)\nwhile True:\n"
        "    try:\n        time.sleep(60)\n    except KeyboardInterrupt:\n        pass"
    )
    run = project.start(stubborn)
    project.printed(run, "ready")
    run = cancel_run(project.desk, run.id)
    assert run.state is RunState.CANCELLED
    assert is_gone(run)
    assert "ready\n" in printed_by(output_of(run))


@pytest.mark.usefixtures("_patient")
def test_a_run_is_cancelled_before_its_kernel_is_up(project: Project) -> None:
    run = cancel_run(project.desk, project.start("print('never')").id)
    assert run.state is RunState.CANCELLED
    assert is_gone(run)
    assert not run.cells


def test_a_runner_that_was_stopped_in_its_tracks_is_killed(project: Project) -> None:
    import psutil

    run = project.start("import time; print('ready', flush=True); time.sleep(300)")
    project.printed(run, "ready")
    run = project.now(run)
    psutil.Process(run.owner.pid).suspend()
    run = cancel_run(project.desk, run.id)
    assert run.state is RunState.CANCELLED
    assert is_gone(run, run.owner.pid)
    assert project.now(run).state is RunState.CANCELLED
    output_of(run)


def test_an_end_request_to_the_runner_counts_as_cancel(project: Project) -> None:
    import psutil

    run = project.start("import time; print('ready', flush=True); time.sleep(300)")
    project.printed(run, "ready")
    psutil.Process(project.now(run).owner.pid).terminate()
    run = project.ended(run)
    assert run.state is RunState.CANCELLED
    assert is_gone(run)


def test_a_run_whose_folder_was_deleted_is_cancelled_all_the_same(project: Project) -> None:
    run = project.start("import time; print('ready', flush=True); time.sleep(300)")
    project.printed(run, "ready")
    folder_of(project.desk.home, run.id).remove()
    run = cancel_run(project.desk, run.id)
    assert run.state is RunState.CANCELLED
    assert is_gone(run, run.owner.pid)
