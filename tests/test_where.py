"""Tracebacks that name cells, in a program, in IPython and in a kernel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.services.test_where import exported

_FAILS = "#| export\nimport os\ndef f(a):\n  return a / 0"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    exported(tmp_path, "pass", _FAILS)
    return tmp_path


def _failing(project: Path, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={"PYTHONPATH": "src", "HOME": str(project), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout + ended.stderr


def test_a_program_ends_with_the_cell_in_its_traceback(project: Path) -> None:
    said = _failing(
        project, "-c", "import jupyter_mlops.where as w; w.install(); import pkg.train as t; t.f(1)"
    )

    frame = next(line for line in said.split("\n") if "train.py" in line)
    assert frame.endswith("in f  [train.ipynb, cell 2, line 4]")
    assert said.rstrip().endswith("ZeroDivisionError: division by zero")


def test_the_hook_loads_nothing_until_something_fails(project: Path) -> None:
    said = _failing(
        project,
        "-c",
        "import sys; before = set(sys.modules); import jupyter_mlops.where as w; w.install();"
        "print(sorted(m for m in set(sys.modules) - before if m.startswith('jupyter_mlops')))",
    )

    assert "services" not in said
    assert "modules" not in said


def test_a_hook_of_somebody_elses_goes_on(project: Path) -> None:
    said = _failing(
        project,
        "-c",
        "import sys, jupyter_mlops.where as w; sys.excepthook = lambda *_: print('mine');"
        "w.install(); w.install(); 1 / 0",
    )

    assert said == "mine\n"


def test_the_hook_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyter_mlops import where

    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    where.install()
    assert sys.excepthook is not sys.__excepthook__
    where.uninstall()
    assert sys.excepthook is sys.__excepthook__


def test_ipython_names_the_cell(project: Path) -> None:
    said = _failing(
        project,
        *("-m", "IPython", "--colors=NoColor", "-c"),
        "%load_ext jupyter_mlops.where\nimport pkg.train as t; t.f(1)",
    )

    assert "[train.ipynb, cell 2, line 4]" in said
    assert said.rstrip().endswith("ZeroDivisionError: division by zero")


def test_a_notebook_names_the_cell_until_the_extension_is_unloaded(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(project / "src"))
    nb = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source)
            for source in (
                "%load_ext jupyter_mlops.where\nimport pkg.train as t",
                "t.f(1)",
                "%unload_ext jupyter_mlops.where",
                "t.f(1)",
            )
        ]
    )
    client = NotebookClient(
        nb, resources={"metadata": {"path": str(project)}}, allow_errors=True, kernel_name="python3"
    )
    client.execute()
    named, plain = ("".join(nb.cells[at].outputs[-1].traceback) for at in (1, 3))

    assert "[train.ipynb, cell 2, line 4]" in named
    assert "train.ipynb" not in plain
