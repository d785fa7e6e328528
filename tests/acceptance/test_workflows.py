"""The workflows do on each forge what they say: their commands, in a clean clone."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # its stubs are nothing else's need

from jupyter_mlops.checks.model import Report
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.services.check import check_project
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.ci_files import init_ci
from jupyter_mlops.services.report import read_checks
from tests.forges.worlds import WORLDS, World
from tests.git.notebooks import NotebookRepository, isolate

TOKEN = "the-token-of-the-job"  # noqa: S105 - the tests look for it
#: Nothing is executed, which other tests see to.
SETTINGS = "".join(
    f'[tool.jupyter-mlops.checks.{check}]\nseverity = "off"\n'
    for check in ("execute", "test", "reproduce", "gates")
)
SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


@pytest.fixture(params=["github", "gitlab", "gitea"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    made = WORLDS[request.param]("octo", "lab")
    yield made
    made.close()
    assert made.fake.faults == []


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    """A branch that brings a notebook that fails, and a secret."""
    isolate(monkeypatch, tmp_path / "home")
    made = NotebookRepository(tmp_path / "repository")
    made.write("pyproject.toml", SETTINGS)
    made.save("train.ipynb", "x = 1", "print(x)")
    made.commit("pyproject.toml", "train.ipynb")
    made.git("checkout", "--quiet", "-b", "topic")
    made.save("train.ipynb", "x = 1", "print(y)", f'key = "{SECRET}"')
    made.commit("train.ipynb")
    return made


def commands(world: World, repository: NotebookRepository) -> tuple[list[str], list[str]]:
    """What the workflow does for the verdict, and what for the report, without installing."""
    kind = next(name for name, each in WORLDS.items() if isinstance(world, each))
    content = yaml.safe_load(
        init_ci(repository.folder, kind=ForgeKind(kind)).written[0].read_text()
    )
    if kind == "gitlab":
        return content["notebooks"]["script"], content["notebooks"]["after_script"]
    steps = {step["name"]: step.get("run", "") for step in content["jobs"]["check"]["steps"]}
    return [steps["Check"]], [steps["Report"]]


def environment(world: World, clone: Path, tmp_path: Path) -> dict[str, str]:
    """What each forge tells its jobs."""
    url = world.fake.url
    base = subprocess.run(
        ["git", "-C", str(clone), "rev-parse", "origin/main"], check=True, capture_output=True
    )
    kinds = {
        "github": {"GITHUB_TOKEN": TOKEN},
        "gitea": {"GITEA_TOKEN": TOKEN, "GITEA_ACTIONS": "true"},
        "gitlab": {"GITLAB_TOKEN": TOKEN},
    }
    kind = next(name for name, each in WORLDS.items() if isinstance(world, each))
    github = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": url,
        "GITHUB_REF": "refs/pull/7/merge",
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    gitlab = {
        "GITLAB_CI": "true",
        "CI_SERVER_URL": url,
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_PATH": "octo/lab",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base.stdout.decode().strip(),
    }
    return {**os.environ, **(gitlab if kind == "gitlab" else github), **kinds[kind]}


def comments(world: World) -> list[str]:
    """The bodies that the forge was given."""
    return [
        asked.body["body"]
        for asked in world.fake.requests
        if asked.method == "POST" and re.search(r"/(comments|notes)$", asked.path)
    ]


def test_a_job_comes_to_the_verdict_that_is_reached_here_and_reports_it(
    world: World, repository: NotebookRepository, tmp_path: Path
) -> None:
    check, report = commands(world, repository)
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", str(repository.folder), str(clone))
    git = ["git", "-C", str(clone)]
    subprocess.run(
        [*git, "remote", "set-url", "origin", f"{world.fake.url}/octo/lab.git"], check=True
    )
    env = environment(world, clone, tmp_path)
    env["JUPYTER_MLOPS_HOME"] = str(tmp_path / "of the job")

    def run(lines: list[str]) -> subprocess.CompletedProcess[str]:
        command = ["bash", "-e", "-c", "\n".join(lines)]
        return subprocess.run(
            command, cwd=clone, env=env, capture_output=True, text=True, check=False, timeout=300
        )

    checked, reported = run(check), run(report)

    assert checked.returncode == 1, checked.stderr
    assert reported.returncode == 0, reported.stderr
    here = check_project(CheckOrder(folder=repository.folder))
    assert _said(read_checks(clone / "checks.json")) == _said(here)
    assert (clone / "checks.xml").is_file()
    [comment] = comments(world)
    assert "✗ Checks failed" in comment
    assert "`train.ipynb`" in comment
    told = f"{comment}{checked.stdout}{checked.stderr}{reported.stdout}{reported.stderr}"
    told += "".join(
        file.read_text() for file in clone.iterdir() if file.name.startswith("notebooks")
    )
    assert SECRET not in told
    assert TOKEN not in told


def _said(report: Report) -> Any:
    """A report but for times and places."""
    return [
        (result.check, result.verdict, [each.key for each in result.findings])
        for result in report.checks
    ] + [json.dumps(report.verdict)]
