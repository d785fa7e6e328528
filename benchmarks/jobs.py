"""How long does a run take from the wish to its end, and what does a worker cost that waits?

Ours over HTTP, with runner and kernel prepared, beside the `papermill` command and a job of
jupyter-scheduler; a sweep of 200 runs beside `xargs -P2 papermill`, of which some are measured and
the time for 200 is inferred. Names as arguments measure these cases alone.
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

import psutil
from _figures import figure, interleaved, tell, timed
from _job_cases import IMPORTS, LARGE, PRINTS, TRIVIAL, write_cases
from _scheduler import run_job
from _server import Server, served

_API = "mlops/api/v1"
_POLL = 0.005
#: Rounds of each case, and most of papermill's time that ours may take.
_CASES = {TRIVIAL: (7, 0.12), IMPORTS: (5, 0.15), LARGE: (2, 0.12), PRINTS: (2, 0.5)}
_SCHEDULER_TARGET = 0.1
_SWEEP, _MEASURED = 200, 16
_SWEEP_TARGET = 0.15
#: What papermill says where it falls behind its kernel and gives up; it took at least so long.
_GIVES_UP = b"Timeout waiting for IOPub output"
#: How long a worker is watched, in seconds, once it has nothing to do.
_IDLE = 30.0
_IDLE_SHARE, _IDLE_MEMORY = 0.001, 120e6
#: Until templates are loaded and kernels are ready, in seconds.
_WARM_UP = 6.0


def main() -> None:
    """Measures and tells."""
    chosen = sys.argv[1:] or [*_CASES, "sweep", "idle"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home = Path(scratch, "root"), Path(scratch, "home")
        root.mkdir()
        write_cases(root)
        # The peer's database is in Jupyter's data folder.
        os.environ["JUPYTER_DATA_DIR"] = str(Path(scratch, "data"))
        with (
            served(root, home) as server,
            served(root, home, extension=False, peers=["jupyter_scheduler"]) as scheduler,
        ):
            for name in chosen:
                if name in _CASES:
                    _case(name, root, server, scheduler)
            if "sweep" in chosen:
                _sweep(root, server)
        if "idle" in chosen:
            _idle(home)


def _case(name: str, root: Path, server: Server, scheduler: Server) -> None:
    rounds, target = _CASES[name]
    file = f"{name}.ipynb"
    _run(server, file)
    time.sleep(_WARM_UP)
    rivals = {
        "papermill": lambda: timed(_papermill(root, file)),
        "ours": lambda: _settled(lambda: _run(server, file)),
    }
    if name == TRIVIAL:
        rivals["jupyter-scheduler"] = lambda: timed(lambda: run_job(scheduler, file))
    measured = interleaved(rounds, rivals)
    for rival, seconds in measured.items():
        tell(f"{name}: {rival}", seconds)
    medians = {rival: statistics.median(seconds) for rival, seconds in measured.items()}
    figure(f"job-{name}-beside-papermill", medians["ours"] / medians["papermill"], target)
    if "jupyter-scheduler" in medians:
        ratio = medians["ours"] / medians["jupyter-scheduler"]
        figure(f"job-{name}-beside-jupyter-scheduler", ratio, _SCHEDULER_TARGET)


def _settled(action: Callable[[], object]) -> float:
    """How long it takes once what the last one has left to do is done."""
    time.sleep(1)
    return timed(action)


def _papermill(root: Path, name: str) -> Callable[[], object]:
    program = str(Path(sys.executable).with_name("papermill"))
    output = root / "papermill-output.ipynb"
    command = [program, str(root / name), str(output)]

    def run() -> None:
        done = subprocess.run(command, cwd=root, check=False, capture_output=True)
        if done.returncode and _GIVES_UP not in done.stderr:
            raise RuntimeError(done.stderr.decode())

    return run


def _run(server: Server, path: str) -> None:
    run = server.ask("POST", f"{_API}/runs", {"path": path, "parameters": {}})
    while run["state"] in {"queued", "running"}:
        time.sleep(_POLL)
        run = server.ask("GET", f"{_API}/runs/{run['id']}")
    if run["state"] != "succeeded":
        raise RuntimeError(run["failure"])


def _sweep(root: Path, server: Server) -> None:
    file = f"{TRIVIAL}.ipynb"
    _run(server, file)
    time.sleep(_WARM_UP)
    ours = timed(lambda: _run_sweep(server, file))
    measured = timed(lambda: _xargs(root, file))
    theirs = measured * _SWEEP / _MEASURED
    tell(f"sweep of {_SWEEP}", [ours])
    tell(f"xargs of {_MEASURED}", [measured])
    figure("job-sweep-beside-xargs", ours / theirs, _SWEEP_TARGET)


def _run_sweep(server: Server, path: str) -> None:
    space = {"kind": "grid", "values": {"n": list(range(_SWEEP))}}
    sweep = server.ask("POST", f"{_API}/sweeps", {"path": path, "space": space})
    while sweep["states"].get("succeeded", 0) < _SWEEP:
        if sweep["states"].get("failed", 0):
            raise RuntimeError(sweep)
        time.sleep(0.1)
        sweep = server.ask("GET", f"{_API}/sweeps/{sweep['id']}")


def _xargs(root: Path, file: str) -> None:
    program = str(Path(sys.executable).with_name("papermill"))
    command = ["xargs", "-P2", "-I{}", program, file, "x{}.ipynb", "-p", "n", "{}"]
    numbers = "\n".join(map(str, range(_MEASURED)))
    subprocess.run(command, cwd=root, input=numbers, text=True, check=True, capture_output=True)


def _idle(home: Path) -> None:
    """What a worker takes that has had nothing to do for a while, so that nothing is prepared."""
    command = [str(Path(sys.executable).with_name("jupyter")), "mlops", "worker"]
    environment = {
        **os.environ,
        "JUPYTER_MLOPS_HOME": str(home.with_name("idle-home")),
        "JUPYTER_MLOPS_WARM_IDLE": "3",
    }
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        time.sleep(_WARM_UP)
        process = psutil.Process(worker.pid)
        while process.children():
            time.sleep(1)
        before = sum(process.cpu_times()[:2])
        time.sleep(_IDLE)
        used = sum(process.cpu_times()[:2]) - before
        memory = process.memory_info().rss
    finally:
        worker.terminate()
        worker.wait()
    print(f"idle worker: {used:.3f} s in {_IDLE:g} s, {memory:,} bytes")
    figure("idle-worker-processor", used / _IDLE, _IDLE_SHARE)
    figure("idle-worker-memory", memory / 1e6, _IDLE_MEMORY / 1e6)


if __name__ == "__main__":
    main()
