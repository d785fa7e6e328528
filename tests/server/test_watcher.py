"""What the event bus tells of runs, whoever started them."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.processes import kill_process
from jupyter_mlops.jobs.queue_model import QueueCounts
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.server import extension
from jupyter_mlops.server.live import JOBS_CHANGED, QUEUE_CHANGED, RUN_ENDED, RUN_PROGRESSED
from jupyter_mlops.server.office import Office
from jupyter_mlops.server.watcher import RunWatcher
from tests.server.helpers import Api, eventually, make_run, write_notebook

#: A cell that ends once its file is there, so that none ends between two looks of the watch.
GATED = "import os, time\nwhile not os.path.exists('go-on-{}'): time.sleep(0.05)"
FOREVER = "import time\nwhile True: time.sleep(0.01)"

Heard = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def heard(heard_all: list[dict[str, Any]]) -> Heard:
    """What a listener on the bus has heard of a run."""
    return lambda run_id: [event for event in heard_all if event.get("run_id") == run_id]


@pytest.fixture
def heard_all(
    jp_serverapp: Any, jp_asyncio_loop: Any, monkeypatch: pytest.MonkeyPatch
) -> list[dict[str, Any]]:
    """What a listener on the bus has heard."""
    events: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        del logger
        events.append({"schema_id": schema_id, **data})

    for schema_id in (RUN_PROGRESSED, RUN_ENDED, QUEUE_CHANGED, JOBS_CHANGED):
        jp_serverapp.event_logger.add_listener(schema_id=schema_id, listener=listen)
    monkeypatch.setattr(extension, "_WATCH_AFTER", 0.0)
    jp_asyncio_loop.run_until_complete(jp_serverapp.extension_manager.start_all_extensions())
    return events


def ends(events: list[dict[str, Any]]) -> list[str]:
    return [event["state"] for event in events if event["schema_id"] == RUN_ENDED]


async def until_ended(heard: Heard, run_id: str) -> list[dict[str, Any]]:
    async def look() -> list[str]:
        return ends(heard(run_id))

    await eventually(look)
    return heard(run_id)


async def test_every_cell_is_told_then_the_end_once(api: Api, root: Path, heard: Heard) -> None:
    write_notebook(root / "train.ipynb", *(GATED.format(n) for n in range(3)))

    started = await api("POST", "/runs", body={"path": "train.ipynb"})
    for number in range(3):

        async def reached(cell: str = f"cell{number}") -> bool:
            told = heard(started.body["id"])
            return any(each["progress"]["cell_id"] == cell for each in told)

        await eventually(reached)
        (root / f"go-on-{number}").touch()
    events = await until_ended(heard, started.body["id"])

    *progressed, end = events
    assert end == {"schema_id": RUN_ENDED, "run_id": started.body["id"], "state": "succeeded"}
    assert {event["schema_id"] for event in progressed} == {RUN_PROGRESSED}
    states = [event["state"] for event in progressed]
    assert states == sorted(states)  # queued, if a look came in time, then running
    done = [event["progress"]["done"] for event in progressed]
    assert done == sorted(done)
    assert {0, 1, 2} <= set(done)
    at_work = [event["progress"]["cell_id"] for event in progressed]
    assert [each for each in dict.fromkeys(at_work) if each] == ["cell0", "cell1", "cell2"]
    assert "import os, time" in {event["progress"]["cell_preview"] for event in progressed}


async def test_the_browser_hears_it_through_jupyters_event_stream(
    api: Api, root: Path, heard: Heard, jp_ws_fetch: Any
) -> None:
    write_notebook(root / "train.ipynb", "1")
    stream = await jp_ws_fetch("api", "events", "subscribe")

    started = await api("POST", "/runs", body={"path": "train.ipynb"})
    messages = [json.loads(await stream.read_message())]
    while messages[-1]["schema_id"] != RUN_ENDED:
        messages.append(json.loads(await stream.read_message()))
    stream.close()

    of_run = [each for each in messages if "run_id" in each]
    assert {each["run_id"] for each in of_run} == {started.body["id"]}
    assert len(of_run) == len(heard(started.body["id"]))


async def test_a_run_that_another_process_started_is_told_too(
    root: Path, home: Path, heard: Heard, store: SqliteRunStore
) -> None:
    notebook = write_notebook(root / "train.ipynb", "1")
    start = f"""
from pathlib import Path
from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.services.desk import Desk, open_store
from jupyter_mlops.services.start_run import StartRequest, start_run
home = Home(Path({str(home)!r}))
desk = Desk(home=home, store=open_store(home), user="somebody")
print(start_run(desk, StartRequest(notebook=Path({str(notebook)!r}))).id)
"""
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", start, stdout=PIPE)

    async def begun() -> list[str]:
        return [run.id for run in store.active()]

    (run_id,) = await eventually(begun)
    events = await until_ended(heard, run_id)

    assert (await other.communicate())[0].decode().strip() == run_id
    assert ends(events) == ["succeeded"]
    assert store.get(run_id).state is RunState.SUCCEEDED


async def test_a_run_that_waits_is_told_as_a_change_of_the_queue(
    api: Api, root: Path, heard_all: list[dict[str, Any]], store: SqliteRunStore
) -> None:
    await api("PUT", "/queue/limits", body={"paused": True})
    write_notebook(root / "train.ipynb", "1")

    run_id = (await api("POST", "/runs", body={"path": "train.ipynb"})).body["id"]

    async def counted() -> bool:
        told = [each for each in heard_all if each["schema_id"] == QUEUE_CHANGED]
        return bool(told) and told[-1]["waiting"] == 1

    assert await eventually(counted)
    assert not [each for each in heard_all if each.get("run_id") == run_id]
    assert store.get(run_id).waits


async def test_a_new_job_is_told(heard_all: list[dict[str, Any]], store: SqliteRunStore) -> None:
    async def begun() -> bool:
        store.jobs.delete("nobody")
        store.jobs.add(a_job())
        await asyncio.sleep(0.3)
        return any(each["schema_id"] == JOBS_CHANGED for each in heard_all)

    assert await eventually(begun)
    (told, *_) = [each for each in heard_all if each["schema_id"] == JOBS_CHANGED]
    assert told["changed"] == ["jobs"]


def a_job() -> Job:
    return Job(
        id=new_id(),
        name=f"job-{new_id()}",
        user="ada",
        project="/lab",
        notebook="/lab/train.ipynb",
        created_at=now(),
        updated_at=now(),
    )


async def test_a_run_whose_runner_was_killed_is_told_lost(
    api: Api, root: Path, heard: Heard, store: SqliteRunStore
) -> None:
    write_notebook(root / "loop.ipynb", FOREVER)
    started = await api("POST", "/runs", body={"path": "loop.ipynb"})
    run_id = started.body["id"]

    async def at_work() -> bool:
        return any(event["progress"]["cell_id"] for event in heard(run_id))

    await eventually(at_work)
    kill_process(store.get(run_id).owner)

    assert ends(await until_ended(heard, run_id)) == ["lost"]


async def test_a_cancelled_run_is_told_once_though_the_request_sees_it_first(
    api: Api, root: Path, heard: Heard
) -> None:
    write_notebook(root / "loop.ipynb", FOREVER)
    started = await api("POST", "/runs", body={"path": "loop.ipynb"})
    run_id = started.body["id"]

    await api("POST", f"/runs/{run_id}/cancel")

    assert ends(await until_ended(heard, run_id)) == ["cancelled"]


@pytest.fixture
def broken(root: Path, home: Path, recorded: Callable[..., str]) -> str:
    """An active run whose events cannot be read."""
    run_id = recorded(root / "train.ipynb", state=RunState.RUNNING)
    folder_of(Home(home), run_id).events.mkdir(parents=True)
    return run_id


async def test_a_broken_run_folder_keeps_no_other_run_from_being_told(
    api: Api, root: Path, broken: str, heard: Heard
) -> None:
    write_notebook(root / "train.ipynb", "1")

    started = await api("POST", "/runs", body={"path": "train.ipynb"})

    assert ends(await until_ended(heard, started.body["id"])) == ["succeeded"]
    assert (await api("GET", f"/runs/{broken}")).status == 200


class Notes:
    """Notes what the watch sees."""

    def __init__(self) -> None:
        self.counts: list[QueueCounts] = []
        self.runs: list[Run] = []
        self.jobs: list[object] = []

    def tell(self, run: Run) -> None:
        self.runs.append(run)

    def tell_queue(self, counts: QueueCounts) -> None:
        self.counts.append(counts)

    def tell_jobs(self, changed: object) -> None:
        self.jobs.append(changed)


async def test_a_watch_that_began_before_there_were_runs_sees_the_first(home: Path) -> None:
    office, notes = Office(Home(home)), Notes()
    watcher = RunWatcher(office, notes)
    watching = asyncio.create_task(watcher.watch())
    await asyncio.sleep(0.3)
    office.store.add(make_run(home / "train.ipynb", user="ada", state=RunState.QUEUED))

    async def counted() -> bool:
        return bool(notes.counts)

    assert await eventually(counted)
    assert (notes.counts[-1].waiting, notes.runs, notes.jobs) == (1, [], [])
    watcher.stop()
    await watching
    office.close()
