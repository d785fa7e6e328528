"""A kernel that has overlooked a cell is made to see it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jupyter_mlops.jobs.execution import Execution, execute_cells
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.nudge import Nudge
from jupyter_mlops.jobs.reporting import Reporter
from jupyter_mlops.jobs.saving import Saver
from jupyter_mlops.jobs.stopping import Stopper
from tests.jobs.builders import notebook


class Overlooking(Kernel):
    """A kernel that reads a cell with the next request only."""

    async def connect(self, timeout: float) -> Any:
        client = await super().connect(timeout)
        send, held = client.shell_channel.send, []

        def send_late(message: dict[str, Any]) -> None:
            if "overlooked" in message["content"].get("code", ""):
                held.append(message)
                return
            while held:
                send(held.pop(0))
            send(message)

        client.shell_channel.send = send_late
        return client


async def execute(nb: Any, folder: Path) -> None:
    kernel = Overlooking("python3", new_id())
    await kernel.launch(folder)
    how = Execution(kernel=kernel, reporter=Reporter(), saver=Saver(None), stopper=Stopper())
    await execute_cells(nb, how)


def test_a_cell_that_the_kernel_has_overlooked_is_executed(tmp_path: Path) -> None:
    import nbformat

    nb = nbformat.from_dict(notebook("print('before')", "print('overlooked')", "print('after')"))
    asyncio.run(execute(nb, tmp_path))
    assert [cell.outputs[0].text for cell in nb.cells] == ["before\n", "overlooked\n", "after\n"]


@pytest.mark.parametrize(("has_begun", "patience"), [(True, 0), (False, 3600)])
def test_a_kernel_at_work_is_left_alone(*, has_begun: bool, patience: float) -> None:
    def disturbed() -> None:
        pytest.fail("the kernel was asked")

    client = SimpleNamespace(has_begun=has_begun, kc=SimpleNamespace(kernel_info=disturbed))
    Nudge(patience).give_when_due(client)
