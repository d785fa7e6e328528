from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.clean.rules.empty_cells import EmptyCells
from tests.notebooks.clean.builders import applied, cell, notebook


def test_empty_cells_stay_unless_they_are_to_go() -> None:
    cells = [cell("1"), cell(""), cell(" \n\t"), cell("", kind="markdown"), cell("a", kind="raw")]
    nb = notebook(*cells, {**cell(), "source": ["\n", " "]}, {**cell(), "source": []})
    assert applied(EmptyCells(), nb) is nb
    assert applied(EmptyCells(), nb, drop_empty_cells=True)["cells"] == [cells[0], cells[4]]


@pytest.mark.parametrize("source", [None, 3, {}, ["", 3]])
def test_a_cell_whose_source_is_no_text_stays(source: Any) -> None:
    nb = notebook({**cell(), "source": source}, {"cell_type": "code"})
    assert applied(EmptyCells(), nb, drop_empty_cells=True) is nb
