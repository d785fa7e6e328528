"""Operations make one JSON value out of another, to the last bit."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.operations import Add, Change, Form, Lines, Order, Replace, Splice
from jupyter_mlops.notebooks.diff.patch import patch_object
from jupyter_mlops.notebooks.diff.values import diff_objects
from tests.notebooks.diff.strategies import JSON, TEXTS

OBJECTS = st.dictionaries(st.sampled_from(["source", "text", "a", "b", "text/plain"]), JSON | TEXTS)


def ops(base: dict[str, Any], head: dict[str, Any]) -> list[Any]:
    return diff_objects(base, head, Budget())


@given(OBJECTS, OBJECTS)
def test_the_operations_applied_to_the_base_give_the_head(
    base: dict[str, Any], head: dict[str, Any]
) -> None:
    assert json.dumps(patch_object(base, ops(base, head))) == json.dumps(head)


@given(OBJECTS)
def test_there_are_none_between_equal_values(value: dict[str, Any]) -> None:
    assert ops(value, json.loads(json.dumps(value))) == []


def test_a_text_changes_by_line() -> None:
    assert ops({"source": "a\nb\nc"}, {"source": "a\nB\nc"}) == [
        Change(key="source", changes=[Lines(at=1, removed=1, added=["B\n"])])
    ]


def test_a_text_that_is_held_as_lines_stays_so() -> None:
    assert ops({"source": ["a\n", "b"]}, {"source": ["a\n", "c"]}) == [
        Change(key="source", changes=[Lines(at=1, removed=1, added=["c"])])
    ]


def test_holding_a_text_in_another_way_is_a_change() -> None:
    assert ops({"text": "a\nb"}, {"text": ["a\n", "b"]}) == [
        Change(key="text", changes=[Form(form="lines")])
    ]


def test_a_text_of_one_line_is_replaced() -> None:
    assert ops({"text/plain": "1"}, {"text/plain": "2"}) == [Replace(key="text/plain", value="2")]


def test_a_list_of_words_that_is_no_text_changes_by_item() -> None:
    assert ops({"tags": ["a", "b"]}, {"tags": ["a", "c", "d"]}) == [
        Change(key="tags", changes=[Splice(at=1, removed=1, added=["c", "d"])])
    ]


def test_objects_change_by_key() -> None:
    assert ops({"a": {"x": 1, "y": 2}}, {"a": {"x": 1, "y": 3}}) == [
        Change(key="a", changes=[Replace(key="y", value=3)])
    ]


def test_a_new_key_comes_where_it_belongs() -> None:
    assert ops({"a": 1, "c": 3}, {"a": 1, "b": 2, "c": 3}) == [Add(key="b", value=2, at=1)]


def test_another_order_of_keys_is_a_change() -> None:
    assert ops({"a": 1, "b": 2}, {"b": 2, "a": 1}) == [Order(keys=["b", "a"])]


def test_a_number_of_another_type_is_a_change() -> None:
    assert ops({"a": [1]}, {"a": [1.0]}) == [
        Change(key="a", changes=[Splice(at=0, removed=1, added=[1.0])])
    ]


def test_objects_in_a_list_change_one_by_one_if_as_many_come_as_go() -> None:
    base, head = [{"x": 1}, {"y": 1}, 5], [{"x": 2}, {"y": 1}, 6]
    assert ops({"a": base}, {"a": head}) == [
        Change(
            key="a",
            changes=[
                Change(key=0, changes=[Replace(key="x", value=2)]),
                Splice(at=2, removed=1, added=[6]),
            ],
        )
    ]


def test_without_time_a_value_is_replaced() -> None:
    found = diff_objects(
        {"a": {"x": 1, "y": 2}, "b": 1}, {"a": {"x": 1, "y": 3}, "b": 1}, Budget(-1)
    )
    assert found == [Replace(key="a", value={"x": 1, "y": 3})]
