from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import nbformat
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Mlops, WriteNotebook


def printed(output: Path) -> str:
    nb = nbformat.read(output, as_version=4)
    streams = [out for cell in nb.cells for out in cell.get("outputs", ()) if "text" in out]
    return "".join(out["text"] for out in streams)


def test_a_run_takes_parameters_and_tells_its_cells_its_end_and_its_output(
    mlops: Mlops, notebook: WriteNotebook, tmp_path: Path
) -> None:
    notebook("train", "print(alpha * 2, name)", parameters="alpha = 0.1\nname = 'x'  # who")
    done = mlops("run", "train.ipynb", "-p", "alpha=0.5", "-p", "name=a=b # c", "-o", "out.ipynb")
    assert done.returncode == 0
    assert done.stdout == "out.ipynb\n"
    first, *_, last = done.stderr.splitlines()
    assert first.startswith("1/3  cell [1]")
    assert last.startswith("✓ succeeded in")
    assert printed(tmp_path / "out.ipynb") == "1.0 a=b # c\n"


def test_without_an_output_the_notebook_goes_to_a_new_file_in_runs(
    mlops: Mlops, notebook: WriteNotebook, tmp_path: Path
) -> None:
    notebook("plain", "print('hello')")
    done = mlops("run", "plain.ipynb")
    assert done.returncode == 0
    output = tmp_path / done.stdout.strip()
    assert output.parent == tmp_path / "runs"
    assert printed(output) == "hello\n"


def test_a_failed_run_exits_with_1_and_says_where(mlops: Mlops, notebook: WriteNotebook) -> None:
    notebook("bad", "x = 1\nraise KeyError('gone')", "print('never')")
    done = mlops("run", "bad.ipynb")
    assert done.returncode == 1
    assert "KeyError: 'gone' in cell [1], line 2" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-p", "depth=deep"), "parameter depth"),
        (("-p", "detph=3"), "did you mean depth?"),
        (("-p", "depth"), "'depth' is not NAME=VALUE"),
        (("-k", "fortran"), "the kernel 'fortran' is not installed"),
        (("-o", "train.ipynb"), "would overwrite the notebook"),
        (("-o", "out.txt"), "does not end in .ipynb"),
    ],
)
def test_a_mistake_is_refused_in_one_line_before_anything_runs(
    mlops: Mlops, notebook: WriteNotebook, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    notebook("train", "print(depth)", parameters="depth: int = 3")
    done = mlops("run", "train.ipynb", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "runs").exists()
    assert json.loads(mlops("runs", "--json").stdout) == []


def test_a_notebook_that_is_not_there_is_named(mlops: Mlops) -> None:
    done = mlops("run", "nowhere.ipynb")
    assert done.returncode == 1
    assert "nowhere.ipynb" in done.stderr


def test_no_wait_returns_a_run_that_show_and_cancel_take(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    notebook("loop", "print('in', flush=True)\nwhile True: pass")
    started = mlops("run", "loop.ipynb", "--no-wait")
    assert started.returncode == 0
    run_id = started.stdout.strip()
    assert json.loads(mlops("show", run_id, "--json").stdout)["state"] in {"queued", "running"}
    cancelled = mlops("cancel", run_id)
    assert cancelled.returncode == 0
    assert f"cancelled, run {run_id}" in cancelled.stdout
    again = mlops("cancel", run_id)
    assert again.returncode == 1
    assert "has ended: it was cancelled" in again.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C to whole consoles only")
def test_ctrl_c_while_waiting_cancels_the_run(
    notebook: WriteNotebook, mlops: Mlops, tmp_path: Path
) -> None:
    notebook("loop", "print('in', flush=True)\nwhile True: pass")
    # A shell makes its background jobs deaf to Ctrl+C, and these tests may be in one.
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = "from jupyter_mlops.cli.main import main; exit(main(['run', 'loop.ipynb']))"
    waiting = subprocess.Popen(
        [sys.executable, "-c", hearing + command],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with waiting:
        while "in" not in mlops("show", "last", "--log").stdout:
            time.sleep(0.1)
        waiting.send_signal(signal.SIGINT)
        _, told = waiting.communicate(timeout=120)
    assert waiting.returncode == 130
    assert "cancelled in" in told
    assert "Traceback" not in told
