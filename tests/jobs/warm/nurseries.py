"""A nursery with kernels ready, and kernels of it to talk to."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.processes import RUN_VARIABLE
from jupyter_mlops.jobs.warm import assigned_kernel
from jupyter_mlops.jobs.warm.nursery import Nursery
from jupyter_mlops.jobs.warm.template import Template
from tests.jobs.builders import PATIENCE, notebook

#: The environment that the present templates were given; pytest changes its own with each test.
_given: dict[str, str] = {}


def wait_for(condition: Any) -> Any:
    """What a condition becomes once it holds."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


@contextmanager
def nursery(home: Path, size: int = 1) -> Iterator[Nursery]:
    """A nursery whose processes are gone afterwards."""
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # with it, ipykernel does not catch what C prints
    kept = Nursery(Home(home), size=size)
    try:
        yield kept
    finally:
        mine = list(processes(kept))
        kept.close()
        assert psutil.wait_procs(mine, timeout=60)[1] == []


def warmed(kept: Nursery, copy: Path, kernel: str = "python3") -> str:
    """The address of a kernel with the notebook's own imports done."""
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    wait_for(lambda: kept.kernel_address(kernel, copy) and all(_ready(kept)))
    environment = psutil.Process(templates(kept)[0]._process.pid).environ()
    environment[RUN_VARIABLE] = ""
    _given.clear()
    _given.update(environment)
    return kept.kernel_address(kernel, copy)


def _ready(kept: Nursery) -> Iterator[bool]:
    kept.tick()
    yield from (template.ready for template in templates(kept))


def templates(kept: Nursery) -> list[Template]:
    return list(kept._kernels._templates.values())


def processes(kept: Nursery) -> Iterator[psutil.Process]:
    """The templates' processes and those that wait for a run."""
    for template in [*templates(kept), kept._runners]:
        if template is not None:
            with suppress(psutil.NoSuchProcess):
                process = psutil.Process(template._process.pid)
                yield from [process, *process.children(recursive=True)]


def a_copy(folder: Path, *sources: str) -> Path:
    """A kept notebook; each is another file, as if named by its content."""
    file = folder / f"{new_id()}.ipynb"
    file.write_text(json.dumps(notebook(*sources)), encoding="utf-8")
    return file


class Answers:
    """What a kernel says to some code, evaluated in it."""

    def __init__(self, kernel: Kernel, client: Any) -> None:
        self.kernel = kernel
        self._client = client

    async def evaluate(self, code: str, setup: str = "") -> Any:
        reply = await self._client.execute(
            setup, reply=True, timeout=PATIENCE, user_expressions={"x": code}
        )
        content = reply["content"]
        assert content["status"] == "ok", content
        found = content["user_expressions"]["x"]
        assert found["status"] == "ok", found
        return eval(found["data"]["text/plain"])  # noqa: S307 - what our own kernel said


def with_kernel(
    address: str, work: Any, *, cwd: Path | None = None, kernel: str = "python3", **environment: str
) -> Any:
    """Has a kernel of that address do something; it is gone afterwards.

    Args:
        address: Where it is; empty starts one.
        work: A coroutine function of `Answers`.
        cwd: Its working directory.
        kernel: Its kernelspec.
        environment: What else the environment has.
    """

    async def run() -> Any:
        started = Kernel(kernel, new_id(), address)
        try:
            await started.launch(cwd or Path.home())
            client = await started.connect(PATIENCE)
            try:
                return await work(Answers(started, client))
            finally:
                client.stop_channels()
        finally:
            await started.kill()

    with in_given_environment(**environment), pytest.MonkeyPatch.context() as patched:
        # A machine that stands still makes no kernel cold that is ready.
        patched.setattr(assigned_kernel, "_PATIENCE", PATIENCE)
        return asyncio.run(run())


@contextmanager
def in_given_environment(**more: str) -> Iterator[None]:
    """The environment that the present templates were given, as their runs have it."""
    kept = dict(os.environ)
    os.environ.clear()
    os.environ.update(_given | more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def is_warm(answers: Answers) -> bool:
    """Whether the kernel was forked."""
    return type(answers.kernel.manager.provisioner).__name__ == "AssignedProvisioner"
