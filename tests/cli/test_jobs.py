from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops.cli.main import main

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops, WriteNotebook

#: Does what a command line says, in this process: its status, and what it has said where.
Jobs = Callable[..., "tuple[int, str, str]"]

NIGHTLY = """
[tool.jupyter-mlops.jobs.nightly]
notebook = "train.ipynb"
schedule = "30 1 * * *"
timezone = "Europe/Vienna"
parameters = { alpha = 2 }
"""


@pytest.fixture
def jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Jobs:
    monkeypatch.chdir(tmp_path)

    def call(*words: str, verb: str = "jobs") -> tuple[int, str, str]:
        status = main([verb, *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def project(tmp_path: Path, notebook: WriteNotebook) -> Path:
    notebook("train", "print(alpha)", parameters="alpha = 0.5")
    file = tmp_path / "pyproject.toml"
    file.write_text(NIGHTLY)
    return file


def test_jobs_of_the_file_are_planned_applied_and_listed(jobs: Jobs, project: Path) -> None:
    assert "no jobs yet" in jobs()[2]
    status, planned, counted = jobs("plan", "--exit-code")
    assert (status, planned.startswith("+ nightly\n")) == (1, True)
    assert '"30 1 * * *"' in planned
    assert "1 to create, 0 to update, 0 to delete, 0 unchanged" in counted

    assert jobs("apply")[:2] == (0, planned)
    assert jobs("plan", "--exit-code")[0] == 0
    (line,) = jobs()[1].splitlines()
    assert line.startswith("nightly  · no runs")
    assert line.endswith("at 01:30 every day (Europe/Vienna)")

    project.write_text(NIGHTLY.replace("alpha = 2", "alpha = 3"))
    assert "parameters.alpha  2 → 3" in jobs("apply")[1]
    project.write_text("")
    assert jobs("apply")[1] == "- nightly\n"
    assert jobs()[1] == ""


@pytest.mark.usefixtures("project")
def test_a_job_is_shown_paused_resumed_run_and_exported(jobs: Jobs) -> None:
    jobs("apply")
    assert "paused" in jobs("pause", "nightly")[2]
    assert "paused" in jobs()[1]
    assert "in " in jobs("resume", "nightly")[2]

    run = jobs("run", "nightly")[1].strip()
    shown = jobs("show", "nightly")[1]
    assert "next times" in shown
    assert run in shown
    assert json.loads(jobs("show", "nightly", "--json")[1])["name"] == "nightly"
    assert [job["name"] for job in json.loads(jobs("--json")[1])] == ["nightly"]
    jobs(run, verb="cancel")
    exported = jobs("export", "nightly")[1]
    assert 'schedule = "30 1 * * *"\ntimezone = "Europe/Vienna"' in exported

    status, _, refused = jobs("delete", "nightly")
    assert (status, "pyproject.toml" in refused) == (1, True)


def test_a_job_that_is_not_there_is_told(mlops: Mlops) -> None:
    done = mlops("jobs", "show", "nightly")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no job 'nightly'" in done.stderr
