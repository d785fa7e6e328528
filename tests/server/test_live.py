"""What the event bus, which has no addressees, may carry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jupyter_events.logger import EventLogger
from jupyter_server.auth.identity import IdentityProvider
from msgspec.structs import replace

from jupyter_mlops.jobs.model import Progress, Run, RunState
from jupyter_mlops.server.live import RUN_ENDED, RUN_PROGRESSED, Announcer, register_events
from jupyter_mlops.server.paths import Root
from tests.server.helpers import make_run
from tests.server.test_identity import TwoPeople

Told = Callable[..., Any]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What a listener hears when a run of a notebook in `tmp_path` is told."""
    bus = EventLogger()
    register_events(bus)
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        del logger
        heard.append({"schema_id": schema_id, **data})

    for schema_id in (RUN_PROGRESSED, RUN_ENDED):
        bus.add_listener(schema_id=schema_id, listener=listen)

    async def tell(run: Run, provider: object, root: Path = tmp_path) -> list[dict[str, Any]]:
        Announcer(bus, Root(root), provider).tell(run)
        await bus.gather_listeners()
        return heard

    return tell


@pytest.fixture
def running(tmp_path: Path) -> Run:
    progress = Progress(done=1, total=3, cell_index=2, cell_id="b", cell_preview="secret = 1")
    run = make_run(tmp_path / "train.ipynb", user="ada", state=RunState.RUNNING)
    return replace(run, progress=progress)


async def test_an_active_run_is_told_with_its_progress(told: Told, running: Run) -> None:
    (event,) = await told(running, IdentityProvider())

    assert (event["schema_id"], event["state"]) == (RUN_PROGRESSED, "running")
    assert event["progress"] == {
        "done": 1,
        "total": 3,
        "cell_index": 2,
        "cell_id": "b",
        "cell_preview": "secret = 1",
    }


@pytest.mark.parametrize("state", [state for state in RunState if state.final])
async def test_an_ended_run_is_told_with_its_end(told: Told, running: Run, state: RunState) -> None:
    ended = {"schema_id": RUN_ENDED, "run_id": running.id, "state": state.value}

    assert await told(replace(running, state=state), IdentityProvider()) == [ended]


async def test_no_source_is_told_where_several_people_listen(told: Told, running: Run) -> None:
    (event,) = await told(running, TwoPeople())

    assert (event["progress"]["cell_id"], event["progress"]["cell_preview"]) == ("b", "")


async def test_nothing_is_told_of_notebooks_outside_of_the_root(
    told: Told, running: Run, tmp_path: Path
) -> None:
    assert await told(running, IdentityProvider(), tmp_path / "elsewhere") == []
