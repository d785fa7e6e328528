"""Two Jupyter servers on one store, one of which is killed, and its worker later.

Either takes runs and schedules, one worker at a time starts them, and each runs once.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from jupyter_mlops.jobs.home import HOME_VARIABLE
from tests.acceptance.worker_processes import append, worker_of
from tests.jobs.builders import PATIENCE, Project
from tests.server.helpers import write_notebook
from tests.server.server_processes import Launch, Server, servers_of, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

_API = "mlops/api/v1"
#: A notebook that says which run it is of, and one that waits for a file before it does.
_NOTE, _WAIT = "note.ipynb", "wait.ipynb"


@pytest.fixture
def root(jp_root_dir: Path, proof: Path, gate: Path) -> Path:
    folder = jp_root_dir.resolve()
    note = append(proof).replace("'x'", "os.environ['JUPYTER_MLOPS_RUN'] + '\\n'")
    wait = f"import os, time\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.05)"
    write_notebook(folder / _NOTE, "import os", note)
    write_notebook(folder / _WAIT, wait, note)
    return folder


@pytest.fixture
def launch(
    jp_environ: None, root: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Launch]:
    """Launches servers that may start workers; all of them end with the test."""
    del jp_environ
    monkeypatch.delenv("JUPYTER_MLOPS_WORKER")
    try:
        with servers_of(root, tmp_path) as launch:
            yield launch
    finally:
        for worker in workers_in(home):
            worker.terminate()
            worker.wait(PATIENCE)


def workers_in(home: Path) -> list[psutil.Process]:
    """Processes of workers of a home."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            is_worker = "jupyter_mlops.services.worker_process" in process.cmdline()
            if is_worker and process.environ().get(HOME_VARIABLE) == str(home):
                found.append(process)
    return found


def ask(server: Server, path: str, body: object = None) -> Any:
    return server.ask("GET" if body is None else "POST", f"{_API}/{path}", body)


def run(server: Server, notebook: str = _NOTE) -> str:
    return str(ask(server, "runs", {"path": notebook})["id"])


def every_second(server: Server, name: str) -> str:
    schedule = {"trigger": {"kind": "interval", "every": 1}}
    wanted = {"name": name, "path": _NOTE, "schedule": schedule}
    return str(ask(server, "jobs", wanted)["id"])


def states(server: Server, job: str = "") -> dict[str, str]:
    """The runs that a server knows, and where they stand."""
    page = ask(server, f"runs?limit=200&job={job}" if job else "runs?limit=200")
    return {run["id"]: run["state"] for run in page["runs"]}


def rest(server: Server, jobs: list[str]) -> None:
    """Has schedules rest."""
    for job in jobs:
        ask(server, f"jobs/{job}/pause", {"paused": True})


def test_two_servers_share_one_worker_and_either_goes_on_without_the_other(
    project: Project, launch: Launch, home: Path, proof: Path, gate: Path
) -> None:
    servers = launch(), launch()
    for server in servers:
        until(server.answers)
    asked = [run(server) for server in servers]
    jobs = [every_second(server, f"by{number}") for number, server in enumerate(servers)]
    lease = worker_of(project)
    # A second one has found the first, and gone.
    until(lambda: [each.pid for each in workers_in(home)] == [lease.owner.pid])
    until(lambda: all(set(asked) <= states(each).keys() for each in servers))
    until(lambda: all(states(each, job) for each in servers for job in jobs))

    starter = psutil.Process(lease.owner.pid).ppid()
    killed, other = sorted(servers, key=lambda server: server.process.pid != starter)
    assert killed.process.pid == starter
    asked += [run(killed), run(killed, _WAIT)]
    until(lambda: other.run(asked[-1])["progress"]["cell_id"] == "cell0")
    killed.kill()
    back = launch()
    fired = {job: len(states(other, job)) for job in jobs}
    asked.append(run(other))
    until(lambda: all(len(states(other, job)) > fired[job] for job in jobs))
    rest(other, jobs)
    assert worker_of(project).token == lease.token

    # Only the one that waits is at work now: whose worker dies is another's to go on with.
    until(lambda: [*states(other).values()].count("succeeded") == len(states(other)) - 1)
    psutil.Process(lease.owner.pid).kill()
    asked.append(run(other))
    until(lambda: worker_of(project).token > lease.token)
    gate.touch()
    until(lambda: {*states(other).values()} == {"succeeded"})

    until(back.answers)
    assert states(back) == states(other)
    assert set(asked) <= states(other).keys()
    assert Counter(proof.read_text().split()) == Counter(states(other).keys())
