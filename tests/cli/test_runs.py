from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops, WriteNotebook


def test_no_runs_is_no_error_and_says_how_to_start_one(mlops: Mlops) -> None:
    done = mlops("runs")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "jupyter mlops run NOTEBOOK" in done.stderr


def test_runs_are_listed_newest_first_with_what_differs_from_the_defaults(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    notebook("train", "alpha", parameters="alpha = 0.1\nbeta = 2")
    notebook("bad", "1 / 0")
    mlops("run", "train.ipynb", "-p", "alpha=0.5", "-p", "beta=2")
    mlops("run", "bad.ipynb")
    newest, oldest = mlops("runs").stdout.splitlines()
    assert "✗ failed" in newest
    assert newest.endswith("bad.ipynb")
    assert "✓ succeeded" in oldest
    assert oldest.endswith("train.ipynb alpha=0.5")
    assert mlops("runs", "--state", "failed", "train.ipynb").stdout == ""
    only = json.loads(mlops("runs", "train.ipynb", "--json").stdout)
    assert [(run["state"], run["overrides"]) for run in only] == [("succeeded", {"alpha": 0.5})]
    assert len(mlops("runs", "-n", "1").stdout.splitlines()) == 1


def test_runs_are_found_by_what_is_typed(mlops: Mlops, notebook: WriteNotebook) -> None:
    notebook("train", "alpha", parameters="alpha = 0.1")
    mlops("run", "train.ipynb", "-p", "alpha=0.5")

    def found(*words: str) -> int:
        return len(mlops("runs", *words).stdout.splitlines())

    assert found("train", "alpha>0.4") == 1
    assert found("alpha>0.5") == 0
    assert "no run matches" in mlops("runs", "failed").stderr
    refused = mlops("runs", "colour:red")
    assert refused.returncode == 2
    assert "colour:red" in refused.stderr
