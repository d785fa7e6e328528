"""jupyter-scheduler, as its own view asks it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _server import Server

_JOBS = "scheduler/jobs"
_POLL = 0.01
#: A job that has not begun is called stopped there.
_ENDED = {"COMPLETED", "FAILED"}


def run_job(server: Server, path: str) -> None:
    """Runs a notebook as a job, to its end."""
    environment = server.ask("GET", "scheduler/runtime_environments")[0]
    wish = {
        "input_uri": path,
        "name": "benchmark",
        "runtime_environment_name": environment["name"],
        "output_formats": ["ipynb"],
    }
    job = server.ask("POST", _JOBS, wish)["job_id"]
    while (found := _state(server, job))["status"] not in _ENDED:
        time.sleep(_POLL)
    if found["status"] != "COMPLETED":
        raise RuntimeError(found)


def _state(server: Server, job: str) -> dict[str, Any]:
    found: dict[str, Any] = server.ask("GET", f"{_JOBS}/{job}")
    return found
