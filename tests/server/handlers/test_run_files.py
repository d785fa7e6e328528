"""What a run has left: the executed notebook and the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.recovery import folder_of
from tests.server.helpers import Api, ended, write_notebook


async def test_a_run_leaves_a_notebook_and_a_log(api: Api, root: Path) -> None:
    write_notebook(root / "train.ipynb", "print('loss', 0.25)")
    started = await api("POST", "/runs", body={"path": "train.ipynb"})
    run = await ended(api, started.body["id"])

    outputs = await api("GET", f"/runs/{run['id']}/outputs")
    log = await api("GET", f"/runs/{run['id']}/log")

    executed = root / run["output"]
    assert outputs.body["notebook"] == run["output"]
    assert outputs.body["notebook_size"] == executed.stat().st_size
    assert outputs.body["log_size"] == log.body["size"] > 0
    assert "loss 0.25" in log.body["text"]


class TestALog:
    @pytest.fixture
    def address(self, root: Path, home: Path, recorded: Callable[..., str]) -> str:
        """Where the log of a run is, which holds the digits."""
        run_id = recorded(root / "train.ipynb")
        log = folder_of(Home(home), run_id).log
        log.parent.mkdir(parents=True)
        log.write_bytes(b"0123456789")
        return f"/runs/{run_id}/log"

    @pytest.mark.parametrize(
        ("offset", "limit", "text"),
        [
            (0, 4, "0123"),
            (4, 4, "4567"),
            (8, 4, "89"),
            (-3, 2, "78"),
            (-99, 99, "0123456789"),
            (99, 1, ""),
        ],
    )
    async def test_is_read_in_parts(
        self, api: Api, address: str, offset: int, limit: int, text: str
    ) -> None:
        reply = await api("GET", address, params={"offset": offset, "limit": limit})

        part = reply.body
        assert (part["text"], part["size"]) == (text, 10)
        assert part["next_offset"] == part["offset"] + len(text)

    async def test_ends_with_its_end_unless_told_otherwise(self, api: Api, address: str) -> None:
        assert (await api("GET", address)).body["text"] == "0123456789"


async def test_a_run_that_has_left_nothing_yet_says_so(
    api: Api, root: Path, recorded: Callable[..., str]
) -> None:
    run_id = recorded(root / "train.ipynb")

    outputs = await api("GET", f"/runs/{run_id}/outputs")
    log = await api("GET", f"/runs/{run_id}/log")

    assert outputs.body == {"notebook": "output.ipynb", "notebook_size": None, "log_size": 0}
    assert log.body == {"text": "", "offset": 0, "next_offset": 0, "size": 0}
