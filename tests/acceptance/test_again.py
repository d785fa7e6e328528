"""A run is repeated exactly, whatever has become of its files since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.services.again import run_again
from jupyter_mlops.services.start_run import StartRequest, start_run
from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.jobs.builders import Project, notebook, output_of, printed_by

SHOW = "import helper\nprint(helper.value, alpha, open('data.csv').read())"

if TYPE_CHECKING:
    import pytest


def test_the_same_comes_out_again(
    project: Project, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "settings")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home))
    project.folder.rmdir()
    repository = Repository(project.folder)
    repository.write("helper.py", "value = 'committed'\n")
    file = project.write(notebook(SHOW, parameters="alpha = 1"))
    repository.commit("helper.py", "train.ipynb")
    repository.write("helper.py", "value = 'edited'\n")
    repository.write("data.csv", "untracked")
    started = start_run(project.desk, StartRequest(notebook=file, parameters={"alpha": 2}))
    first = project.ended(started)
    assert first.state is RunState.SUCCEEDED, first.failure
    assert printed_by(output_of(first)) == "edited 2 untracked\n"

    repository.write("helper.py", "value = 'edited since'\n")
    repository.write("data.csv", "since")
    project.write(notebook("print('another notebook')"))
    again = run_again(project.desk, first.id)
    second = project.ended(again.run)

    assert second.state is RunState.SUCCEEDED, second.failure
    assert printed_by(output_of(second)) == "edited 2 untracked\n"
    assert again.packages == []
    assert (project.folder / "helper.py").read_text() == "value = 'edited since'\n"
