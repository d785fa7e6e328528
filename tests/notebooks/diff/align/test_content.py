from __future__ import annotations

from tests.notebooks.diff.align.builders import (
    FIT,
    LOAD,
    PLOT,
    SCORE,
    align,
    code,
    markdown,
    moved,
    notebook,
    pairs,
)

SAME = [(at, at) for at in range(6)]


def test_equal_notebooks_pair_cell_by_cell() -> None:
    assert pairs(notebook(), notebook()) == SAME
    assert moved(notebook(), notebook()) == []


def test_an_inserted_cell_has_no_pair() -> None:
    head = notebook()
    head.insert(2, code("frame.corr()"))
    assert pairs(notebook(), head) == [(0, 0), (1, 1), (2, 3), (3, 4), (4, 5), (5, 6)]


def test_a_deleted_cell_has_no_pair() -> None:
    head = notebook()
    del head[2]
    assert pairs(notebook(), head) == [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4)]


def test_an_edited_cell_stays_a_pair() -> None:
    head = notebook()
    head[3] = code(FIT.replace("100", "500"))
    assert pairs(notebook(), head) == SAME


def test_edited_cells_beside_each_other_pair_with_their_own() -> None:
    head = notebook()
    for at, cell in enumerate(head):
        cell["source"] += f"\n# step {at}"
    assert pairs(notebook(), head) == SAME


def test_an_edited_cell_is_found_beside_an_inserted_one() -> None:
    head = notebook()
    head[3:4] = [code("features = ['age', 'rooms']"), code(FIT.replace("100", "500"))]
    assert (3, 4) in pairs(notebook(), head)
    assert 3 not in [other for _, other in pairs(notebook(), head)]


def test_a_changed_number_is_an_edit() -> None:
    assert pairs([code("x = 1"), code("y = 5")], [code("x = 2"), code("y = 5")]) == [(0, 0), (1, 1)]


def test_white_space_around_the_source_is_no_difference() -> None:
    base = [code(LOAD), code("x"), code(PLOT)]
    head = [code(PLOT + "\n"), code("\n" + LOAD.replace("\n", "  \n")), code("x")]
    assert pairs(base, head) == [(2, 0), (0, 1), (1, 2)]


def test_a_source_is_the_same_as_a_string_and_as_lines() -> None:
    head = notebook()
    for cell in head:
        cell["source"] = cell["source"].splitlines(keepends=True)
    assert pairs(notebook(), head) == SAME


def test_outputs_that_were_made_anew_do_not_matter() -> None:
    base = [code(source["source"], prints="old") for source in notebook()]
    head = [code(source["source"], prints=f"new {at}") for at, source in enumerate(notebook())]
    assert pairs(base, head) == SAME


def test_outputs_tell_copies_of_a_cell_apart() -> None:
    base = [code("frame.head()", prints="a"), code("frame.head()", prints="b")]
    assert pairs(base, base[1:]) == [(1, 0)]


def test_copies_of_a_cell_pair_by_their_neighbours() -> None:
    show = code("plt.show()")
    base = [code(LOAD), show, code(FIT), show, code(SCORE), show]
    head = [code(LOAD), code(FIT), show, code(SCORE), show]
    assert pairs(base, head) == [(0, 0), (2, 1), (3, 2), (4, 3), (5, 4)]


def test_a_cell_of_another_type_with_the_same_source_is_the_same() -> None:
    head = notebook()
    head[2] = markdown(head[2]["source"])
    assert pairs(notebook(), head) == SAME


def test_a_cell_that_was_rewritten_between_the_same_neighbours_stays_a_pair() -> None:
    base = [code(LOAD), markdown("# Setup"), code(FIT)]
    head = [code(LOAD), markdown("## How it begins"), code(FIT)]
    assert pairs(base, head) == [(0, 0), (1, 1), (2, 2)]


def test_an_empty_cell_that_was_filled_in_stays_a_pair() -> None:
    assert pairs([code(LOAD), code("")], [code(LOAD), code(PLOT)]) == [(0, 0), (1, 1)]


def test_text_and_code_that_share_nothing_are_no_pair() -> None:
    base = [code(LOAD), markdown("What comes next"), code(FIT)]
    head = [code(LOAD), code("frame.corr()"), code(FIT)]
    assert pairs(base, head) == [(0, 0), (2, 2)]


def test_large_cells_that_share_nothing_are_no_pair() -> None:
    old = "\n".join(f"alpha{at} = beta{at}.gamma{at}" for at in range(8))
    new = "\n".join(f"delta{at}(epsilon{at}[zeta{at}])" for at in range(8))
    assert pairs([code(LOAD), code(old)], [code(LOAD), code(new)]) == [(0, 0)]


def test_copies_beyond_count_pair_in_order() -> None:
    base = [code("plt.show()")] * 2000
    assert pairs(base, [*base, base[0]]) == [(at, at) for at in range(2000)]


def test_an_empty_notebook_has_no_pairs() -> None:
    assert pairs([], notebook()) == []
    assert pairs(notebook(), []) == []
    assert align([], []).coarse is False
