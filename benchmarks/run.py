"""How long does a run of 20 trivial cells with one parameter take, from the wish to its end?

Ours, from the command line and over HTTP, beside the `papermill` command.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _figures import figure, interleaved, tell, timed
from _notebooks import write_notebook
from _server import Server, served

_CELLS = 20
_ROUNDS = 9
_POLL = 0.01
_API = "mlops/api/v1/runs"


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home = Path(scratch, "root"), Path(scratch, "home")
        root.mkdir()
        notebook = write_notebook(root / "twenty.ipynb", _CELLS, "n + 1")
        with served(root, home) as server:
            measured = interleaved(
                _ROUNDS,
                {
                    "papermill": lambda: timed(_papermill(notebook)),
                    "jupyter mlops run": lambda: timed(_command_line(notebook, home)),
                    "REST": lambda: timed(lambda: _rest(server, notebook.name)),
                },
            )
    for name, seconds in measured.items():
        tell(name, seconds)
    medians = {name: statistics.median(seconds) for name, seconds in measured.items()}
    figure("rest-start-to-finished", medians["REST"] / medians["papermill"], 0.7)
    figure("cli-start-to-finished", medians["jupyter mlops run"] / medians["papermill"], 1.0)


def _papermill(notebook: Path) -> Callable[[], object]:
    output = notebook.with_name("papermill-output.ipynb")
    return _command("papermill", str(notebook), str(output), "-p", "n", "5")


def _command_line(notebook: Path, home: Path) -> Callable[[], object]:
    return _command(
        "jupyter", "mlops", "run", str(notebook), "-p", "n=5", JUPYTER_MLOPS_HOME=str(home)
    )


def _command(program: str, *arguments: str, **environment: str) -> Callable[[], object]:
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    return lambda: subprocess.run(
        command, env={**os.environ, **environment}, check=True, capture_output=True
    )


def _rest(server: Server, path: str) -> None:
    run = server.ask("POST", _API, {"path": path, "parameters": {"n": 5}})
    while run["state"] in {"queued", "running"}:
        time.sleep(_POLL)
        run = server.ask("GET", f"{_API}/{run['id']}")
    if run["state"] != "succeeded":
        raise RuntimeError(run["failure"])


if __name__ == "__main__":
    main()
