"""Runs whose runner and kernel were there before them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from jupyter_mlops.jobs.events import CellStarted, RunEnded, RunStarted, read_events
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.model import Owner, RunState
from jupyter_mlops.jobs.processes import is_alive, processes_of_run
from jupyter_mlops.jobs.warm.nursery import Nursery
from tests.jobs.builders import PATIENCE, printed_by
from tests.jobs.warm.nurseries import (
    Answers,
    a_copy,
    in_given_environment,
    is_warm,
    nursery,
    wait_for,
    warmed,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks only on Linux")

SAY = "import os; print(os.getppid(), os.environ['JUPYTER_MLOPS_RUN'], os.getcwd())"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("home"), size=2) as made:
        _prepare(made, tmp_path_factory.mktemp("copies"))
        yield made


def _prepare(made: Nursery, folder: Path) -> None:
    made.prepare()
    warmed(made, a_copy(folder, "1"))
    wait_for(lambda: made._runners is not None and made._runners.ready)


class Started:
    """A run that a nursery has started."""

    def __init__(self, kept: Nursery, folder: Path, *sources: str, warm: bool = True) -> None:
        copy = a_copy(folder, *sources)
        self.id = new_id()
        self.folder = RunFolder(Home(folder).runs / self.id)
        self.output = folder / "output.ipynb"
        with in_given_environment():
            address = warmed(kept, copy) if warm else ""
        order = RunOrder(
            run_id=self.id,
            notebook=str(copy),
            copy=str(copy),
            output=str(self.output),
            refuge=str(self.folder.refuge),
            kernel="python3",
            parameters={},
            warm_kernel=address,
        )
        self.folder.create(order)
        self.owner: Owner = kept.launch(self.folder)

    def ended(self) -> RunEnded:
        event: RunEnded = wait_for(lambda: [e for e in self._events() if isinstance(e, RunEnded)])[
            0
        ]
        wait_for(lambda: not is_alive(self.owner))
        assert processes_of_run(self.id) == []
        return event

    def printed(self) -> list[str]:
        return printed_by(nbformat.read(self.output, as_version=4)).split()

    def kernel(self) -> psutil.Process:
        wait_for(lambda: any(isinstance(e, CellStarted) for e in self._events()))
        return processes_of_run(self.id)[0]

    def _events(self) -> Any:
        return read_events(self.folder.events) if self.folder.events.exists() else []


def test_a_run_goes_as_any_other(kept: Nursery, tmp_path: Path) -> None:
    run = Started(kept, tmp_path, "import nbformat", SAY)
    assert run.ended().state is RunState.SUCCEEDED
    parent, mark, cwd = run.printed()
    assert (mark, cwd) == (run.id, str(tmp_path))
    assert int(parent) != run.owner.pid, "its kernel was forked"
    (started,) = [e for e in read_events(run.folder.events) if isinstance(e, RunStarted)]
    assert started.owner == run.owner
    assert b"cell [2]" in run.folder.log.read_bytes()


def test_its_runner_leads_a_session_of_its_own(kept: Nursery, tmp_path: Path) -> None:
    run = Started(kept, tmp_path, "import time; time.sleep(300)", warm=False)
    kernel = run.kernel()
    assert os.getsid(run.owner.pid) == os.getpgid(run.owner.pid) == run.owner.pid
    assert psutil.Process(run.owner.pid).cwd() == str(run.folder.root)
    assert os.getsid(kernel.pid) == kernel.pid
    run.folder.request_cancel()
    assert run.ended().state is RunState.CANCELLED


def test_a_second_runner_for_the_same_order_does_nothing(kept: Nursery, tmp_path: Path) -> None:
    run = Started(kept, tmp_path, "1", warm=False)
    again = kept.launch(run.folder)
    assert run.ended().state is RunState.SUCCEEDED
    wait_for(lambda: not is_alive(again))
    assert sum(isinstance(e, RunStarted) for e in read_events(run.folder.events)) == 1


def test_a_kernel_that_dies_is_noticed(kept: Nursery, tmp_path: Path) -> None:
    failure = Started(kept, tmp_path, "import os; os._exit(3)").ended().failure
    assert failure is not None
    assert failure.code.value == "kernel_died"


def test_a_kernel_goes_with_a_runner_that_is_killed(kept: Nursery, tmp_path: Path) -> None:
    run = Started(kept, tmp_path, "import time; time.sleep(300)")
    kernel = run.kernel()
    os.kill(run.owner.pid, signal.SIGKILL)
    assert psutil.wait_procs([kernel], timeout=60)[1] == []


def test_what_is_at_work_goes_on_when_the_nursery_is_gone(tmp_path: Path) -> None:
    with nursery(tmp_path) as made:
        _prepare(made, tmp_path)
        go_on = tmp_path / "go-on"
        wait = f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.05)"
        run = Started(made, tmp_path, wait, SAY)
        run.kernel()
        made.close()
        go_on.touch()
    assert run.ended().state is RunState.SUCCEEDED
    assert run.printed()[1] == run.id


def test_many_at_once_get_a_process_each(kept: Nursery, tmp_path: Path) -> None:
    address = warmed(kept, a_copy(tmp_path, "1"))

    async def one() -> tuple[bool, int]:
        kernel = Kernel("python3", new_id(), address)
        try:
            await kernel.launch(tmp_path)
            client = await kernel.connect(PATIENCE)
            answers = Answers(kernel, client)
            pid = await answers.evaluate("os.getpid()", "import os")
            client.stop_channels()
            return is_warm(answers), pid
        finally:
            await kernel.kill()

    async def all_of_them() -> list[tuple[bool, int]]:
        return await asyncio.gather(*(one() for _ in range(6)))

    with in_given_environment():
        found = asyncio.run(all_of_them())
    assert len({pid for _, pid in found}) == 6
    assert any(warm for warm, _ in found)


def test_a_run_starts_cold_where_the_template_is_gone(tmp_path: Path) -> None:
    with nursery(tmp_path) as made:
        run = Started(made, tmp_path, SAY, warm=False)  # the template is not ready yet
        assert run.ended().state is RunState.SUCCEEDED
        assert int(run.printed()[0]) == run.owner.pid
