from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops import __version__
from jupyter_mlops.cli.main import main

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for verb in (
        *("demo", "run", "runs", "show", "cancel", "delete"),
        *("status", "stage", "unstage", "discard", "restore"),
        *("diff", "report", "patch", "clean", "git"),
    ):
        assert f"\n    {verb} " in told
    assert "git-diff" not in told


def test_jupyter_finds_the_command() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "jupyter", "mlops", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"jupyter-mlops {__version__}\n"


def test_an_unknown_verb_is_bad_usage(mlops: Mlops) -> None:
    assert mlops("juggle").returncode == 2


def test_help_reads_no_slow_library() -> None:
    code = (
        "import sys; from jupyter_mlops.cli.main import _parser; _parser().format_help();"
        "slow = {'sqlalchemy', 'nbformat', 'papermill', 'git', 'jupyter_client'};"
        "print(*slow & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_console_that_cannot_show_an_icon_still_gets_the_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_mlops.cli.main", "show", "nothing"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 1
    assert b"there is no run" in done.stderr
