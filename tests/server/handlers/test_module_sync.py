"""Modules brought in step with their notebooks through the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.server.live_modules import MODULES_CHANGED
from tests.server.helpers import Api
from tests.services.module_projects import FIT
from tests.services.sync_desk import G, SyncDesk


@pytest.fixture
def desk(root: Path) -> SyncDesk:
    return SyncDesk(root / "lab")


@pytest.fixture
def told(jp_serverapp: Any) -> list[dict[str, Any]]:
    """What the event bus hears of modules."""
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:  # noqa: ARG001
        heard.append(data)

    jp_serverapp.event_logger.add_listener(schema_id=MODULES_CHANGED, listener=listen)
    return heard


async def test_an_edit_of_a_module_is_synced(
    api: Api, desk: SyncDesk, told: list[dict[str, Any]]
) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("return 1", "return 2")

    done = await api("POST", "/modules/sync", body={"path": "lab/train.ipynb"})

    assert done.status == 200
    assert (done.body["notebooks"], done.body["written"]) == (["lab/train.ipynb"], ["train"])
    assert (done.body["edited"], done.body["added"], done.body["questions"]) == (1, 0, 0)
    assert done.body["status"]["modules"][0]["state"] == "in_step"
    assert desk.sources() == [FIT, G.replace("1", "2")]
    again = await api("POST", "/modules/sync", body={"path": "lab"})
    assert (again.body["notebooks"], again.body["written"]) == ([], [])
    assert told == [{"project": "lab"}]


async def test_questions_are_answered_by_what_the_status_calls_them(
    api: Api, desk: SyncDesk
) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit(f"# %% train.ipynb#cell-1\n{G}\n", "")
    asked = await api("POST", "/modules/sync", body={"path": "lab"})
    assert asked.body["questions"] == 1
    [question] = asked.body["status"]["modules"][0]["questions"]

    answer = {
        "module": "train",
        "source": question["source"],
        "cell": question["cell"],
        "answer": "delete",
    }
    done = await api("POST", "/modules/sync", body={"path": "lab", "answers": [answer]})

    assert (done.body["removed"], done.body["questions"]) == (1, 0)
    assert desk.sources() == [FIT]


async def test_conflicts_are_settled_for_a_side(api: Api, desk: SyncDesk) -> None:
    desk.exported("A = 1")
    desk.export()
    desk.edit("A = 1", "A = 2")
    desk.rewrite(0, "A = 3")
    marked = await api("POST", "/modules/sync", body={"path": "lab"})
    assert marked.body["conflicts"] == 1
    [change] = marked.body["status"]["modules"][0]["changes"]
    assert change["change"] == "conflict"

    side = {
        "module": "train",
        "source": change["source"],
        "cell": change["cell"],
        "side": "module",
    }
    done = await api("POST", "/modules/sync", body={"path": "lab", "sides": [side]})

    assert desk.sources() == ["A = 2"]
    assert done.body["status"]["modules"][0]["state"] == "in_step"


async def test_an_unknown_module_is_said(api: Api, desk: SyncDesk) -> None:
    desk.exported(FIT)

    done = await api("POST", "/modules/sync", body={"path": "lab", "modules": ["other"]})

    assert (done.status, done.body["code"]) == (404, "not_found")
