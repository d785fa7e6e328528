"""Starts a runner that outlives whoever starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import Any

from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.processes import RUN_VARIABLE, owner_of


def launch_runner(folder: RunFolder) -> Owner:
    """Starts the runner of a run as a process of its own session, its output going to the log.

    Neither the terminal's interrupt nor the end of the server reaches it.

    Args:
        folder: The run's folder, with its order.

    Returns:
        The runner's process, which answers for the run from now on.
    """
    with folder.log.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module, an argument list
            [sys.executable, "-m", "jupyter_mlops.jobs.runner", str(folder.root)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=runner_environment(),
            cwd=folder.root,
            **_detached(),
        )
    owner = owner_of(process.pid)
    # A child that nobody waits for stays a zombie as long as this process lives.
    threading.Thread(target=process.wait, daemon=True, name=f"wait {process.pid}").start()
    return owner


def runner_environment() -> dict[str, str]:
    """The environment of a runner, and so of its kernel."""
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
        # A run started from a notebook that itself is run must not end with that one.
        RUN_VARIABLE: "",
    }


def _detached() -> dict[str, Any]:
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"start_new_session": True}
