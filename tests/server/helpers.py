"""What tests of the server say often."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from jupyter_server.base.handlers import APIHandler
from msgspec import Struct

from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.server.routes import HANDLERS

T = TypeVar("T")

#: Most that anything here may take on a busy machine, in seconds.
PATIENCE = 120.0

#: Every route of the extension, found where the server finds them, so that none is forgotten.
ROUTES = [
    (method, handler.path)
    for handler in HANDLERS
    for method in APIHandler.SUPPORTED_METHODS
    if getattr(handler, method.lower()) is not getattr(APIHandler, method.lower())
]


class Reply(Struct, frozen=True):
    """What the server said."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        """The stable code of a refusal."""
        assert self.body.keys() == {"code", "message", "hint"}
        return str(self.body["code"])


Api = Callable[..., Awaitable[Reply]]


def write_notebook(file: Path, *sources: str, parameters: str | None = None) -> Path:
    """Writes a notebook of code cells, the first of them with parameters."""
    tagged = [] if parameters is None else [(parameters, {"tags": ["parameters"]})]
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell{number}",
            "metadata": metadata,
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, (source, metadata) in enumerate([*tagged, *((each, {}) for each in sources)])
    ]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    document = {
        "cells": cells,
        "metadata": {"kernelspec": spec},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document))
    return file


def make_run(notebook: Path, *, user: str, state: RunState = RunState.SUCCEEDED) -> Run:
    """The record of a run that nobody runs."""
    return Run(
        id=new_id(),
        state=state,
        notebook=str(notebook),
        notebook_hash="0" * 64,
        output=str(notebook.with_name("output.ipynb")),
        kernel="python3",
        user=user,
        owner=this_process(),
        created_at=now(),
        ended_at=now() if state.final else None,
    )


async def ended(api: Api, run_id: str, **options: Any) -> dict[str, Any]:
    """The run, once it has ended."""

    async def final() -> dict[str, Any] | None:
        shown: dict[str, Any] = (await api("GET", f"/runs/{run_id}", **options)).body
        return shown if RunState(shown["state"]).final else None

    return await eventually(final)


async def eventually(look: Callable[[], Awaitable[T | None]]) -> T:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := await look():
            return found
        await asyncio.sleep(0.05)
    raise TimeoutError
