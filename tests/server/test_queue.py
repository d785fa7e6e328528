"""The queue over HTTP."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.server.companion import Companion
from jupyter_mlops.services import ensure_worker
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.presence import is_anyone_there
from tests.jobs.builders import Project
from tests.server.helpers import Api, ended, eventually, write_notebook

if TYPE_CHECKING:
    import pytest

PAUSED = {"paused": True}


async def test_the_queue_says_what_there_is_to_do_and_who_does_it(api: Api) -> None:
    reply = await api("GET", "/queue")

    assert reply.status == 200
    assert reply.body["worker"] is None
    assert (reply.body["waiting"], reply.body["running"], reply.body["schedules"]) == (0, 0, 0)
    assert not reply.body["outlives_lab"]
    assert "jupyter mlops worker" in reply.body["outlook"]


async def test_a_paused_queue_keeps_a_run_until_it_goes_on(api: Api, root: Path) -> None:
    write_notebook(root / "train.ipynb", "1")
    assert (await api("PUT", "/queue/limits", body=PAUSED)).body["limits"]["paused"]

    started = await api("POST", "/runs", body={"path": "train.ipynb"})
    assert (started.status, started.body["state"]) == (201, "queued")
    assert (await api("GET", "/queue")).body["waiting"] == 1

    assert (await api("PUT", "/queue/limits", body={"slots": 2})).body["slots"] == 2
    assert (await ended(api, started.body["id"]))["state"] == "succeeded"


async def test_a_run_is_asked_for_with_all_that_a_policy_has(
    api: Api, root: Path, store: SqliteRunStore
) -> None:
    write_notebook(root / "train.ipynb", "1")
    await api("PUT", "/queue/limits", body=PAUSED)
    policy = {"priority": 7, "retries": {"attempts": 3}, "run_timeout": 60.0, "warm": False}

    started = await api(
        "POST",
        "/runs",
        body={
            "path": "train.ipynb",
            "policy": policy,
            "labels": ["nightly"],
            "results": {"formats": ["html"]},
        },
    )

    assert (started.body["priority"], started.body["attempts"]) == (7, 3)
    assert started.body["labels"] == ["nightly"]
    run = store.get(started.body["id"])
    assert run.waits
    assert (run.policy.run_timeout, run.policy.warm) == (60.0, False)


async def test_many_runs_are_cancelled_at_once(api: Api, root: Path, store: SqliteRunStore) -> None:
    write_notebook(root / "train.ipynb", "1")
    write_notebook(root / "other.ipynb", "1")
    await api("PUT", "/queue/limits", body=PAUSED)
    for name in ("train", "train", "other"):
        await api("POST", "/runs", body={"path": f"{name}.ipynb"})

    reply = await api("POST", "/runs/cancel", body={"filter": "train"})
    assert (reply.status, reply.body) == (200, {"cancelled": 2, "failed": {}})
    assert store.queue.counts().waiting == 1

    assert (await api("POST", "/runs/cancel", body={})).body["cancelled"] == 1
    (last, *_) = (await api("GET", "/runs")).body["runs"]
    assert RunState(last["state"]) is RunState.CANCELLED
    again = await api("POST", "/runs/cancel", body={"ids": [last["id"], "nobody"]})
    assert again.body["cancelled"] == 0
    assert again.body["failed"].keys() == {last["id"], "nobody"}


async def test_there_is_nobody_to_drain_without_a_worker(api: Api) -> None:
    reply = await api("POST", "/queue/drain")

    assert (reply.status, reply.code) == (409, "conflict")


async def test_limits_that_mean_nothing_are_refused(api: Api) -> None:
    assert (await api("PUT", "/queue/limits", body={"slots": 0})).status == 400
    assert (await api("PUT", "/queue/limits", body={"slot": 1})).status == 400


async def test_a_worker_comes_works_and_goes(api: Api, root: Path) -> None:
    write_notebook(root / "train.ipynb", "1")
    worker = (await api("POST", "/queue/worker")).body["worker"]
    try:
        assert (worker["kind"], worker["draining"]) == ("on_demand", False)
        assert (await api("POST", "/queue/worker")).body["worker"]["pid"] == worker["pid"]
        started = await api("POST", "/runs", body={"path": "train.ipynb"})
        assert (await ended(api, started.body["id"]))["state"] == "succeeded"
        assert (await api("POST", "/queue/drain")).status == 200

        async def gone() -> bool:
            return (await api("GET", "/queue")).body["worker"] is None

        assert await eventually(gone)
    finally:
        with suppress(psutil.NoSuchProcess):
            psutil.Process(worker["pid"]).terminate()


def test_a_companion_brings_a_worker_once_and_signs_the_server_in_and_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[Desk] = []
    monkeypatch.setenv("JUPYTER_MLOPS_WORKER", "auto")
    monkeypatch.setattr(ensure_worker, "ensure_worker", brought.append)
    companion = Companion(project.desk.home, lambda: project.desk)
    for _ in range(3):
        companion.want()
    companion.close()
    companion.want()
    assert brought == [project.desk]
    assert not is_anyone_there(project.desk.home)
