from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops, WriteNotebook

NIGHTLY = """
[tool.jupyter-mlops.jobs.nightly]
notebook = "train.ipynb"
schedule = "30 1 * * *"
timezone = "Europe/Vienna"
parameters = { alpha = 2 }
"""


@pytest.fixture
def project(tmp_path: Path, notebook: WriteNotebook) -> Path:
    notebook("train", "print(alpha)", parameters="alpha = 0.5")
    file = tmp_path / "pyproject.toml"
    file.write_text(NIGHTLY)
    return file


def test_jobs_of_the_file_are_planned_applied_and_listed(mlops: Mlops, project: Path) -> None:
    assert "no jobs yet" in mlops("jobs").stderr
    planned = mlops("jobs", "plan", "--exit-code")
    assert planned.returncode == 1
    assert planned.stdout.startswith("+ nightly\n")
    assert '"30 1 * * *"' in planned.stdout
    assert "1 to create, 0 to update, 0 to delete, 0 unchanged" in planned.stderr

    assert mlops("jobs", "apply").stdout == planned.stdout
    assert mlops("jobs", "plan", "--exit-code").returncode == 0
    (line,) = mlops("jobs").stdout.splitlines()
    assert line.startswith("nightly  · no runs")
    assert line.endswith("at 01:30 every day (Europe/Vienna)")

    project.write_text(NIGHTLY.replace("alpha = 2", "alpha = 3"))
    assert "parameters.alpha  2 → 3" in mlops("jobs", "apply").stdout
    project.write_text("")
    assert mlops("jobs", "apply").stdout == "- nightly\n"
    assert mlops("jobs").stdout == ""


@pytest.mark.usefixtures("project")
def test_a_job_is_shown_paused_resumed_and_run(mlops: Mlops) -> None:
    mlops("jobs", "apply")
    assert "paused" in mlops("jobs", "pause", "nightly").stderr
    assert "paused" in mlops("jobs").stdout
    assert "in " in mlops("jobs", "resume", "nightly").stderr

    run = mlops("jobs", "run", "nightly").stdout.strip()
    shown = mlops("jobs", "show", "nightly").stdout
    assert "next times" in shown
    assert run in shown
    assert json.loads(mlops("jobs", "show", "nightly", "--json").stdout)["name"] == "nightly"
    assert [job["name"] for job in json.loads(mlops("jobs", "--json").stdout)] == ["nightly"]
    mlops("cancel", run)
    exported = mlops("jobs", "export", "nightly").stdout
    assert 'schedule = "30 1 * * *"\ntimezone = "Europe/Vienna"' in exported

    refused = mlops("jobs", "delete", "nightly")
    assert refused.returncode == 1
    assert "pyproject.toml" in refused.stderr


def test_a_job_that_is_not_there_is_told(mlops: Mlops) -> None:
    done = mlops("jobs", "show", "nightly")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no job 'nightly'" in done.stderr
