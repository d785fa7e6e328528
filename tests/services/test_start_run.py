from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    ParameterError,
    StorageError,
)
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.services.end_run import cancel_run
from jupyter_mlops.services.list_runs import list_runs
from jupyter_mlops.services.start_run import StartRequest, start_run
from tests.jobs.builders import Project, notebook


def test_a_started_run_is_queued_pinned_and_listed(project: Project) -> None:
    run = project.start("1", cell="a = 1\nb = 2", parameters={"b": 3})
    assert run.state is RunState.QUEUED
    assert (run.parameters, run.overrides) == ({"a": 1, "b": 3}, {"b": 3})
    assert (run.kernel, run.user) == ("python3", "ada")
    assert Path(run.output).parent == project.folder / "runs"
    assert Path(run.output).name.startswith("train-")
    assert run.owner.pid != os.getpid()
    kept = project.desk.home.notebook_copy(run.notebook_hash)
    assert kept.read_bytes() == (project.folder / "train.ipynb").read_bytes()
    assert [found.id for found in list_runs(project.desk).runs] == [run.id]
    cancel_run(project.desk, run.id)


def test_a_notebook_named_by_detours_is_filed_by_its_plain_name(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(notebook("1"))
    monkeypatch.chdir(project.folder)
    detour = Path("..") / project.folder.name / "train.ipynb"
    request = StartRequest(notebook=detour, output=Path("x") / ".." / "out.ipynb")
    run = start_run(project.desk, request)
    assert run.notebook == str(project.folder / "train.ipynb")
    assert run.output == str(project.folder / "out.ipynb")
    cancel_run(project.desk, run.id)


@pytest.mark.parametrize(
    ("how", "error", "said"),
    [
        ({"parameters": {"b": 1}}, ParameterError, "b"),
        ({"parameters": {"a": "x"}}, ParameterError, "a"),
        ({"parameters": {"__import__('os')": 1}}, ParameterError, "__import__"),
        ({"kernel": "nope"}, InvalidError, "nope"),
        ({"output": Path("out.txt")}, InvalidError, "out.txt"),
    ],
)
def test_what_is_refused_leaves_nothing(
    project: Project, how: dict[str, object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said.replace("(", r"\(").replace(")", r"\)")):
        project.start("1", cell="a: int = 1", **how)
    assert list_runs(project.desk).runs == []
    assert not project.desk.home.runs.exists()
    assert [file.name for file in project.folder.iterdir()] == ["train.ipynb"]


def test_a_missing_notebook_is_not_found(project: Project) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.ipynb"):
        start_run(project.desk, StartRequest(notebook=project.folder / "gone.ipynb"))


def test_a_place_that_is_taken_is_left_alone(project: Project) -> None:
    taken = project.write(notebook("precious"), "taken.ipynb")
    before = taken.read_bytes()
    with pytest.raises(ConflictError, match=r"taken\.ipynb"):
        project.start("1", output=taken)
    assert taken.read_bytes() == before


def test_a_home_without_room_is_told(project: Project) -> None:
    project.desk.home.runs.write_text("a file in the way")
    with pytest.raises(StorageError, match="runs"):
        project.start("1")


def test_the_kernel_that_is_asked_for_comes_before_the_notebooks_own(project: Project) -> None:
    file = project.write(notebook("1", kernelspec={"name": "gone"}))
    run = start_run(project.desk, StartRequest(notebook=file, kernel="python3"))
    assert run.kernel == "python3"
    cancel_run(project.desk, run.id)


def test_an_output_that_a_run_is_writing_is_not_given_to_another(project: Project) -> None:
    place = project.folder / "result.ipynb"
    first = project.start("import time; time.sleep(30)", output=place)
    with pytest.raises(ConflictError, match=first.id):
        project.start("1", output=place)
    cancel_run(project.desk, first.id)
    assert project.run("1", output=place).state is RunState.SUCCEEDED


def test_a_run_is_filed_under_what_a_link_leads_to(project: Project) -> None:
    file = project.write(notebook("1"))
    link = project.folder / "current.ipynb"
    link.symlink_to(file)
    run = start_run(project.desk, StartRequest(notebook=link))
    assert run.notebook == str(file)
    cancel_run(project.desk, run.id)


def test_settings_cannot_lead_outputs_out_of_the_servers_root(project: Project) -> None:
    (project.folder / "pyproject.toml").write_text(
        "[tool.jupyter-mlops.run]\noutput-folder = '../elsewhere'"
    )
    file = project.write(notebook("1"))
    desk = replace(project.desk, root=project.folder)
    with pytest.raises(ForbiddenError, match="elsewhere"):
        start_run(desk, StartRequest(notebook=file))
    assert not (project.folder.parent / "elsewhere").exists()
    assert list_runs(project.desk).runs == []
