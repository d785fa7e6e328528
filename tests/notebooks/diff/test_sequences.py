from __future__ import annotations

import random
import time
from collections.abc import Hashable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, compare_sequences, diff_sequences

few_items = st.lists(st.integers(0, 3), max_size=40)
many_items = st.lists(st.integers(0, 30), max_size=40)
items = few_items | many_items


def diff(base: Sequence[Hashable], head: Sequence[Hashable]) -> list[Range]:
    return diff_sequences(base, head, Budget())


def apply(
    base: Sequence[Hashable], head: Sequence[Hashable], ranges: list[Range]
) -> list[Hashable]:
    """Makes the head of the base, asserting that the ranges are well formed."""
    made: list[Hashable] = []
    at = 0
    for index, each in enumerate(ranges):
        assert each.base < each.base_end or each.head < each.head_end
        assert each.base > at or index == 0
        made += base[at : each.base]
        assert len(made) == each.head
        made += head[each.head : each.head_end]
        at = each.base_end
    return [*made, *base[at:]]


def test_equal_sequences_have_no_ranges() -> None:
    assert diff("abc", "abc") == []
    assert diff([], []) == []


def test_an_inserted_item_is_one_range() -> None:
    assert diff("abc", "abxc") == [Range(2, 2, 2, 3)]


def test_a_removed_item_is_one_range() -> None:
    assert diff("abxc", "abc") == [Range(2, 3, 2, 2)]


def test_a_replaced_item_is_one_range() -> None:
    assert diff("abc", "axc") == [Range(1, 2, 1, 2)]


def test_without_anything_in_common_all_is_one_range() -> None:
    assert diff("abc", "xy") == [Range(0, 3, 0, 2)]


def test_what_is_unique_is_matched_rather_than_what_repeats() -> None:
    base = ["def f", "{", "return 1", "}"]
    head = ["def g", "{", "return 2", "}", "", *base]
    assert diff(base, head) == [Range(0, 0, 0, 5)]


def test_the_longer_stretch_of_two_that_swapped_places_stays() -> None:
    assert diff("ABCxy", "xyABC") == [Range(0, 0, 0, 2), Range(3, 5, 5, 5)]


def test_repetitions_are_matched_by_the_shortest_edit_script() -> None:
    assert diff("aabbaabb", "aabaabb") == [Range(3, 4, 3, 3)]


def test_numbers_that_all_moved_on_do_not_tear_apart_what_stayed() -> None:
    def cells(first: int) -> list[str]:
        return [line for at in range(20) for line in (f"In [{at + first}]", f"do({at})", "{", "}")]

    assert [each.base for each in diff(cells(0), cells(1))] == list(range(0, 80, 4))


def test_items_may_be_of_any_hashable_kind() -> None:
    assert diff([1, "a", (2, 3)], [1, None, (2, 3)]) == [Range(1, 2, 1, 2)]


@given(items, items)
def test_the_ranges_make_the_head_of_the_base(base: list[int], head: list[int]) -> None:
    assert apply(base, head, diff(base, head)) == head


@given(items, items)
def test_the_ranges_are_right_both_ways(base: list[int], head: list[int]) -> None:
    assert apply(head, base, diff(head, base)) == base


@given(items)
def test_a_sequence_does_not_differ_from_itself(base: list[int]) -> None:
    assert diff(base, list(base)) == []


@given(items, items, st.integers(0, 40))
def test_one_insertion_is_one_range_as_long_as_it_is(
    base: list[int], added: list[int], at: int
) -> None:
    head = [*base[:at], *added, *base[at:]]
    ranges = diff(base, head)
    assert len(ranges) <= 1
    assert sum(each.head_end - each.head for each in ranges) == len(added)
    assert all(each.base == each.base_end for each in ranges)


@given(few_items, few_items)
@example([0, 1] * 20, [1, 0] * 20)
def test_out_of_time_the_ranges_are_still_right(base: list[int], head: list[int]) -> None:
    ranges, _ = compare_sequences(base, head, Budget(-1.0))
    assert apply(base, head, ranges) == head


def test_out_of_time_the_comparison_says_that_it_is_coarse() -> None:
    base, head = [*"abcabc", "x", *"cba"], [*"cba", "x", *"abcab"]
    assert compare_sequences(base, head, Budget(-1.0)) == ([Range(0, 10, 0, 9)], True)
    assert not compare_sequences(base, head, Budget()).coarse


def _numbered(count: int, tag: str = "") -> list[str]:
    return [f"line {tag}{number}\n" for number in range(count)]


def _bad_cases() -> dict[str, tuple[Sequence[Hashable], Sequence[Hashable]]]:
    chance = random.Random(7)  # noqa: S311 - not for secrets
    shuffled = _numbered(30_000)
    chance.shuffle(shuffled)
    bits = [[chance.randrange(2) for _ in range(15_000)] for _ in range(2)]
    letters = [[chance.randrange(100) for _ in range(30_000)] for _ in range(2)]
    return {
        "all different": (_numbered(30_000), _numbered(30_000, "x")),
        "all the same": (["x"] * 30_000, ["x"] * 30_001),
        "two landmarks in a desert": (
            ["x"] * 15_000 + ["y"] + ["x"] * 15_000 + ["y"] + ["x"] * 9_000,
            ["x"] * 20_000 + ["y"] + ["x"] * 2_500 + ["y"] + ["x"] * 30_000,
        ),
        "alternating": (["a", "b"] * 15_000, ["b", "a", "a"] * 10_000),
        "shuffled": (_numbered(30_000), shuffled),
        "reversed, twice": (_numbered(15_000) * 2, _numbered(15_000)[::-1] * 2),
        "bits": (bits[0], bits[1]),
        "letters": (letters[0], letters[1]),
    }


_BAD_CASES = _bad_cases()


@pytest.mark.parametrize("name", _BAD_CASES)
def test_no_case_costs_the_product_of_the_lengths(name: str) -> None:
    base, head = _BAD_CASES[name]
    start = time.process_time()
    ranges = diff(base, head)
    # A table of all pairs would take minutes
    assert time.process_time() - start < 10
    assert apply(base, head, ranges) == head


def test_two_hundred_thousand_lines_with_few_changes_are_told_apart() -> None:
    base = _numbered(200_000)
    head = [*base[:5], "new", *base[5:100_000], *base[100_003:]]
    assert diff(base, head) == [Range(5, 5, 5, 6), Range(100_000, 100_003, 100_001, 100_001)]
