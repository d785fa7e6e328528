"""`jupyter mlops where`: one line, several, and what other tools say."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.services.test_where import exported, line_of


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = exported(tmp_path, "pass", "#| export\nimport os\ndef f(a):\n  return a / 0")
    return file.relative_to(tmp_path)


def test_a_place_is_said_in_one_line(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", f"{module}:{line_of(module, 'return')}"]) == 0

    assert capsys.readouterr().out == "train.ipynb, cell 2, line 4\n"


def test_a_place_is_said_as_json(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = line_of(module, "return")
    assert main(["where", f"{module}:{line}:5", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert Path(told.pop("notebook")).name == "train.ipynb"
    assert told == {
        "module": str(module),
        "module_line": line,
        "cell": "cell-1",
        "index": 1,
        "line": 4,
        "exact": True,
    }


@pytest.mark.parametrize("place", ["train.py", "train.py:0", ":3", "train.py:x"])
def test_what_names_no_line_is_refused(
    place: str, module: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert module
    assert main(["where", place]) == 2
    assert "module.py:42" in capsys.readouterr().err


def _annotated(
    said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert main(["where", "-"]) == 0
    return capsys.readouterr().out


def test_a_traceback_gets_its_cells(
    module: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = subprocess.run(
        [sys.executable, "-c", "import pkg.train; pkg.train.f(1)"],
        env={"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    out = _annotated(failed.stderr, monkeypatch, capsys)

    frame = next(line for line in out.split("\n") if "train.py" in line)
    assert frame.endswith("in f  [train.ipynb, cell 2, line 4]")
    assert out.replace("  [train.ipynb, cell 2, line 4]", "") == failed.stderr
    assert module


@pytest.mark.parametrize(
    "form",
    ["{file}:{line}:5: B012 Division", "  --> {file}:{line}:5", "{file}:{line}: error: no [x]"],
)
def test_a_tools_findings_get_their_cells(
    form: str, module: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = form.format(file=module, line=line_of(module, "return"))

    assert _annotated(f"{said}\nelse.py:3: x", monkeypatch, capsys) == (
        f"{said}  [train.ipynb, cell 2, line 4]\nelse.py:3: x"
    )


def test_a_path_with_blanks_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "my project"
    root.mkdir()
    monkeypatch.chdir(tmp_path)
    file = exported(root, "#| export\nx = 1").relative_to(tmp_path)

    out = _annotated(f"{file}:{line_of(file, 'x = 1')}:1: E1 no\n", monkeypatch, capsys)
    assert out.endswith("E1 no  [my project/train.ipynb, cell 1, line 2]\n")


def test_a_tools_findings_become_json(
    module: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = f"{module}:{line_of(module, 'return')}: a\nelsewhere.py:1: b\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert main(["where", "-", "--json"]) == 0

    (told,) = json.loads(capsys.readouterr().out)
    assert (told["index"], told["line"]) == (1, 4)
