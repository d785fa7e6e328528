from __future__ import annotations

from tests.notebooks.diff.align.builders import (
    FIT,
    LOAD,
    PLOT,
    SCORE,
    SOURCES,
    code,
    markdown,
    moved,
    notebook,
    pairs,
)

SAME = [(at, at) for at in range(6)]


def test_an_id_finds_a_cell_that_was_rewritten() -> None:
    base = [code(LOAD, "load"), code("a = 1", "a"), code("b = 2", "b"), code(PLOT, "plot")]
    head = [
        code(LOAD, "load"),
        code("c()", "new"),
        code("import os", "b"),
        code("print('x')", "a"),
        code(PLOT, "plot"),
    ]
    assert set(pairs(base, head)) == {(0, 0), (1, 3), (2, 2), (3, 4)}


def test_an_id_finds_a_rewritten_cell_of_another_type() -> None:
    base = [*notebook("a", "b", "c", "d", "e", "f"), code("todo()", "t"), code("1", "u")]
    head = [*notebook("a", "b", "c", "d", "e", "f"), code("9 + 9", "v"), markdown("# Done", "t")]
    assert (6, 7) in pairs(base, head)


def test_an_id_finds_a_moved_copy() -> None:
    base = [code("frame.head()", "x"), *notebook("a", "b", "c", "d", "e", "f")]
    base.append(code("frame.head()", "y"))
    head = [*base[1:4], base[0], *base[4:]]
    assert pairs(base, head) == [(1, 0), (2, 1), (3, 2), (0, 3), (4, 4), (5, 5), (6, 6), (7, 7)]
    assert moved(base, head) == [(0, 3)]


def test_content_decides_where_all_ids_are_new() -> None:
    head = notebook("1", "2", "3", "4", "5", "6")
    head[3]["source"] += "\n# more"
    assert pairs(notebook("a", "b", "c", "d", "e", "f"), head) == SAME


def test_content_decides_where_ids_are_lost() -> None:
    assert pairs(notebook("a", "b", "c", "d", "e", "f"), notebook()) == SAME


def test_content_decides_where_ids_went_to_other_cells() -> None:
    head = notebook("c", "a", "f", "b", "d", "e")
    head[3]["source"] += "\n# more"
    assert pairs(notebook("a", "b", "c", "d", "e", "f"), head) == SAME


def test_content_decides_where_an_id_is_there_twice() -> None:
    base = notebook("a", "b", "c", "d", "e", "f")
    head = notebook("a", "b", "c", "d", "e", "f")
    head.insert(1, code("unrelated()", "c"))
    head[3]["source"] += "\n# more"
    assert (2, 3) in pairs(base, head)


def test_ids_that_number_the_cells_are_not_followed() -> None:
    base = notebook(*(f"cell-{at}" for at in range(6)))
    new = [code("seed(42)"), *notebook()]
    new[4] = code(FIT.replace("100", "500"))
    head = [{**cell, "id": f"cell-{at}"} for at, cell in enumerate(new)]
    assert pairs(base, head) == [(at, at + 1) for at in range(6)]


def test_an_id_gives_way_to_a_cell_that_is_nearly_equal() -> None:
    base = [code(LOAD, "load"), code(FIT, "fit"), code(PLOT, "plot")]
    head = [
        code(LOAD, "load"),
        code("assert frame is not None", "fit"),
        code(FIT + "\n# done", "new"),
        code(PLOT, "plot"),
    ]
    assert pairs(base, head) == [(0, 0), (1, 2), (2, 3)]


def test_ids_of_one_side_only_say_nothing() -> None:
    assert pairs(notebook(), notebook("a", "b", "c", "d", "e", "f")) == SAME


def test_an_id_that_is_no_text_is_no_id() -> None:
    base = [{**code(source), "id": [at]} for at, source in enumerate(SOURCES)]
    assert pairs(base, [{**cell, "id": None} for cell in base]) == SAME


def test_an_edited_cell_is_followed_by_its_id_to_another_place() -> None:
    base = notebook("a", "b", "c", "d", "e", "f")
    changed = {**base[4], "source": SCORE.split("\n")[1]}
    head = [changed, *base[:4], base[5]]
    assert moved(base, head) == [(4, 0)]
