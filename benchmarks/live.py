"""How long after a cell's end does the browser hear of it?

From the time in the run's event log to the message on Jupyter's event stream.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from _figures import figure, tell
from _notebooks import write_notebook
from _server import Server, served
from tornado.websocket import websocket_connect

from jupyter_mlops.jobs.events import CellEnded, read_events
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.recovery import folder_of

_CELLS = 20
#: What a cell does: long enough that each is told by itself, and out of step with any polling.
_SOURCE = "import random, time; time.sleep(0.4 + random.random() / 5)"
#: What users may wait, in seconds.
_ALLOWED = 0.5


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home = Path(scratch, "root"), Path(scratch, "home")
        root.mkdir()
        notebook = write_notebook(root / "slow.ipynb", _CELLS, _SOURCE)
        with served(root, home) as server:
            run_id, heard = asyncio.run(_listen(server, notebook.name))
        events = read_events(folder_of(Home(home), run_id).events)
    ended = [event.at.timestamp() for event in events if isinstance(event, CellEnded)]
    waits = [_first(heard, done) - at for done, at in enumerate(ended, start=1)]
    tell("cell's end to browser", waits)
    figure("cell-to-browser", max(waits) / _ALLOWED, 1.0)


async def _listen(server: Server, path: str) -> tuple[str, list[tuple[float, int]]]:
    """Runs a notebook; its id, and when which number of ended cells was heard."""
    stream = await websocket_connect(server.events)
    run = await asyncio.to_thread(server.ask, "POST", "mlops/api/v1/runs", {"path": path})
    heard: list[tuple[float, int]] = []
    while not heard or heard[-1][1] < _CELLS:
        message: dict[str, Any] = json.loads(await stream.read_message() or "{}")
        heard.append((time.time(), _done(message)))
    stream.close()
    return run["id"], heard


def _done(message: dict[str, Any]) -> int:
    """How many cells have ended by a message; all of them, where it tells the end."""
    return int(message["progress"]["done"]) if "progress" in message else _CELLS


def _first(heard: list[tuple[float, int]], done: int) -> float:
    return next(at for at, number in heard if number >= done)


if __name__ == "__main__":
    main()
