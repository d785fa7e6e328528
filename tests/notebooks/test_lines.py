from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.notebooks.lines import CellLine, FileLines
from tests.git.notebooks import dump, notebook

SOURCES = st.lists(st.lists(st.sampled_from(["x = 1", 'print("a")', "", "é\\n"]), max_size=4))


def _as_jupyter_writes(*sources: str, **more: Any) -> dict[str, Any]:
    made = notebook(*sources, **more)
    for cell in made["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return made


def test_each_line_of_a_source_is_found_by_its_line_in_the_file() -> None:
    text = dump(_as_jupyter_writes("a = 1\nb = 2", "c = 3\n\nd = 4"))
    lines = FileLines(text.encode())
    at = [number for number, line in enumerate(text.splitlines(), 1) if "d = 4" in line]
    assert lines.find(at[0]) == CellLine(cell="cell-1", index=1, line=3)


def test_what_is_not_its_source_stands_at_a_cells_first_line() -> None:
    text = dump(_as_jupyter_writes("a = 1\nb = 2", outputs="said\n"))
    at = [number for number, line in enumerate(text.splitlines(), 1) if "said" in line]
    assert FileLines(text.encode()).find(at[0]) == CellLine(cell="cell-0", index=0, line=1)


def test_lines_outside_of_cells_belong_to_none() -> None:
    text = dump(_as_jupyter_writes("a = 1"))
    lines = FileLines(text.encode())
    assert lines.find(1) is None
    assert lines.find(len(text.splitlines())) is None
    assert lines.find(0) is None
    assert lines.find(10_000) is None


def test_cells_without_an_id_of_their_own_are_named_by_their_index() -> None:
    made = _as_jupyter_writes("a", "b", "c")
    del made["cells"][0]["id"]
    made["cells"][2]["id"] = made["cells"][1]["id"]
    text = dump(made)
    lines = FileLines(text.encode())
    found = {place.cell for at in range(1, 60) if (place := lines.find(at))}
    assert found == {"@0", "@1", "@2"}


@pytest.mark.parametrize("data", [b"{}", b'{"cells": {}}', b'{"cells": [1, {"source": 2}]}'])
def test_what_is_hardly_a_notebook_is_no_trouble(data: bytes) -> None:
    found = FileLines(data).find(1)
    assert found is None or found.line == 1


def test_a_notebook_in_one_line_has_its_cells_there() -> None:
    data = json.dumps(notebook("a\nb", "c")).encode()
    assert FileLines(data).find(1) == CellLine(cell="cell-1", index=1, line=1)


@given(SOURCES)
@settings(deadline=None, max_examples=50)
def test_every_line_of_every_source_is_found(sources: list[list[str]]) -> None:
    made = notebook(*["\n".join(lines) for lines in sources])
    for cell in made["cells"]:
        cell["source"] = [f"{line}\n" for line in cell["source"].split("\n")]
    text = dump(made)
    lines = FileLines(text.encode())
    places = [place for at in range(len(text.splitlines()) + 2) if (place := lines.find(at))]
    for index, cell in enumerate(made["cells"]):
        found = {place.line for place in places if place.index == index}
        assert found == set(range(1, len(cell["source"]) + 1))
