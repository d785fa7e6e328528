"""What a run shows while it goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.settings import current_user
from tests.server.helpers import Api, make_run, write_notebook


async def test_cells_are_sent_once_and_again_when_they_change(
    api: Api, root: Path, store: SqliteRunStore
) -> None:
    started_at = now()
    output = write_notebook(root / "output.ipynb", "1", "2")
    document = json.loads(output.read_text())
    document["metadata"]["papermill"] = {"start_time": now().isoformat()}
    output.write_text(json.dumps(document))
    run = replace(make_run(root / "train.ipynb", user=current_user()), started_at=started_at)
    store.add(run)

    first = (await api("GET", f"/runs/{run.id}/cells")).body
    second = await api("GET", f"/runs/{run.id}/cells", params={"since": first["version"]})

    assert [(cell["index"], cell["cell"]["source"]) for cell in first["cells"]] == [
        (0, "1"),
        (1, "2"),
    ]
    assert (second.status, second.body["version"]) == (200, first["version"])
    assert second.body["cells"] == []


async def test_metrics_and_usage_are_sent_as_columns(
    api: Api, root: Path, home: Path, recorded: Callable[..., str]
) -> None:
    run_id = recorded(root / "train.ipynb")
    folder = folder_of(Home(home), run_id)
    folder.root.mkdir(parents=True)
    folder.metrics.write_text('["loss",0.5,1]\n["loss",0.25,2]\n')
    folder.usage.write_text("[1.0,2000,0.5]\n")

    reply = await api("GET", f"/runs/{run_id}/metrics")

    assert reply.body == {
        "series": [{"name": "loss", "steps": [1.0, 2.0], "values": [0.5, 0.25]}],
        "usage": {"seconds": [1.0], "memory": [2000], "cpu": [0.5]},
    }


async def test_nobody_elses_runs_are_shown(
    api: Api, root: Path, recorded: Callable[..., str]
) -> None:
    run_id = recorded(root / "train.ipynb", user="somebody else")
    for what in ("cells", "metrics"):
        assert (await api("GET", f"/runs/{run_id}/{what}")).code == "not_found"
