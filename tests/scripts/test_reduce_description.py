from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reduce_description import main, reduce

if TYPE_CHECKING:
    import pytest

KEPT = {"summary": "x", "responses": {"200": {"$ref": "#/r/A"}}}
SOURCE = {
    "openapi": "3.0.3",
    "info": {"title": "Forge", "version": "1", "license": {"name": "MIT"}, "contact": {}},
    "paths": {
        "/a": {"get": {**KEPT, "description": "prose"}},
        "/b": {"get": {"responses": {}}},
    },
    "r": {"A": {"schema": {"$ref": "#/s/Node"}}, "B": {}},
    "s": {
        "Node": {
            "description": "prose",
            "x-extra": 1,
            "properties": {"description": {"type": "string"}, "next": {"$ref": "#/s/Node"}},
        }
    },
}


def test_only_what_is_used_stays_without_prose() -> None:
    reduced = reduce(SOURCE, [("get", "/a")])
    assert reduced["paths"] == {"/a": {"get": KEPT}}
    assert list(reduced["r"]) == ["A"]
    assert list(reduced["s"]["Node"]["properties"]) == ["description", "next"]
    assert "contact" not in reduced["info"]


def test_what_the_target_has_stays_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "source.json", tmp_path / "target.json"
    source.write_text(json.dumps(SOURCE).replace('"1"', '"{{ Version }}"'), "utf-8")
    for named in (["GET /a"], ["GET /b"], []):
        monkeypatch.setattr(sys, "argv", ["reduce", str(source), str(target), *named])
        assert main() == 0
    written = json.loads(target.read_text("utf-8"))
    assert list(written["paths"]) == ["/a", "/b"]
    assert written["info"]["version"] == ""
