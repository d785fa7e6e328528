"""One set of notebooks, three ways: the command here, in a clean clone, the panel on the commit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.model import CheckName
from tests.git.notebooks import NotebookRepository, isolate
from tests.server import conftest as of_server
from tests.server.helpers import Api, eventually

api = of_server.api
jp_server_config = of_server.jp_server_config
root = of_server.root
store = of_server.store

#: What is found in them, by check: each has something to say.
WANTED = {
    CheckName.SECRETS: {"train.ipynb"},
    CheckName.CLEAN: set(),
    CheckName.SIZE: {"large.ipynb"},
    CheckName.ORDER: {"order.ipynb"},
    CheckName.LINT: {"train.ipynb"},
    CheckName.IMPORTS: {"train.ipynb"},
    CheckName.PATHS: {"data.ipynb"},
    CheckName.MODULES: {"module.ipynb"},
    CheckName.EXECUTE: {"order.ipynb", "train.ipynb"},
    CheckName.TEST: {"tests.ipynb"},
    CheckName.REPRODUCE: {"outputs.ipynb"},
    CheckName.GATES: {"tests.ipynb"},
}

PYPROJECT = """\
[project]
name = "lab"
version = "1.0.0"
dependencies = ["numpy"]

[tool.jupyter-mlops.checks.size]
cell-lines = 5

[[tool.jupyter-mlops.checks.gates.rules]]
notebook = "tests.ipynb"
expression = "metrics.accuracy >= 0.9"

[tool.jupyter-mlops.checks.reproduce]
paths = ["outputs.ipynb"]
"""


class Lab(NotebookRepository):
    """A project with something for each check to find, and a dirty folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.write("pyproject.toml", PYPROJECT)
        self.write("src/lab/__init__.py", "VALUE = 1\n")
        self.write("data/there.csv", "a\n1\n")
        self.write(".gitignore", "scratch/\n")
        self.write(".gitattributes", "*.ipynb text\n")
        key = "AKIA" + "QWERTZ7UIOP2ASDF"
        self.save("train.ipynb", f"import os, msgspec\nkey = {key!r}", "raise ValueError(key[:4])")
        self.save("large.ipynb", "\n".join(f"x{n} = {n}" for n in range(9)))
        self.save("order.ipynb", "print(later)", "later = 1")
        self.save("data.ipynb", 'open("data/there.csv").close()', 'p = "/home/ada/data.csv"\nopen')
        self.save("module.ipynb", "def made():\n    return 1", tags=("export",))
        self.save(
            "tests.ipynb",
            "from lab import VALUE\nfrom jupyter_mlops.track import metric\nmetric(accuracy=0.5)",
            "def test_fine():\n    assert VALUE == 1\ndef test_not():\n    assert VALUE == 2",
        )
        self.save("outputs.ipynb", 'print("now")', outputs="then\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "All of it")

    def soil(self) -> None:
        """What git doesn't have, and what it does not store."""
        self.write("notes.txt", "x")
        self.save("scratch/broken.ipynb", "1 +")
        file = self.folder / "large.ipynb"
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


@pytest.fixture
def lab(root: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    isolate(monkeypatch, tmp_path / "users")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home))
    return Lab(root / "lab")


@pytest.fixture
def clone(lab: Lab, tmp_path: Path) -> Path:
    """A clean clone, as a forge's runner makes it."""
    folder = tmp_path / "clone" / "lab"
    subprocess.run(["git", "clone", "--quiet", str(lab.folder), str(folder)], check=True)
    return folder


def by_command(folder: Path, home: Path) -> dict[str, Any]:
    """What the command says in a folder, with a home of its own that knows nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_mlops.cli.main", "check", "--format", "json"],
        cwd=folder,
        env={**os.environ, "JUPYTER_MLOPS_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


async def by_panel(api: Api) -> dict[str, Any]:
    """What the panel's server says of the commit."""
    run_id = (await api("POST", "/checks/runs", body={"path": "lab"})).body["id"]

    async def ended() -> dict[str, Any] | None:
        shown: dict[str, Any] = (await api("GET", f"/checks/runs/{run_id}")).body
        return None if shown["state"] in ("queued", "running") else shown

    return await eventually(ended)


def told(result: dict[str, Any]) -> dict[str, Any]:
    """A check's result without times, and without what the panel calls otherwise."""
    return {
        "check": result["check"],
        "verdict": result["verdict"],
        "message": result["message"],
        "notebooks": result["notebooks"],
        "findings": [_finding(each) for each in result["findings"]],
    }


def _finding(finding: dict[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in finding.items() if key != "source"}
    return {
        **told,
        "notebook": finding.get("source", finding["notebook"]),
        # Kernels call a cell's file by their own process.
        "detail": re.sub(r"ipykernel_\d+", "ipykernel", finding["detail"]),
    }


async def test_the_same_is_found_here_in_a_clone_and_in_the_panel(
    lab: Lab, clone: Path, api: Api, tmp_path: Path
) -> None:
    lab.soil()

    here = by_command(lab.folder, tmp_path / "home-here")
    there = by_command(clone, tmp_path / "home-there")
    panel = await by_panel(api)

    findings = {
        CheckName(each["check"]): {finding["notebook"] for finding in each["findings"]}
        for each in here["checks"]
    }
    assert findings == WANTED
    assert (here["verdict"], there["verdict"], panel["state"]) == ("failed",) * 3
    assert here["commit"] == there["commit"] == panel["commit"]
    assert here["project"] == there["project"] == "lab"
    expected = [told(each) for each in here["checks"]]
    assert [told(each) for each in there["checks"]] == expected
    assert [told(each) for each in panel["results"]] == expected
    assert here["metrics"] == there["metrics"] == panel["metrics"]
    assert here["notebooks"] == there["notebooks"] == panel["notebooks"]
