"""Does a worker under mixed load for ten minutes leak processes, files or memory, or lose a run?

Runs that succeed, fail, print much, kill their kernel, hang and are cancelled or time out, are
tried again, or come as a sweep. `MLOPS_SOAK_SECONDS` sets another duration.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import psutil
from _figures import figure
from _notebooks import write_notebook
from _server import Server, served

_API = "mlops/api/v1"
_SECONDS = float(os.environ.get("MLOPS_SOAK_SECONDS", "600"))
#: Memory is compared with that after this part of the time, when all code paths were taken.
_WARM_UP = 0.25
#: Most runs that wait or work at a time, so that the load is steady.
_CROWD = 12
_PATIENCE = 120.0
_MARK = "JUPYTER_MLOPS_RUN"

_SOURCES = {
    "good": "n + 1",
    "bad": "1 / 0",
    "chatty": "for i in range(2000):\n    print(i)",
    "deadly": "import os\nos._exit(9)",
    "stuck": "import time\ntime.sleep(3600)",
    "parent": "import subprocess\nchild = subprocess.Popen(['sleep', '3600'])",
}
_RETRY = {"retries": {"attempts": 2, "delay": 0.5, "on": ["any"]}}


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home = Path(scratch, "root"), Path(scratch, "home")
        root.mkdir()
        for name, source in _SOURCES.items():
            write_notebook(root / f"{name}.ipynb", 3, source)
        with served(root, home) as server:
            load = _Load(server)
            before = _load_for(load, _SECONDS * _WARM_UP, home)
            after = _load_for(load, _SECONDS * (1 - _WARM_UP), home)
            known = {run["id"]: run["state"] for run in load.all_runs()}
    left = sum(_mark(process) in known for process in psutil.process_iter())
    lost = sum(known.get(run, "queued") in {"queued", "running"} for run in load.started)
    lost += sum(state in {"queued", "running"} for state in known.values())
    print(f"runs: {len(known)}, {dict(Counter(known.values()))}")
    print(f"processes of {before['names']} then, {after['names']} at the end")
    figure("soak-runs-unaccounted", lost, 0)
    figure("soak-processes-left", left, 0)
    figure("soak-memory-growth", after["memory"] / before["memory"], 1.15)
    figure("soak-open-files-growth", after["files"] / before["files"], 1.1)


class _Load:
    """Asks for runs of all kinds, and keeps the list of them."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.started: list[str] = []
        self._chance = random.Random(1)

    def step(self) -> None:
        """Asks for one more thing, unless there is enough to do."""
        queue = self._ask("GET", "queue")
        if queue["waiting"] + queue["running"] >= _CROWD:
            time.sleep(0.2)
            return
        kind = self._chance.choice([*_SOURCES, "good", "good", "sweep", "cancelled"])
        if kind == "sweep":
            space = {"kind": "grid", "values": {"n": [1, 2, 3]}}
            self._ask("POST", "sweeps", {"path": "good.ipynb", "space": space})
            return
        wanted: dict[str, Any] = {"path": f"{'stuck' if kind == 'cancelled' else kind}.ipynb"}
        if kind in {"bad", "deadly"}:
            wanted["policy"] = _RETRY
        if kind == "stuck":
            wanted["policy"] = {"run_timeout": 2.0}
        run = self._ask("POST", "runs", wanted)
        if kind == "cancelled":
            time.sleep(self._chance.uniform(0, 1.5))
            self._ask("POST", f"runs/{run['id']}/cancel")

    def settle(self) -> None:
        """Waits until nothing waits or works."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            queue = self._ask("GET", "queue")
            if queue["waiting"] + queue["running"] == 0:
                return
            time.sleep(0.2)

    def all_runs(self) -> Iterable[dict[str, Any]]:
        """Every run that the server knows."""
        cursor = ""
        while cursor is not None:
            page = self._ask("GET", f"runs?limit=200{cursor and f'&cursor={cursor}'}")
            yield from page["runs"]
            cursor = page["next_cursor"]

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        given = {} if method == "POST" and body is None else body
        try:
            answer = self.server.ask(method, f"{_API}/{path}", given)
        except HTTPError as error:
            said = json.loads(error.read())
            if said["code"] != "conflict":  # a run that ended before it could be cancelled
                raise RuntimeError(f"{method} {path}: {said}") from error
            return said
        if path == "runs" and method == "POST":
            self.started.append(answer["id"])
        return answer


def _load_for(load: _Load, seconds: float, home: Path) -> dict[str, Any]:
    """Keeps the load up for a while, lets it settle, and looks at who is there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        load.step()
    load.settle()
    time.sleep(2)
    return _look(home)


def _look(home: Path) -> dict[str, Any]:
    """Memory and open files of the server, the worker and what the worker keeps ready."""
    ours = [process for process in psutil.process_iter() if _is_of(process, home)]
    with_figures = [(process, process.memory_full_info().pss) for process in ours]
    names = Counter(_short(process) for process in ours)
    return {
        "memory": sum(size for _, size in with_figures),
        "files": sum(process.num_fds() for process in ours),
        "names": dict(names),
    }


def _is_of(process: psutil.Process, home: Path) -> bool:
    try:
        return process.environ().get("JUPYTER_MLOPS_HOME") == str(home)
    except (psutil.Error, OSError):
        return False


def _short(process: psutil.Process) -> str:
    words = [word for word in process.cmdline() if word.startswith("jupyter")]
    return words[0] if words else process.name()


def _mark(process: psutil.Process) -> str | None:
    """The id of the run that a process belongs to."""
    try:
        return process.environ().get(_MARK)
    except (psutil.Error, OSError):
        return None


if __name__ == "__main__":
    main()
