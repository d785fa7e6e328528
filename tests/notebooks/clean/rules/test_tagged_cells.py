from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.clean.rules.tagged_cells import TaggedCells
from tests.notebooks.clean.builders import applied, cell, notebook


def test_cells_with_any_of_the_tags_go() -> None:
    cells = [cell("1"), cell("2", tags=["a"]), cell("3", tags=["b", "c"]), cell("4", tags=["d"])]
    nb = notebook(*cells)
    assert applied(TaggedCells(), nb) is nb
    left = applied(TaggedCells(), nb, drop_tagged_cells=("a", "c"))["cells"]
    assert left == [cells[0], cells[3]]


@pytest.mark.parametrize("tags", [None, "a", {"a": 1}, [["a"], {"a": 1}, 3]])
def test_what_is_no_list_of_tags_holds_none(tags: Any) -> None:
    nb = notebook(cell(tags=tags), {"cell_type": "code", "metadata": 3})
    assert applied(TaggedCells(), nb, drop_tagged_cells=("a",)) is nb
