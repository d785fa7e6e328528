"""The extension in a server of its own: it starts, ends cleanly, and dies without harm."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.server.extension import MlopsExtension
from tests.server.helpers import PATIENCE, write_notebook
from tests.server.server_processes import Server, servers_of, until

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture
def start_server(jp_environ: None, root: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server, once it answers; every one of them ends with the test."""
    del jp_environ
    with servers_of(root, tmp_path) as launch:

        def start(*options: str) -> Server:
            server = launch(*options)
            until(server.answers)
            return server

        yield start


async def test_stopping_it_ends_the_watch_and_closes_the_store(jp_serverapp: Any) -> None:
    manager = jp_serverapp.extension_manager
    await manager.start_all_extensions()
    extension = manager.extension_points["jupyter_mlops"].app
    first = extension._office.store

    await manager.stop_all_extensions()

    assert [watch.exception() for watch in extension._watches] == [None, None]
    assert extension._office.store is not first
    extension._office.close()


async def test_stopping_it_before_it_started_is_no_fault() -> None:
    await MlopsExtension().stop_extension()


@needs_signals
def test_it_ends_with_the_server_and_leaves_nothing_open(
    start_server: Callable[..., Server], root: Path
) -> None:
    write_notebook(root / "loop.ipynb", "import time; time.sleep(1)")
    server = start_server("-X", "dev")
    run_id = server.ask("POST", "mlops/api/v1/runs", {"path": "loop.ipynb"})["id"]
    until(lambda: server.run(run_id)["state"] != "queued")

    server.process.send_signal(signal.SIGTERM)

    server.process.wait(PATIENCE)
    said = server.log.read_text()
    assert "jupyter_mlops | extension was successfully loaded" in said
    for complaint in ("Traceback", "never awaited", "was destroyed", "unclosed", "exception"):
        assert complaint not in said


@needs_signals
def test_a_run_outlives_a_server_that_is_killed_and_the_next_one_takes_it_up(
    start_server: Callable[..., Server], root: Path, store: SqliteRunStore
) -> None:
    proof = root / "proof.txt"
    go_on = root / "go-on"
    write_notebook(
        root / "train.ipynb",
        f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.05)",
        f"open({str(proof)!r}, 'a').write('ran once')",
    )
    first = start_server()
    run_id = first.ask("POST", "mlops/api/v1/runs", {"path": "train.ipynb"})["id"]
    until(lambda: first.run(run_id)["progress"]["cell_id"] == "cell0")

    first.kill()
    second = start_server()
    assert second.run(run_id)["state"] == "running"
    go_on.touch()
    until(lambda: second.run(run_id)["state"] == "succeeded")

    assert proof.read_text() == "ran once"
    listed = second.ask("GET", "mlops/api/v1/runs")["runs"]
    assert [(run["id"], run["state"]) for run in listed] == [(run_id, "succeeded")]
    assert store.get(run_id).state is RunState.SUCCEEDED


@needs_signals
def test_a_run_that_died_with_its_server_is_lost_at_the_next_start(
    start_server: Callable[..., Server], root: Path, store: SqliteRunStore
) -> None:
    write_notebook(root / "loop.ipynb", "import time\nwhile True: time.sleep(0.01)")
    first = start_server()
    run_id = first.ask("POST", "mlops/api/v1/runs", {"path": "loop.ipynb"})["id"]
    until(lambda: first.run(run_id)["state"] == "running")

    runner = store.get(run_id).owner.pid
    first.kill()
    os.kill(runner, signal.SIGKILL)
    start_server()

    until(lambda: store.get(run_id).state is RunState.LOST)


@needs_signals
def test_checks_outlive_a_server_that_is_killed_and_the_next_one_shows_them(
    start_server: Callable[..., Server], root: Path
) -> None:
    begun, go_on = root / "begun", root / "go-on"
    write_notebook(
        root / "train.ipynb",
        f"import os, time\nopen({str(begun)!r}, 'w').close()\n"
        f"while not os.path.exists({str(go_on)!r}): time.sleep(0.05)",
    )
    first = start_server()
    order = {"path": "", "working": True, "checks": ["execute"]}
    run = first.ask("POST", "mlops/api/v1/checks/runs", order)
    until(begun.exists)

    first.kill()
    second = start_server()
    shown = f"mlops/api/v1/checks/runs/{run['id']}"
    assert second.ask("GET", shown)["state"] == "running"
    go_on.touch()
    until(lambda: second.ask("GET", shown)["state"] == "passed")
