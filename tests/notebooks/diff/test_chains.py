from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.chains import (
    double_stretches,
    longest_chain,
    rarest_item,
    unique_items,
)


def test_items_that_both_sides_have_once_are_unique() -> None:
    assert unique_items([7, 1, 2, 2, 3], [3, 9, 2, 1], 10, 20) == [(11, 23), (14, 20)]


def test_sides_without_an_item_in_common_are_told_from_sides_without_a_unique_one() -> None:
    assert unique_items([1, 2], [3], 0, 0) is None
    assert unique_items([1, 1], [1], 0, 0) == []


@given(st.permutations(range(7)))
def test_the_chain_is_the_longest_that_increases(heads: list[int]) -> None:
    chain = longest_chain(list(enumerate(heads)))
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(chain))
    longest = max(
        size
        for size in range(1, 8)
        for part in combinations(heads, size)
        if list(part) == sorted(part)
    )
    assert len(chain) == longest


def test_the_rarest_item_is_paired_occurrence_by_occurrence() -> None:
    assert rarest_item([1, 1, 1, 2, 2], [2, 1, 2, 1, 1], 0, 10) == [(3, 10), (4, 12)]


def test_equal_stretches_get_equal_numbers() -> None:
    base, head = double_stretches([5, 6, 5, 6], [6, 5, 6], 1)
    assert base[0] == base[2] == head[1]
    assert base[1] == head[0] != base[0]
