from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import WriteNotebook

CELL = "alpha: float = 1.0\nmodel = 'ridge'\nfolds: int = 5"
METRIC = "display({'application/vnd.jupyter-mlops.metrics+json': {'rmse': alpha * 2}}, raw=True)"


@pytest.fixture(autouse=True)
def _train(notebook: WriteNotebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook("train", f"assert model != 'bad'\n{METRIC}", parameters=CELL)
    monkeypatch.chdir(tmp_path)


def test_a_sweep_is_run_and_its_best_run_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "train.ipynb", "-g", "alpha=1,0.1", "--minimize", "rmse"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("2 runs, such as:\n  alpha=1.0\n  alpha=0.1\n0/2  ")
    assert said.err.endswith("2/2  2 succeeded\n")
    best, output = said.out.splitlines()
    assert best.startswith("best: rmse=0.2  alpha=0.1  run ")
    assert output.startswith("runs/train-")

    assert main(["sweeps"]) == 0
    assert "2 runs" in capsys.readouterr().out
    assert main(["sweeps", "last", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["best"]["value"] == 0.2
    assert main(["sweeps", shown["sweep"]["id"][-5:]]) == 0
    _, best, other = capsys.readouterr().out.splitlines()
    assert best.endswith("✓ succeeded  alpha=0.1  rmse=0.2")
    assert other.endswith("✓ succeeded  alpha=1.0  rmse=2")
    assert main(["sweeps", "last", "-n", "1"]) == 0
    *_, more = capsys.readouterr().out.splitlines()
    assert more == f"1 more: jupyter mlops runs sweep:{shown['sweep']['id']}"


def test_a_sweep_with_a_failure_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["sweep", "train.ipynb", "--zip", "-g", "model=bad", "-g", "folds=2"]
    assert main([*words, "--maximize", "r2", "-p", "alpha=3"]) == 1
    said = capsys.readouterr()
    assert "1/1  1 failed" in said.err
    assert "no run has reported r2" in said.err


def test_without_waiting_the_runs_are_in_the_queue(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "pause"]) == 0
    capsys.readouterr()
    words = ["sweep", "train.ipynb", "-g", "alpha=1,2,3", "--max-parallel", "2", "--no-wait"]
    assert main([*words, "--json"]) == 0
    started = json.loads(capsys.readouterr().out)
    assert started["states"] == {"queued": 3}
    assert started["sweep"]["policy"]["max_parallel"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-g", "alpha=1,2", "-g", "model=a,b,c"], '6 runs, such as:\n  alpha=1.0 model="a"\n'),
        (["-g", 'model=["a,b", "c"]'], '2 runs, such as:\n  model="a,b"\n  model="c"\n'),
        (["--zip", "-g", "alpha=1,2", "-g", "folds=3,4"], "2 runs, such as:\n  alpha=1.0 folds=3"),
        (["--random", "7", "-g", "alpha=0.1..1:log", "-g", "model=x"], "7 runs, such as:\n"),
        (["--random", "1", "-g", "folds=3..3:int"], "1 run, such as:\n  folds=3\n"),
        (["--table", "points.csv"], '2 runs, such as:\n  alpha=0.5 model="x"\n  alpha=2.0\n'),
    ],
)
def test_a_sweep_is_counted_before_it_is_started(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "points.csv").write_text("alpha,model\n0.5,x\n2,\n")
    assert main(["sweep", "train.ipynb", "--dry-run", *words]) == 0
    told = capsys.readouterr()
    assert told.err.startswith(said)
    assert told.out == ""
    assert main(["sweeps"]) == 0
    assert capsys.readouterr().err.startswith("no sweeps yet")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "varies no parameter"),
        (["-g", "alpha=x"], "parameter alpha takes float"),
        (["-g", "alhpa=1"], "no parameter alhpa"),
        (["-g", "model=[1"], "parameter model: [1 is no JSON list"),
        (["--random", "2", "-g", "alpha=a..b"], "'a..b' is no range"),
        (["--random", "0", "-g", "alpha=1..2"], "an option has a value that cannot be"),
        (["--table", "points.csv", "-g", "alpha=1"], "and not over both"),
        (["--table", "points.csv"], "points.csv"),
        (["-g", "alpha=1", "--max-parallel", "0"], "an option has a value that cannot be"),
    ],
)
def test_what_cannot_be_swept_is_told(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", "train.ipynb", "--dry-run", *words]) != 0
    assert said in capsys.readouterr().err


def test_an_unknown_sweep_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweeps", "nope"]) == 1
    assert "there is no sweep 'nope'" in capsys.readouterr().err
