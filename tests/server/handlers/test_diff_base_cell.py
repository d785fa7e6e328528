"""What the diff view needs to put a cell back."""

from __future__ import annotations

import json
from pathlib import Path

from tests.git.notebooks import NotebookRepository, dump, notebook
from tests.server.helpers import Api


async def test_an_entry_tells_the_whole_cell_of_the_base_and_its_outputs_apart(
    api: Api, root: Path
) -> None:
    repository = NotebookRepository(root / "project")
    old = json.loads(dump(notebook("import os", "a = 1")))
    output = {"output_type": "stream", "name": "stdout", "text": ["1\n", "2\n"]}
    old["cells"][1]["metadata"] = {"tags": ["keep"]}
    old["cells"][1]["source"] = ["a = 1\n", "b = 2"]
    old["cells"][1]["outputs"] = [output]
    repository.write("train.ipynb", dump(old))
    repository.commit("train.ipynb")
    repository.write("train.ipynb", dump({**old, "cells": [old["cells"][0]]}))
    diff = (await api("POST", "/git/diffs", body={"path": "project/train.ipynb"})).body
    (entry,) = [cell for cell in diff["notebook"]["cells"] if cell["kind"] == "removed"]

    reply = await api("GET", f"/git/diffs/{diff['id']}/entry", params={"entry": entry["entry"]})

    cell = reply.body["base_cell"]
    assert cell["metadata"] == {"tags": ["keep"]}
    assert cell["source"] == "a = 1\nb = 2"
    assert "outputs" not in cell
    assert reply.body["base"] == [{**output, "text": "1\n2\n"}]
