"""The way from a line of a module to its cell, through the server."""

from __future__ import annotations

from pathlib import Path

from tests.server.helpers import Api
from tests.services.test_where import exported, line_of


async def test_a_line_leads_to_its_cell(api: Api, root: Path) -> None:
    (root / "lab").mkdir()
    file = exported(root / "lab", "pass", "#| export\ndef f( a ):\n  return a")
    line = line_of(file, "return a")

    found = await api(
        "GET", "/modules/where", params={"path": "lab/src/pkg/train.py", "line": line}
    )

    assert found.status == 200
    assert found.body == {
        "notebook": "lab/train.ipynb",
        "cell": "cell-1",
        "index": 1,
        "line": 3,
        "exact": True,
    }


async def test_what_has_no_cell_is_said_by_status(api: Api, root: Path) -> None:
    file = exported(root, "#| export\nx = 1")
    place = {"path": "src/pkg/train.py", "line": line_of(file, "x = 1")}
    generated = await api("GET", "/modules/where", params={**place, "line": 1})
    (root / "train.ipynb").unlink()
    gone = await api("GET", "/modules/where", params=place)
    none = await api("GET", "/modules/where", params={**place, "path": "none.py"})
    bad = await api("GET", "/modules/where", params={**place, "line": 0})

    assert [generated.status, gone.status, none.status, bad.status] == [404, 404, 404, 400]
    assert "no longer there" in gone.body["message"]
    assert str(root) not in f"{generated.body}{gone.body}{none.body}{bad.body}"
