from __future__ import annotations

from tests.notebooks.diff.align.builders import (
    CLEAN,
    FIT,
    LOAD,
    PLOT,
    align,
    code,
    markdown,
    pairs,
)

WHOLE = [code(LOAD), code(CLEAN + "\n\n" + FIT), code(PLOT)]
PARTS = [code(LOAD), code(CLEAN), code(FIT), code(PLOT)]


def test_a_split_cell_pairs_with_its_largest_part() -> None:
    assert len(FIT) > len(CLEAN)
    assert pairs(WHOLE, PARTS) == [(0, 0), (1, 2), (2, 3)]
    assert align(WHOLE, PARTS).splits == {1: 1}


def test_joined_cells_pair_by_the_largest_part() -> None:
    assert pairs(PARTS, WHOLE) == [(0, 0), (2, 1), (3, 2)]
    assert align(PARTS, WHOLE).joins == {1: 1}


def test_the_largest_part_keeps_the_pair_whatever_the_ids() -> None:
    base = [{**cell, "id": f"a{at}"} for at, cell in enumerate(WHOLE)]
    head = [{**cell, "id": name} for cell, name in zip(PARTS, ["a0", "a1", "b", "a2"], strict=True)]
    assert pairs(base, head) == [(0, 0), (1, 2), (2, 3)]
    assert align(base, head).splits == {1: 1}


def test_a_cell_may_become_several() -> None:
    lines = [f"step_{at} = run(stage_{at}, {at})" for at in range(8)]
    base = [code(LOAD), code("\n".join(lines)), code(PLOT)]
    head = [code(LOAD), *(code("\n".join(lines[at : at + 2])) for at in range(0, 8, 2)), code(PLOT)]
    alignment = align(base, head)
    assert set(alignment.splits.values()) == {1}
    assert len(alignment.splits) == 3


def test_text_may_stand_between_the_parts() -> None:
    head = [*PARTS[:2], markdown("Now the model:"), *PARTS[2:]]
    assert align(WHOLE, head).splits == {1: 1}


def test_a_new_cell_that_repeats_a_few_lines_is_no_part() -> None:
    head = [WHOLE[0], code(CLEAN.split("\n")[0]), *WHOLE[1:]]
    head[2] = code(CLEAN + "\n\n" + FIT + "\n# done")
    assert align(WHOLE, head).splits == {}


def test_parts_in_another_order_are_not_a_split() -> None:
    assert align(WHOLE, [PARTS[0], PARTS[2], PARTS[1], PARTS[3]]).splits == {}
