"""How soon is a page of runs there, among a million?

Beside jupyter-scheduler's first page among a tenth of them, in the same server, through REST.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from _figures import figure, interleaved, tell, timed
from _history import write_past, write_peers_past
from _server import Server, served

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import first_id
from jupyter_mlops.settings import current_user

_RUNS, _PEERS_JOBS = 1_000_000, 100_000
_PAGE = 50
_ROUNDS = 9
#: What a page may take of the peer's first page.
_TARGET = 0.1
#: A day of which hardly any run is older.
_EARLY = datetime(2020, 1, 10, tzinfo=timezone.utc)
_API = "mlops/api/v1/runs"


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home, data = (Path(scratch, name) for name in ("root", "home", "data"))
        for folder in (root, home, data):
            folder.mkdir()
        write_past(Home(home).database, _RUNS, root, current_user())
        write_peers_past(data / "scheduler.sqlite", _PEERS_JOBS, root)
        os.environ["JUPYTER_DATA_DIR"] = str(data)
        with served(root, home, peers=["jupyter_scheduler"]) as server:
            measured = interleaved(
                _ROUNDS,
                {
                    "first page": _asking(server),
                    "deep page": _asking(server, cursor=first_id(_EARLY)),
                    "failed runs": _asking(server, filter="failed"),
                    "runs with a label": _asking(server, filter="label:nightly"),
                    "runs of a commit": _asking(server, filter=f"commit:{500:040x}"),
                    "few by a parameter": _asking(server, filter="alpha<0.0001"),
                    "jupyter-scheduler's first": partial(timed, partial(_ask_peer, server)),
                },
            )
    for name, seconds in measured.items():
        tell(name, seconds)
    *ours, peers = (statistics.median(seconds) for seconds in measured.values())
    figure("history-first-page", ours[0] / peers, _TARGET)
    figure("history-deep-page", ours[1] / peers, _TARGET)


def _asking(server: Server, **query: str) -> Any:
    return partial(timed, partial(_ask, server, **query))


def _ask(server: Server, **query: str) -> Any:
    page = server.ask("GET", f"{_API}?{urlencode({'limit': str(_PAGE), **query})}")
    if len(page["runs"]) != _PAGE:
        raise RuntimeError("the page is not full")
    return page


def _ask_peer(server: Server) -> None:
    reply = server.ask("GET", f"scheduler/jobs?max_items={_PAGE}")
    if len(reply["jobs"]) != _PAGE or reply["total_count"] != _PEERS_JOBS:
        raise RuntimeError("jupyter-scheduler does not list its jobs")


if __name__ == "__main__":
    main()
