from __future__ import annotations

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    Coarse,
    PairedCell,
    RemovedCell,
)
from jupyter_mlops.notebooks.render.phrases import (
    cell_name,
    cell_tags,
    cell_title,
    coarse_phrase,
    join_phrase,
    move_phrase,
    retyped_phrase,
    split_phrase,
)

CELL = {"cell_type": "code", "source": ["\n", "def fit(X, y):\n", "    ..."], "metadata": {}}


def test_a_title_is_type_number_and_first_line() -> None:
    assert cell_title(CELL, 3) == "code [4]: def fit(X, y):"
    assert cell_title({"cell_type": "markdown", "source": ""}, 0) == "markdown [1]"
    assert cell_title({**CELL, "source": "x" * 90}, 0, 10) == "code [1]: " + "x" * 9 + "…"


def test_a_cell_of_any_shape_has_a_title() -> None:
    assert cell_title(None, 0) == "cell [1]"
    assert cell_title({"cell_type": 7, "source": {"a": 1}}, 0) == "cell [1]"
    assert cell_tags({"metadata": {"tags": ["a", 7]}}) == ["a"]
    assert cell_tags({"metadata": []}) == []


def test_a_cell_that_others_pushed_along_has_both_numbers() -> None:
    assert cell_name(CELL, 2, 3) == "code [3→4]"
    assert cell_name(CELL, 3, 3) == "code [4]"


def test_places_are_counted_from_one() -> None:
    assert move_phrase(PairedCell(base=2, head=6, moved=True)) == "moved from 3 to 7"
    assert split_phrase(AddedCell(head=5, cell={}, split_from=2)) == "split from cell 3 of the base"
    assert join_phrase(RemovedCell(base=5, joined_into=2)) == "joined into cell 3"
    assert retyped_phrase(PairedCell(base=0, head=0, retyped=("code", "raw"))) == "code → raw"


def test_a_cell_that_kept_its_place_moved_nowhere() -> None:
    assert move_phrase(PairedCell(base=2, head=6)) == ""
    assert split_phrase(AddedCell(head=5, cell={})) == ""
    assert join_phrase(RemovedCell(base=5)) == ""


def test_what_time_did_not_allow_is_said() -> None:
    assert coarse_phrase(Coarse(part="alignment")).startswith("Time ran out while pairing")
    assert "outputs of cell 3" in coarse_phrase(Coarse(part="outputs", head=2))
