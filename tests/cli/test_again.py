from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jupyter_mlops.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import WriteNotebook


def test_a_run_is_repeated_whatever_has_become_of_its_notebook(
    notebook: WriteNotebook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file = notebook("train", "print(alpha)", parameters="alpha = 1")
    assert main(["run", "train.ipynb", "-p", "alpha=2"]) == 0
    file.unlink()
    capsys.readouterr()
    assert main(["again", "last", "--json"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("The notebook was in no repository")
    again = json.loads(said.out[said.out.index("{") :])
    assert (again["origin"], again["overrides"]) == ("again", {"alpha": 2})


def test_a_run_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["again", "last"]) == 1
    assert "there is no run 'last'" in capsys.readouterr().err
