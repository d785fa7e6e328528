from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.ids import new_id
from tests.server.helpers import Api, write_notebook

GRID = {"kind": "grid", "values": {"alpha": [1, 2], "beta": ["x", "y", "z"]}}


@pytest.fixture
def train(root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A notebook whose runs are not started: what is asked here is the API's."""
    monkeypatch.setattr("jupyter_mlops.services.sweep.set_going", lambda _: None)
    write_notebook(root / "sub" / "train.ipynb", "alpha", parameters="alpha: int = 0\nbeta = ''")
    return "sub/train.ipynb"


async def test_a_sweep_is_started_shown_and_listed(api: Api, train: str) -> None:
    wanted = {"path": train, "space": GRID, "objective": {"metric": "rmse"}, "labels": ["s"]}
    started = await api("POST", "/sweeps", body=wanted)
    assert started.status == 201
    sweep = started.body
    assert (sweep["path"], sweep["name"]) == (train, "train over alpha, beta")
    assert (sweep["count"], sweep["names"]) == (6, ["alpha", "beta"])
    assert (sweep["states"], sweep["metrics"]) == ({"queued": 6}, [])
    assert sweep["objective"] == {"metric": "rmse", "goal": "minimize"}
    assert (sweep["best"], sweep["best_value"], sweep["space"]) == (None, None, GRID)
    assert (await api("GET", f"/sweeps/{sweep['id']}")).body == sweep
    listed = (await api("GET", "/sweeps")).body
    assert listed == {"sweeps": [sweep], "next_cursor": None}
    runs = (await api("GET", "/runs", params={"sweep": sweep["id"]})).body["runs"]
    assert {run["sweep_index"] for run in runs} == set(range(6))


async def test_a_preview_has_count_and_first_points(api: Api, train: str) -> None:
    reply = await api("POST", "/sweeps/preview", body={"path": train, "space": GRID})
    assert reply.status == 200
    assert reply.body["count"] == 6
    assert reply.body["points"][0] == {"alpha": 1, "beta": "x"}


@pytest.mark.parametrize(
    ("space", "said"),
    [
        ({"kind": "grid", "values": {"alpha": []}}, "parameter alpha has no values"),
        ({"kind": "zip", "values": {"alpha": [1], "beta": []}}, "parameter beta has no values"),
        ({"kind": "list", "points": [{"gamma": 1}]}, "no parameter gamma"),
        (
            {
                "kind": "random",
                "count": 2,
                "values": {"alpha": {"kind": "range", "low": 3, "high": 2}},
            },
            "nothing lies between 3 and 2",
        ),
        ({"kind": "spiral"}, "the request cannot be read"),
    ],
)
async def test_what_cannot_be_swept_is_told(
    api: Api, train: str, space: dict[str, Any], said: str
) -> None:
    for path in ("/sweeps", "/sweeps/preview"):
        reply = await api("POST", path, body={"path": train, "space": space})
        assert reply.status == 400
        assert said in reply.body["message"]


async def test_tables_are_read_from_files_and_from_text(api: Api, root: Path, train: str) -> None:
    (root / "points.csv").write_text("alpha,beta\n1,x\n2,\n")
    expected = {"points": [{"alpha": 1, "beta": "x"}, {"alpha": 2}]}
    from_file = await api("POST", "/sweeps/table", body={"notebook": train, "path": "points.csv"})
    assert (from_file.status, from_file.body) == (200, expected)
    text = (root / "points.csv").read_text()
    pasted = await api("POST", "/sweeps/table", body={"notebook": train, "text": text})
    assert pasted.body == expected


async def test_a_table_has_one_source_below_the_root(api: Api, train: str) -> None:
    neither = await api("POST", "/sweeps/table", body={"notebook": train})
    assert (neither.status, neither.code) == (400, "invalid")
    outside = await api("POST", "/sweeps/table", body={"notebook": train, "path": "../x.csv"})
    assert (outside.status, outside.code) == (403, "forbidden")
    missing = await api("POST", "/sweeps/table", body={"notebook": train, "path": "gone.csv"})
    assert (missing.status, missing.code) == (404, "not_found")


async def test_the_objective_is_changed_and_taken_away(api: Api, train: str) -> None:
    started = await api("POST", "/sweeps", body={"path": train, "space": GRID})
    place = f"/sweeps/{started.body['id']}/objective"
    most = {"metric": "r2", "goal": "maximize"}
    changed = await api("PUT", place, body={"objective": most})
    assert (changed.status, changed.body["objective"]) == (200, most)
    assert (await api("PUT", place, body={"objective": None})).body["objective"] is None


async def test_a_sweep_is_forgotten(api: Api, train: str) -> None:
    started = await api("POST", "/sweeps", body={"path": train, "space": GRID})
    place = f"/sweeps/{started.body['id']}"
    assert (await api("DELETE", place)).status == 204
    for method in ("GET", "DELETE"):
        gone = await api(method, place)
        assert (gone.status, gone.code) == (404, "not_found")
    other = await api("GET", f"/sweeps/{new_id()}")
    assert other.body["message"].startswith("there is no sweep")
