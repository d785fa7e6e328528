"""What is heard of runs of checks, whoever has started them."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from jupyter_events.logger import EventLogger
from msgspec.structs import replace

from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder, WorkerProcess
from jupyter_mlops.checks.run_model import CheckRun, CheckRunState
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.server.check_watcher import CheckWatcher
from jupyter_mlops.server.live import register_events
from jupyter_mlops.server.live_checks import CHECK_ENDED, CHECK_PROGRESSED, CheckAnnouncer
from jupyter_mlops.server.paths import Root
from jupyter_mlops.services.check_desk import check_store
from tests.server.helpers import PATIENCE


def filed(home: Path, project: Path, state: CheckRunState = "running") -> CheckRunFolder:
    """A run that this process carries out."""
    owner = this_process()
    worker = WorkerProcess(host=owner.host, pid=owner.pid, started=owner.started, mark="x")
    run = CheckRun(
        id=new_id(),
        project=str(project),
        commit="a" * 40,
        state=state,
        user="ada",
        created_at=datetime.now(timezone.utc),
    )
    return check_store(Home(home)).add(CheckRecord(run=run, worker=worker))


def put(folder: CheckRunFolder, **changes: Any) -> None:
    record = folder.read()
    assert record is not None
    folder.write(replace(record, run=replace(record.run, **changes), errors=2))


def states(watcher: CheckWatcher) -> list[tuple[str, int]]:
    return [(record.run.state, record.run.progress.done) for record in watcher.look()]


def test_each_step_is_heard_once(home: Path, tmp_path: Path) -> None:
    watcher = CheckWatcher(Home(home), lambda _: None)
    assert states(watcher) == []
    folder = filed(home, tmp_path)

    assert [states(watcher), states(watcher)] == [[("running", 0)], []]
    put(folder, progress=Progress(done=1, total=2))
    assert [states(watcher), states(watcher)] == [[("running", 1)], []]
    put(folder, state="failed")
    assert [states(watcher), states(watcher)] == [[("failed", 1)], []]


def test_what_had_ended_before_the_first_look_is_no_news(home: Path, tmp_path: Path) -> None:
    filed(home, tmp_path, "passed")
    filed(home, tmp_path, "running")
    watcher = CheckWatcher(Home(home), lambda _: None)

    assert states(watcher) == [("running", 0)]
    filed(home, tmp_path, "failed")
    assert states(watcher) == [("failed", 0)]


def test_what_is_deleted_is_forgotten(home: Path, tmp_path: Path) -> None:
    folder = filed(home, tmp_path)
    watcher = CheckWatcher(Home(home), lambda _: None)
    watcher.look()
    folder.root.rename(tmp_path / "away")

    assert states(watcher) == []


def test_a_run_whose_process_is_gone_is_heard_as_broken(home: Path, tmp_path: Path) -> None:
    folder = filed(home, tmp_path, "queued")
    watcher = CheckWatcher(Home(home), lambda _: None)
    record = folder.read()
    assert record is not None
    assert record.worker is not None
    gone = replace(record.worker, started=1.0)
    folder.write(replace(record, run=replace(record.run, state="running"), worker=gone))

    assert states(watcher) == [("broken", 0)]


async def test_the_watch_tells_until_it_is_stopped(home: Path, tmp_path: Path) -> None:
    heard: asyncio.Queue[CheckRecord] = asyncio.Queue()
    watcher = CheckWatcher(Home(home), heard.put_nowait)
    task = asyncio.create_task(watcher.watch())
    folder = filed(home, tmp_path)

    first = await asyncio.wait_for(heard.get(), PATIENCE)
    put(folder, state="passed")
    second = await asyncio.wait_for(heard.get(), PATIENCE)

    assert [first.run.state, second.run.state] == ["running", "passed"]
    watcher.stop()
    await asyncio.wait_for(task, PATIENCE)


@pytest.mark.parametrize(
    ("state", "schema"),
    [("queued", CHECK_PROGRESSED), ("running", CHECK_PROGRESSED)]
    + [(state, CHECK_ENDED) for state in ("passed", "warned", "failed", "cancelled", "broken")],
)
async def test_the_bus_gets_numbers_only(
    home: Path, tmp_path: Path, state: CheckRunState, schema: str
) -> None:
    record = filed(home, tmp_path / "lab", state).read()
    assert record is not None

    heard = await _told(record, tmp_path)

    assert heard == [
        {
            "schema_id": schema,
            "run_id": record.run.id,
            "project": "lab",
            "commit": "a" * 40,
            "state": state,
            "done": 0,
            "total": 0,
            "errors": 0,
        }
    ]


@pytest.mark.parametrize(("root", "project"), [("lab/deep", ""), ("lab", ""), ("else", None)])
async def test_only_projects_around_or_below_the_root_are_told(
    home: Path, tmp_path: Path, root: str, project: str | None
) -> None:
    record = filed(home, tmp_path / "lab").read()
    assert record is not None

    heard = await _told(record, tmp_path / root)

    assert [event["project"] for event in heard] == ([] if project is None else [project])


async def _told(record: CheckRecord, root: Path) -> list[dict[str, Any]]:
    bus = EventLogger()
    register_events(bus)
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        del logger
        heard.append({"schema_id": schema_id, **data})

    for schema_id in (CHECK_PROGRESSED, CHECK_ENDED):
        bus.add_listener(schema_id=schema_id, listener=listen)
    CheckAnnouncer(bus, Root(root)).tell(record)
    await bus.gather_listeners()
    return heard
