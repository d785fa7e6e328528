from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.clean.rules.ids import Ids
from jupyter_mlops.notebooks.repair import is_valid_id
from tests.notebooks.clean.builders import applied, cell, notebook, stream


def with_ids(*ids: Any) -> dict[str, Any]:
    return notebook(*({**cell(str(number)), "id": own} for number, own in enumerate(ids)))


def ids_after(nb: dict[str, Any], how: str) -> list[Any]:
    return [one.get("id") for one in applied(Ids(), nb, ids=how)["cells"]]


def test_good_ids_are_kept_and_broken_ones_repaired() -> None:
    good = with_ids("a", "b")
    assert applied(Ids(), good) is good
    ids = ids_after(with_ids("a", "a", "not valid", 3), "repair")
    assert ids[0] == "a"
    assert len({own for own in ids if is_valid_id(own)}) == 4


def test_they_can_be_left_alone() -> None:
    nb = with_ids("a", "a", None)
    assert applied(Ids(), nb, ids="keep") is nb


def test_deterministic_ids_follow_from_the_cell_alone() -> None:
    one = ids_after(with_ids("a", "b", "c"), "deterministic")
    assert ids_after(with_ids("x", "x", 3), "deterministic") == one
    more = with_ids("a", "b", "c")
    more["cells"].insert(1, cell("new", stream()))
    assert [own for own in ids_after(more, "deterministic") if own in one] == one


def test_equal_cells_still_get_different_ids() -> None:
    ids = ids_after(notebook(cell(), cell(), cell()), "deterministic")
    assert len(set(ids)) == 3


def test_sequential_ids_are_counted() -> None:
    assert ids_after(with_ids("x", "1", "1"), "sequential") == ["0", "1", "2"]
    nb = with_ids("0", "1")
    assert applied(Ids(), nb, ids="sequential") is nb


@pytest.mark.parametrize("how", ["repair", "deterministic", "sequential"])
def test_a_format_without_ids_gets_none(how: str) -> None:
    nb = notebook(cell(), {**cell(), "id": "a"}, {**cell(), "id": "a"}, minor=4)
    assert applied(Ids(), nb, ids=how) is nb


@pytest.mark.parametrize("how", ["repair", "deterministic", "sequential"])
def test_a_missing_id_goes_where_jupyter_writes_it(how: str) -> None:
    sorted_keys = {key: cell()[key] for key in sorted(cell())}
    made = applied(Ids(), notebook(sorted_keys), ids=how)["cells"][0]
    assert list(made) == sorted(made)
