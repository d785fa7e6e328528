"""Runs that end well."""

from __future__ import annotations

import json

import pytest

from jupyter_mlops.jobs.model import CellStatus, RunState
from tests.jobs.builders import Project, notebook, output_of, printed_by

PARAMETERS = """\
import datetime
text: str = "a"
count: int = 1
rate: float = 0.5
flag: bool = False
items: list = [1]
table: dict = {}
nothing: int | None = 1
day: datetime.date = datetime.date(2020, 1, 1)
limit: float = 1.0
kept = "as it was"
"""
GIVEN = {
    "text": 'it\'s "quoted"\nand # has\ttwo lines \\ {braces} ü',
    "count": -3,
    "rate": 1e-300,
    "flag": True,
    "items": ["x", 1, 2.0, None, [True]],
    "table": {"k": {"n": [1]}, "é": None},
    "nothing": None,
    "day": "2026-02-28",
    "limit": "inf",
}


def test_parameters_of_every_kind_reach_the_notebook_exactly(project: Project) -> None:
    shown = "print(repr([text, count, rate, flag, items, table, nothing, day, limit, kept]))"
    run = project.run(shown, cell=PARAMETERS, parameters=GIVEN)
    assert run.state is RunState.SUCCEEDED, project.log(run)
    shown_values = printed_by(output_of(run))
    expected = [*list(GIVEN.values())[:7], "DAY", "LIMIT", "as it was"]
    wanted = repr(expected).replace("'DAY'", "datetime.date(2026, 2, 28)")
    assert shown_values == wanted.replace("'LIMIT'", "inf") + "\n"
    assert run.parameters["kept"] == "as it was"
    assert "kept" not in run.overrides
    assert run.overrides["count"] == -3


def test_a_run_tells_its_cells_its_times_and_its_environment(project: Project) -> None:
    run = project.run("import time\ntime.sleep(.2)", "", "print('two')")
    assert [cell.status for cell in run.cells] == [CellStatus.SUCCEEDED] * 2
    assert [(cell.index, cell.cell_id) for cell in run.cells] == [(0, "c0"), (2, "c2")]
    assert 0.2 < run.cells[0].duration < 10
    assert run.started_at is not None
    assert run.ended_at is not None
    assert run.created_at <= run.started_at <= run.cells[0].started_at < run.ended_at
    assert (run.progress.done, run.progress.total, run.progress.cell_index) == (2, 2, None)
    assert run.environment is not None
    assert run.environment.packages["papermill"]
    assert len(run.environment.fingerprint) == 64
    again = project.run("1").environment
    assert again is not None
    assert again.fingerprint == run.environment.fingerprint


def test_the_output_says_where_it_came_from_and_the_notebook_is_left_alone(
    project: Project,
) -> None:
    run = project.run("a", cell="a = 1", parameters={"a": 2})
    nb = output_of(run)
    assert [cell.metadata.tags for cell in nb.cells] == [
        ["parameters"],
        ["injected-parameters"],
        [],
    ]
    assert nb.metadata.papermill.parameters == {"a": 2}
    assert nb.metadata.papermill.input_path == "../train.ipynb"
    assert nb.metadata.language_info.name == "python"
    assert nb.cells[2].outputs[0].data["text/plain"] == "2"
    assert nb.cells[2].execution_count == 3
    assert json.loads((project.folder / "train.ipynb").read_text()) == notebook(
        "a", parameters="a = 1"
    )


def test_a_notebook_that_leaves_by_sys_exit_ends_well_and_skips_the_rest(project: Project) -> None:
    run = project.run("import sys; sys.exit()", "print('never')")
    assert run.state is RunState.SUCCEEDED
    assert output_of(run).cells[1].outputs == []


def test_an_exception_that_is_allowed_for_does_not_end_the_run(project: Project) -> None:
    document = notebook("1 / 0", "print('after')")
    document["cells"][0]["metadata"]["tags"] = ["raises-exception"]
    file = project.write(document)
    from jupyter_mlops.services.start_run import StartRequest, start_run

    run = project.ended(start_run(project.desk, StartRequest(notebook=file)))
    assert run.state is RunState.SUCCEEDED
    nb = output_of(run)
    assert nb.cells[0].outputs[0].ename == "ZeroDivisionError"
    assert printed_by(nb) == "after\n"


def test_a_notebook_works_in_its_own_folder_and_leaves_no_process(project: Project) -> None:
    (project.folder / "data.csv").write_text("1,2")
    run = project.run(
        "import os, subprocess, sys\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'],"
        " start_new_session=True)\n"
        "print(open('data.csv').read())"
    )
    assert printed_by(output_of(run)) == "1,2\n"
    from tests.jobs.builders import is_gone

    assert is_gone(run)


def test_a_notebook_from_before_cell_ids_runs(project: Project) -> None:
    document = notebook("1 / 0")
    document["nbformat_minor"] = 4
    del document["cells"][0]["id"]
    from jupyter_mlops.services.start_run import StartRequest, start_run

    file = project.write(document)
    run = project.ended(start_run(project.desk, StartRequest(notebook=file)))
    assert run.failure is not None
    assert run.failure.cell_id == output_of(run).cells[0].id


@pytest.mark.parametrize("name", ["with space.ipynb", "ünï {braces} %s.ipynb"])
def test_notebooks_may_have_any_name(project: Project, name: str) -> None:
    run = project.run("1", name=name)
    assert run.state is RunState.SUCCEEDED
    assert output_of(run).metadata.papermill.input_path == f"../{name}"
