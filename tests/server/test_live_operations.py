"""What the event bus hears of operations: where they stand, not too often, and no more."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from jupyter_mlops.server import live_operations
from jupyter_mlops.server.live_operations import OperationAnnouncer
from jupyter_mlops.services.operation_model import Operation, Prompt


class Bus:
    """An event bus that remembers."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def emit(self, *, schema_id: str, data: dict[str, Any]) -> None:
        assert schema_id == live_operations.GIT_OPERATION
        self.told.append(data)


@pytest.fixture
def operation(tmp_path: Path) -> Operation:
    return Operation(id="a", user="ada", kind="fetch", folder=tmp_path / "lab")


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def announcer(bus: Bus, tmp_path: Path) -> OperationAnnouncer:
    return OperationAnnouncer(bus, SimpleNamespace(root_dir=str(tmp_path)))


async def test_mere_progress_is_not_told_too_often(
    bus: Bus,
    announcer: OperationAnnouncer,
    operation: Operation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_operations, "_INTERVAL", 60.0)
    announcer.start(asyncio.get_running_loop())
    for percent in range(100):
        announcer.tell(replace(operation, phase="Receiving objects", percent=percent))
    announcer.tell(replace(operation, phase="Resolving deltas", percent=0))
    announcer.tell(replace(operation, state="succeeded"))
    await asyncio.sleep(0)

    told = [(data["phase"], data["percent"], data["state"]) for data in bus.told]
    assert told == [
        ("Receiving objects", 0, "running"),
        ("Resolving deltas", 0, "running"),
        ("", None, "succeeded"),
    ]


async def test_a_question_is_told_but_not_what_it_asks(
    bus: Bus, announcer: OperationAnnouncer, operation: Operation
) -> None:
    announcer.start(asyncio.get_running_loop())
    prompt = Prompt(id="p", kind="password", text="For whom?", host="https://h", username="ada")
    await asyncio.to_thread(announcer.tell, replace(operation, prompt=prompt))
    await asyncio.sleep(0.01)

    (data,) = bus.told
    assert data == {
        "operation_id": "a",
        "kind": "fetch",
        "repository": "lab",
        "state": "running",
        "phase": "",
        "percent": None,
        "waiting": True,
    }


async def test_before_the_start_and_after_the_end_nobody_hears(
    bus: Bus, announcer: OperationAnnouncer, operation: Operation
) -> None:
    announcer.tell(operation)
    loop = asyncio.new_event_loop()
    announcer.start(loop)
    loop.close()
    announcer.tell(operation)

    assert bus.told == []
