"""Runs: list, start, show, cancel, delete."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.processes import kill_process, processes_of_run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from tests.server.helpers import Api, ended, eventually, write_notebook

FOREVER = "import time\nwhile True: time.sleep(0.01)"


class TestStart:
    async def test_runs_the_notebook_with_the_parameters_given(self, api: Api, root: Path) -> None:
        write_notebook(root / "train.ipynb", "print(alpha)", parameters="alpha = 0.5\nseed = 1")

        reply = await api("POST", "/runs", body={"path": "train.ipynb", "parameters": {"alpha": 2}})

        assert (reply.status, reply.body["state"], reply.body["path"]) == (
            201,
            "queued",
            "train.ipynb",
        )
        assert reply.body["parameters"] == {"alpha": 2, "seed": 1}
        assert reply.body["overrides"] == {"alpha": 2}
        run = await ended(api, reply.body["id"])
        assert (run["state"], run["failure"]) == ("succeeded", None)
        assert run["progress"]["done"] == run["progress"]["total"] == len(run["cells"]) > 0
        assert run["environment"]["language_version"]
        assert "2" in _printed(root / run["output"])

    async def test_takes_the_output_asked_for(self, api: Api, root: Path) -> None:
        write_notebook(root / "train.ipynb", "1")

        body = {"path": "/train.ipynb", "output": "results/first.ipynb"}
        reply = await api("POST", "/runs", body=body)

        run = await ended(api, reply.body["id"])
        assert run["output"] == "results/first.ipynb"
        assert (root / "results" / "first.ipynb").exists()

    async def test_tells_of_a_failed_cell_as_data(self, api: Api, root: Path) -> None:
        write_notebook(root / "train.ipynb", "1", "1 / 0")

        reply = await api("POST", "/runs", body={"path": "train.ipynb"})

        run = await ended(api, reply.body["id"])
        failure = run["failure"]
        assert (run["state"], failure["code"]) == ("failed", "cell_error")
        assert (failure["exception"], failure["cell_id"]) == ("ZeroDivisionError", "cell1")

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"parameters": {"alhpa": 1}}, "parameter_invalid"),
            ({"parameters": {"alpha": "much"}}, "parameter_invalid"),
            ({"kernel": "no-such-kernel"}, "invalid"),
            ({"output": "train.ipynb"}, "invalid"),
            ({"output": "results.txt"}, "invalid"),
            ({"path": "broken.ipynb"}, "notebook_invalid"),
        ],
    )
    async def test_starts_nothing_that_cannot_run(
        self, api: Api, root: Path, store: SqliteRunStore, body: dict[str, Any], code: str
    ) -> None:
        write_notebook(root / "train.ipynb", "1", parameters="alpha = 0.5")
        (root / "broken.ipynb").write_text("{}")

        reply = await api("POST", "/runs", body={"path": "train.ipynb", **body})

        assert (reply.status, reply.code) == (400, code)
        assert store.active() == []

    async def test_spares_a_file_that_no_run_has_made(self, api: Api, root: Path) -> None:
        write_notebook(root / "train.ipynb", "1")
        mine = write_notebook(root / "mine.ipynb", "precious")
        before = mine.read_bytes()

        reply = await api("POST", "/runs", body={"path": "train.ipynb", "output": "mine.ipynb"})

        assert (reply.status, reply.code) == (409, "conflict")
        assert reply.body["message"].startswith("mine.ipynb ")
        assert mine.read_bytes() == before


class TestList:
    async def test_goes_from_the_newest_to_the_oldest_page_by_page(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        newest_first = [recorded(root / "train.ipynb") for _ in range(5)][::-1]
        listed: list[str] = []
        cursor = None
        for _ in range(3):
            params = {"limit": 2} if cursor is None else {"limit": 2, "cursor": cursor}
            page = (await api("GET", "/runs", params=params)).body
            listed += [run["id"] for run in page["runs"]]
            cursor = page["next_cursor"]

        assert listed == sorted(newest_first, reverse=True)
        assert cursor is None

    async def test_can_be_of_one_state_or_one_notebook(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        failed = recorded(root / "a.ipynb", state=RunState.FAILED)
        other = recorded(root / "deep" / "b.ipynb")

        by_state = await api("GET", "/runs", params={"state": "failed"})
        by_path = await api("GET", "/runs", params={"path": "deep/b.ipynb"})

        assert [run["id"] for run in by_state.body["runs"]] == [failed]
        assert [run["id"] for run in by_path.body["runs"]] == [other]

    async def test_finds_a_run_whose_runner_is_gone_lost(
        self, api: Api, root: Path, store: SqliteRunStore
    ) -> None:
        write_notebook(root / "loop.ipynb", FOREVER)
        started = await api("POST", "/runs", body={"path": "loop.ipynb"})

        async def running() -> bool:
            shown = (await api("GET", f"/runs/{started.body['id']}")).body
            return bool(shown["state"] == "running")

        await eventually(running)
        kill_process(store.get(started.body["id"]).owner)

        async def lost() -> Any:
            runs = (await api("GET", "/runs", params={"state": "lost"})).body["runs"]
            return [run["failure"]["code"] for run in runs]

        assert await eventually(lost) == ["runner_gone"]
        assert processes_of_run(started.body["id"]) == []

    async def test_leaves_the_server_free_to_answer_others(
        self, api: Api, jp_fetch: Any, jp_serverapp: Any
    ) -> None:
        office = jp_serverapp.web_app.settings["mlops_office"]
        with office._opening:  # the list has to wait
            waiting = asyncio.ensure_future(api("GET", "/runs"))
            await asyncio.sleep(0.1)
            other = await jp_fetch("api", "status")
            assert not waiting.done()

        assert (other.code, (await waiting).status) == (200, 200)


class TestShow:
    async def test_has_what_lists_leave_out(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        run_id = recorded(root / "train.ipynb")

        shown = await api("GET", f"/runs/{run_id}")
        (listed,) = (await api("GET", "/runs")).body["runs"]

        extra = {"notebook_hash", "environment", "cells", "policy", "results"}
        extra |= {"artifacts", "tries", "again_of"}
        assert shown.body.keys() - listed.keys() == extra
        assert {key: shown.body[key] for key in listed} == listed

    @pytest.mark.parametrize("run_id", ["0" * 26, "nonsense", "%2e%2e", "' OR 1=1 --"])
    async def test_of_a_run_that_is_not_there_says_so(self, api: Api, run_id: str) -> None:
        for method, path in [
            ("GET", f"/runs/{run_id}"),
            ("DELETE", f"/runs/{run_id}"),
            ("POST", f"/runs/{run_id}/cancel"),
            ("GET", f"/runs/{run_id}/log"),
            ("GET", f"/runs/{run_id}/outputs"),
        ]:
            reply = await api(method, path)
            assert (reply.status, reply.code) == (404, "not_found")

    async def test_changes_nothing(
        self, api: Api, root: Path, home: Path, recorded: Callable[..., str]
    ) -> None:
        run_id = recorded(root / "train.ipynb")
        addresses = ["/runs", *(f"/runs/{run_id}{rest}" for rest in ("", "/log", "/outputs"))]
        await api("GET", "/runs")
        before = _content(root), _content(home)

        for address in addresses:
            assert (await api("GET", address)).status == 200

        assert (_content(root), _content(home)) == before


class TestCancel:
    async def test_ends_the_run_and_every_process_of_it(self, api: Api, root: Path) -> None:
        write_notebook(root / "loop.ipynb", FOREVER)
        started = await api("POST", "/runs", body={"path": "loop.ipynb"})
        address = f"/runs/{started.body['id']}"

        async def at_work() -> Any:
            return (await api("GET", address)).body["progress"]["cell_id"] == "cell0"

        await eventually(at_work)
        reply = await api("POST", f"{address}/cancel")

        assert (reply.status, reply.body["state"]) == (200, "cancelled")
        assert processes_of_run(started.body["id"]) == []
        assert (root / reply.body["output"]).exists()

    async def test_of_a_run_that_has_ended_is_a_conflict(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        run_id = recorded(root / "train.ipynb", state=RunState.FAILED)

        reply = await api("POST", f"/runs/{run_id}/cancel")

        assert (reply.status, reply.code) == (409, "conflict")


class TestDelete:
    async def test_forgets_the_run_and_keeps_the_executed_notebook(
        self, api: Api, root: Path, home: Path
    ) -> None:
        write_notebook(root / "train.ipynb", "1")
        started = await api("POST", "/runs", body={"path": "train.ipynb"})
        run = await ended(api, started.body["id"])

        reply = await api("DELETE", f"/runs/{run['id']}")

        assert (reply.status, reply.body) == (204, None)
        assert (await api("GET", f"/runs/{run['id']}")).status == 404
        assert not folder_of(Home(home), run["id"]).root.exists()
        assert (root / run["output"]).exists()

    async def test_of_an_active_run_is_a_conflict(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        run_id = recorded(root / "train.ipynb", state=RunState.RUNNING)

        reply = await api("DELETE", f"/runs/{run_id}")

        assert (reply.status, reply.code) == (409, "conflict")
        assert (await api("GET", f"/runs/{run_id}")).body["state"] == "running"


def _printed(executed: Path) -> str:
    cells = json.loads(executed.read_text())["cells"]
    return "".join(
        "".join(output["text"])
        for cell in cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )


def _content(folder: Path) -> dict[Path, bytes]:
    """The files of a folder but for the database's shared memory, which readers use too."""
    return {
        file: file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith("-shm")
    }
