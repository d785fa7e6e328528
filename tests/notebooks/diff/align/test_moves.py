from __future__ import annotations

from tests.notebooks.diff.align.builders import (
    CLEAN,
    FIT,
    LOAD,
    PLOT,
    code,
    markdown,
    moved,
    notebook,
    pairs,
)


def test_a_moved_cell_is_one_move() -> None:
    base = notebook()
    assert moved(base, [*base[1:5], base[0], base[5]]) == [(0, 4)]


def test_a_moved_cell_is_one_move_though_it_was_edited() -> None:
    base = notebook()
    head = [*base[1:5], code(LOAD.replace("houses", "flats")), base[5]]
    assert moved(base, head) == [(0, 4)]
    assert len(pairs(base, head)) == 6


def test_of_two_that_changed_places_the_smaller_moved() -> None:
    small, large = code("import os"), code(FIT)
    assert moved([small, large], [large, small]) == [(0, 1)]
    assert moved([large, small], [small, large]) == [(1, 0)]


def test_the_smaller_block_moves() -> None:
    base = notebook()
    assert moved(base, [*base[2:], *base[:2]]) == [(0, 4), (1, 5)]


def test_a_reversed_notebook_keeps_one_cell_in_place() -> None:
    base = notebook()
    assert len(moved(base, base[::-1])) == 5


def test_an_edited_cell_moves_with_its_neighbours() -> None:
    base = [code(LOAD), code(CLEAN), code("a = frame.size"), markdown("# Why"), *notebook()[2:]]
    head = [*base[3:], base[0], base[1], code("a = frame.size + 1")]
    assert (2, len(head) - 1) in pairs(base, head)


def test_an_empty_cell_makes_no_other_move() -> None:
    base = [code(""), code("x = 1"), code("")]
    assert moved(base, [base[1], base[0], base[2]]) == []


def test_a_small_common_cell_elsewhere_is_no_move() -> None:
    base = [code(LOAD), code("plt.show()"), code(FIT), code("plt.show()"), code(PLOT)]
    head = [code(LOAD), code(FIT), code("plt.show()"), code(PLOT), code("plt.show()")]
    assert moved(base, head) == []


def test_an_insertion_before_moves_nothing() -> None:
    base = notebook()
    assert moved(base, [code("new()"), markdown("# New"), *base]) == []
