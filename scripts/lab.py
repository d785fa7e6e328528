"""`make lab`: the demo project, one run of it from the command line, then JupyterLab on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from scripts.build import main as build
from scripts.console import FailedError, aloud, quietly, stage
from scripts.places import CACHE, DEMO, ROOT, WINDOWS, environ, program

NOTEBOOK = "train.ipynb"
#: Id of the extension's panel in the right side bar.
PANEL = "mlops-panel"
#: A place of our own, so that the user's layout in other projects stays what it was.
WORKSPACES = CACHE / "workspaces"


def main() -> int:
    """Gets everything ready and becomes the JupyterLab server."""
    build()
    if not DEMO.exists():
        with stage("making the demo project"):
            quietly([program("jupyter"), "mlops", "demo", str(DEMO)])
    _run_once()
    _lay_out()
    return _serve()


def _run_once() -> None:
    """Runs the notebook as a job, the first time; later shows the runs that there are."""
    if any((DEMO / "runs").glob("train-*.ipynb")):
        _mlops("runs", f"{DEMO.name}/{NOTEBOOK}")
        return
    given = ("-p", "model=lasso", "-p", "alpha=0.1")
    status = _mlops("run", f"{DEMO.name}/{NOTEBOOK}", *given)
    if status != 0:
        raise FailedError(f"the run of {DEMO.name}/{NOTEBOOK} ended with status {status}")
    _mlops("show", "last")


def _mlops(*arguments: str) -> int:
    print(f"$ jupyter mlops {' '.join(arguments)}", flush=True)
    return aloud([program("jupyter"), "mlops", *arguments])


def _lay_out() -> None:
    """Opens the notebook and the panel, the first time; later the layout is the user's."""
    if any(WORKSPACES.glob("*.jupyterlab-workspace")):
        return
    widget = f"notebook:{NOTEBOOK}"
    layout = {
        "main": {
            "dock": {"type": "tab-area", "currentIndex": 0, "widgets": [widget]},
            "current": widget,
        },
        "left": {"visible": True, "collapsed": False, "current": "filebrowser"},
        "right": {"visible": True, "collapsed": False, "current": PANEL},
        "relativeSizes": [0.18, 0.57, 0.25],
    }
    data = {
        "layout-restorer:data": layout,
        widget: {"data": {"path": NOTEBOOK, "factory": "Notebook"}},
    }
    WORKSPACES.mkdir(parents=True, exist_ok=True)
    file = CACHE / "workspace.json"
    file.write_text(json.dumps({"data": data, "metadata": {"id": "default"}}), "utf-8")
    quietly(
        [program("jupyter"), "lab", "workspaces", "import", str(file)],
        JUPYTERLAB_WORKSPACES_DIR=str(WORKSPACES),
    )


def _serve() -> int:
    command = [program("jupyter"), "lab", f"--ServerApp.root_dir={DEMO}"]
    if not _has_screen():
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    environment = environ(JUPYTERLAB_WORKSPACES_DIR=str(WORKSPACES))
    print(f"$ jupyter lab {DEMO.name}    (Ctrl+C ends it)", flush=True)
    if not WINDOWS:
        # Jupyter then answers Ctrl+C itself, and nothing of ours waits beside it.
        os.execve(command[0], command, environment)  # noqa: S606 - a shell is what this avoids
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _has_screen() -> bool:
    """Tells whether a browser could show anything here."""
    if any(name in os.environ for name in ("CI", "SSH_CONNECTION")):
        return False
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
