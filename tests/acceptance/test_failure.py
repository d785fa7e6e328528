"""Runs that end badly, and say why."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError, NotebookInvalidError
from jupyter_mlops.jobs.model import CellStatus, FailureCode, Run, RunState
from jupyter_mlops.services.list_runs import list_runs
from jupyter_mlops.services.start_run import StartRequest, start_run
from tests.jobs.builders import Project, is_gone, notebook, output_of, printed_by


def test_a_failed_cell_is_told_as_data(project: Project) -> None:
    run = project.run("print('before')", "x = 1\nx / 0", "print('never')")
    assert run.state is RunState.FAILED
    failure = run.failure
    assert failure is not None
    assert failure.code is FailureCode.CELL_ERROR
    assert (failure.exception, failure.value) == ("ZeroDivisionError", "division by zero")
    assert failure.message == "ZeroDivisionError: division by zero"
    assert (failure.cell_index, failure.cell_id, failure.line) == (1, "c1", 2)
    assert failure.execution_count == 2
    assert "ZeroDivisionError" in "".join(failure.traceback)
    assert "\x1b" not in "".join(failure.traceback)
    assert [cell.status for cell in run.cells] == [CellStatus.SUCCEEDED, CellStatus.FAILED]
    nb = output_of(run)
    assert printed_by(nb, 0) == "before\n"
    assert nb.cells[1].outputs[-1].ename == "ZeroDivisionError"
    assert (nb.cells[2].outputs, nb.cells[2].execution_count) == ([], None)
    assert "division by zero" in project.log(run)


def test_an_error_status_of_sys_exit_is_a_failure(project: Project) -> None:
    run = project.run("import sys; sys.exit(3)")
    assert run.state is RunState.FAILED
    assert run.failure is not None
    assert (run.failure.exception, run.failure.value) == ("SystemExit", "3")


def test_a_syntax_error_names_the_cell(project: Project) -> None:
    run = project.run("1", "x = = 2")
    assert run.failure is not None
    assert (run.failure.exception, run.failure.cell_id) == ("SyntaxError", "c1")


def test_a_kernel_that_exits_in_a_cell_is_noticed(project: Project) -> None:
    run = project.run("print('x', flush=True)\nimport os; os._exit(1)", "2")
    assert run.state is RunState.FAILED
    assert run.failure is not None
    assert run.failure.code is FailureCode.KERNEL_DIED
    assert run.failure.cell_id == "c0"
    assert "memory" in run.failure.hint
    assert len(output_of(run).cells) == 2


def test_what_cannot_run_is_refused_before_anything_is_kept(project: Project) -> None:
    with pytest.raises(InvalidError, match=r"'nope'.*not installed"):
        project.start("1", kernel="nope")
    with pytest.raises(InvalidError, match=r"train\.ipynb names") as caught:
        start_run(
            project.desk,
            StartRequest(notebook=project.write(notebook("1", kernelspec={"name": "gone"}))),
        )
    assert "python3" in caught.value.hint
    broken = project.folder / "broken.ipynb"
    broken.write_text("{]")
    with pytest.raises(NotebookInvalidError, match=r"broken\.ipynb.*not JSON"):
        start_run(project.desk, StartRequest(notebook=broken))
    assert list_runs(project.desk).runs == []
    assert not project.desk.home.runs.exists()
    assert not (project.folder / "runs").exists()


def run_on(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *argv: str) -> Run:
    """Runs a notebook on a kernelspec with this command."""
    spec = tmp_path / "jupyter" / "kernels" / "odd"
    spec.mkdir(parents=True)
    content = {"argv": [*argv], "display_name": "Odd", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(content))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    document = notebook("print('never')")
    document["cells"][0]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "of an earlier day"}
    ]
    request = StartRequest(notebook=project.write(document), kernel="odd")
    return project.ended(start_run(project.desk, request))


def test_a_kernel_whose_command_is_missing_cannot_start(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_on(project, tmp_path, monkeypatch, "no-such-command", "{connection_file}")
    assert run.failure is not None
    assert run.failure.code is FailureCode.KERNEL_START
    assert "no-such-command" in run.failure.message


def test_a_kernel_that_ends_at_once_says_so_and_shows_no_outputs_of_earlier_days(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = "import sys; sys.exit('no such conda environment')"
    run = run_on(project, tmp_path, monkeypatch, sys.executable, "-c", says)
    assert run.state is RunState.FAILED
    assert run.failure is not None
    assert run.failure.code is FailureCode.KERNEL_START
    assert "'odd'" in run.failure.message
    assert "no such conda environment" in project.log(run)
    assert output_of(run).cells[0].outputs == []
    assert is_gone(run)
