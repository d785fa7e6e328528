"""What a kernel that never answers leaves behind."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.kernel import Kernel


def test_the_channels_to_a_kernel_that_never_answers_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open ones hold up the end of the process, whenever they are collected."""
    clients: list[Any] = []

    async def never_ready() -> None:
        kernel = Kernel("python3", new_id())
        await kernel.launch(tmp_path)
        make = kernel.manager.client

        def noted(_: object, **how: Any) -> Any:
            clients.append(make(**how))
            return clients[-1]

        monkeypatch.setattr(type(kernel.manager), "client", noted)
        monkeypatch.setattr(Kernel, "_answers", lambda *_: asyncio.sleep(0, result=False))
        try:
            await kernel.connect(0)
        finally:
            await kernel.kill()

    with pytest.raises(RunFailedError, match="did not answer"):
        asyncio.run(never_ready())
    assert not clients[0].channels_running
