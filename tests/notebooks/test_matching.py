from __future__ import annotations

import copy
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.matching import match_items
from tests.notebooks.strategies import JSON


@given(st.lists(st.integers(0, 5) | st.fixed_dictionaries({"a": st.integers(0, 2)}), max_size=8))
def test_a_list_is_matched_with_itself_item_by_item(items: list[Any]) -> None:
    assert match_items(items, copy.deepcopy(items)) == list(range(len(items)))


@given(st.lists(JSON, max_size=6), st.lists(JSON, max_size=6))
def test_every_item_gets_an_index_of_the_original_or_none(old: list[Any], new: list[Any]) -> None:
    matched = match_items(old, [*new, *old[:2]])
    assert len(matched) == len(new) + len(old[:2])
    assert all(index is None or 0 <= index < len(old) for index in matched)


@pytest.mark.parametrize(
    ("new", "matched"),
    [
        ("abcd", [0, 1, 2, 3]),
        ("abXcd", [0, 1, None, 2, 3]),
        ("acd", [0, 2, 3]),
        ("bcda", [1, 2, 3, 0]),
        ("aXcd", [0, 1, 2, 3]),
        ("dcba", [3, 2, 1, 0]),
        ("", []),
    ],
)
def test_items_are_matched_where_they_are_now(new: str, matched: list[int | None]) -> None:
    assert match_items("abcd", new) == matched


def test_an_object_is_matched_with_the_one_it_shares_most_with() -> None:
    old = [{"type": "a", "text": "long " * n} for n in range(1, 5)]
    new = [{"type": "b", "text": "new"}, *({**item, "type": "c"} for item in reversed(old))]
    assert match_items(old, new)[1:] == [3, 2, 1, 0]


def test_time_grows_with_the_length_even_if_nothing_is_equal() -> None:
    old = [{"a": n, "b": "same"} for n in range(20_000)]
    start = time.process_time()
    match_items(old, [{"a": -n, "b": "same"} for n in range(1, 30_000)])
    assert time.process_time() - start < 5
