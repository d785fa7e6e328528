"""Where cells come to stand."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.merge import merge_notebooks
from jupyter_mlops.notebooks.merge.engine import _arrange
from jupyter_mlops.notebooks.merge.values import Three
from tests.notebooks.merge.builders import book, code, sources
from tests.notebooks.merge.strategies import Versions, any_versions

_LOAD, _CLEAN, _FIT, _PLOT = (
    "import pandas as pd\ndata = pd.read_csv('houses.csv')",
    "data = data.dropna()\ndata['age'] = 2024 - data.year",
    "model = LinearRegression()\nmodel.fit(data[['age']], data.price)",
    "data.plot.scatter('age', 'price')",
)
_ALL = (_LOAD, _CLEAN, _FIT, _PLOT)


def _merge(base: tuple[str, ...], local: tuple[str, ...], remote: tuple[str, ...]) -> list[str]:
    merged = merge_notebooks(book(*base), book(*local), book(*remote))
    assert merged.conflicts == []
    return sources(merged.nb)


def test_cells_that_the_sides_insert_at_different_places_are_both_kept() -> None:
    assert _merge(_ALL, ("first", *_ALL), (*_ALL, "last")) == ["first", *_ALL, "last"]


def test_cells_inserted_at_the_same_place_stand_one_side_after_the_other() -> None:
    local, remote = (_LOAD, "x = 1", "y = 2", _CLEAN), (_LOAD, "a = 'b'", _CLEAN)

    assert _merge((_LOAD, _CLEAN), local, remote) == [_LOAD, "x = 1", "y = 2", "a = 'b'", _CLEAN]


def test_equal_cells_inserted_at_the_same_place_are_one() -> None:
    local, remote = (_LOAD, "x = 1", "y = 2", _CLEAN), (_LOAD, "a = 'b'", "y = 2", _CLEAN)

    assert _merge((_LOAD, _CLEAN), local, remote) == [_LOAD, "x = 1", "a = 'b'", "y = 2", _CLEAN]


def test_equal_cells_inserted_at_different_places_are_two() -> None:
    assert _merge(_ALL, ("x = 1", *_ALL), (*_ALL, "x = 1")) == ["x = 1", *_ALL, "x = 1"]


def test_equal_inserted_cells_with_different_ids_are_one() -> None:
    base = book(code(_LOAD, id="load"), nbformat_minor=5)
    local, remote = (
        book(code(_LOAD, id="load"), code("x = 1", id=own), *more, nbformat_minor=5)
        for own, more in (("l", []), ("r", [code("y = 2", id="more")]))
    )

    merged = merge_notebooks(base, local, remote).nb

    assert [cell["id"] for cell in merged["cells"]] == ["load", "l", "more"]


@pytest.mark.parametrize("edited", [_LOAD, _PLOT])
def test_one_sides_move_and_the_others_edit_meet(edited: str) -> None:
    moved = (_PLOT, _LOAD, _CLEAN, _FIT)
    changed = tuple(f"{cell}  # why" if cell == edited else cell for cell in _ALL)

    merged = _merge(_ALL, moved, changed)

    assert merged == [f"{cell}  # why" if cell == edited else cell for cell in moved]
    assert _merge(_ALL, changed, moved) == merged


def test_of_two_moves_of_a_cell_locals_is_kept_and_told() -> None:
    local, remote = (_PLOT, _LOAD, _CLEAN, _FIT), (_LOAD, _PLOT, _CLEAN, _FIT)

    merged = merge_notebooks(book(*_ALL), book(*local), book(*remote))

    assert sources(merged.nb) == [*local]
    assert merged.notes == ("cell 1 moved differently by both sides: local's place is kept",)


def test_a_move_that_both_sides_made_is_told_to_nobody() -> None:
    moved = (_PLOT, _LOAD, _CLEAN, _FIT)

    merged = merge_notebooks(book(*_ALL), book(*moved), book(*moved, "last"))

    assert sources(merged.nb) == [*moved, "last"]
    assert merged.notes == ()


def test_what_one_side_inserts_within_what_the_other_deletes_stays() -> None:
    assert _merge(_ALL, (_LOAD, _PLOT), (_LOAD, _CLEAN, "x = 1", _FIT, _PLOT)) == [
        _LOAD,
        "x = 1",
        _PLOT,
    ]


def test_a_cell_that_was_inserted_into_a_block_moves_with_it() -> None:
    block = ("step_one = prepare(data)", "step_two = refine(step_one)")
    base, local = (*block, *_ALL), (*_ALL, *block)
    remote = (block[0], "check(step_one)", block[1], *_ALL)

    assert _merge(base, local, remote) == [*_ALL, block[0], "check(step_one)", block[1]]
    assert _merge(base, remote, local) == [*_ALL, block[0], "check(step_one)", block[1]]


@given(any_versions())
def test_every_cell_of_either_side_has_one_place(versions: Versions) -> None:
    cells = Three(*(nb["cells"] for nb in versions))

    slots = _arrange(cells, Budget())[0].slots

    for side, indices in zip(cells, zip(*slots, strict=True), strict=False):
        places = Counter(index for index in indices if index is not None)
        assert set(places.values()) <= {1}
        assert set(places) == set(range(len(side))) or side is cells.base


def test_the_order_of_many_cells_takes_no_time() -> None:
    cells: list[dict[str, Any] | str] = [f"value_{n} = compute({n})" for n in range(3000)]
    turned = [*cells[1500:], *cells[:1500]]
    added = [cell for n, cell in enumerate(cells) for cell in (cell, f"added = {n}")]

    merged = merge_notebooks(book(*cells), book(*turned), book(*added))

    assert merged.conflicts == []
    assert len(merged.nb["cells"]) == 6000
