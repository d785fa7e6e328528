"""Cells that face each other alone, and are plainly the same."""

from __future__ import annotations

from jupyter_mlops.notebooks.diff.align.alone import pair_alone
from jupyter_mlops.notebooks.diff.align.cells import read_cell
from jupyter_mlops.notebooks.diff.align.gaps import Gap
from jupyter_mlops.notebooks.diff.align.matching import Matching
from tests.notebooks.diff.align.builders import Cells, code, markdown

SOURCE = "a = 1\nb = 2\nc = 3\nd = 4"
EDITED = "a = 1\nb = 2\nc = 3\nd = 5"


def paired(base: Cells, head: Cells, links: dict[int, int] | None = None) -> bool:
    matching = Matching([*map(read_cell, base)], [*map(read_cell, head)], [1] * len(base))
    pair_alone(matching, [Gap([0], [0])], links or {})
    return matching.pairs() == [(0, 0)]


def test_they_are_paired_if_most_lines_are_equal() -> None:
    assert paired([code(SOURCE)], [code(EDITED)])


def test_they_are_paired_if_a_trusted_id_ties_them() -> None:
    assert paired([code("x")], [code("quite another thing")], {0: 0})


def test_they_wait_if_only_little_is_equal() -> None:
    assert not paired([code(SOURCE)], [code("a = 1\nz = 9\ny = 8\nd = 5")])


def test_they_wait_if_they_are_too_short_to_tell() -> None:
    assert not paired([code("a = 1\nb")], [code("a = 1\nc")])


def test_they_wait_if_their_types_differ() -> None:
    assert not paired([code(SOURCE)], [markdown(SOURCE)])


def test_they_wait_if_a_trusted_id_ties_one_of_them_to_another_cell() -> None:
    base, head = [code(SOURCE), code("x")], [code(EDITED), code("y")]
    assert not paired(base, head, {0: 1})
    assert not paired(base, head, {1: 0})
