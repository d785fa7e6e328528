from __future__ import annotations

import copy
from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs import compare_outputs
from jupyter_mlops.notebooks.diff.views import HashView, JsonView, TextView
from tests.notebooks.diff.outputs.builders import (
    compare,
    display,
    error,
    frame,
    image,
    numbers,
    only,
    plot,
    result,
    stream,
)


def test_equal_outputs_are_no_change() -> None:
    outputs = [stream("a\n"), frame(numbers()), image(plot()), error("E", "m")]
    assert compare(outputs, copy.deepcopy(outputs)) == []


def test_what_came_and_went_has_no_view() -> None:
    added = only([], [image(plot())])
    assert (added.base, added.head, added.mime, added.view) == (None, 0, "image/png", None)
    removed = only([stream("a", name="stderr")], [])
    assert (removed.base, removed.head, removed.mime) == (0, None, "stream/stderr")
    assert not removed.noise


def test_another_execution_count_is_noise() -> None:
    change = only(result({"text/plain": "1"}, 1), result({"text/plain": "1"}, 2))
    assert change.noise
    assert isinstance(change.view, JsonView)
    (count,) = change.view.changes
    assert (count.path, count.before, count.after, count.noise) == (["execution_count"], 1, 2, True)


def test_the_form_of_a_text_is_noise() -> None:
    change = only(result({"text/plain": "a\nb"}), result({"text/plain": ["a\n", "b"]}))
    assert change.noise
    assert change.view == TextView(hunks=[])


def test_an_address_is_noise() -> None:
    change = only(
        result({"text/plain": "<Axes at 0x7f0000000001>"}),
        result({"text/plain": "<Axes at 0x7f0000000002>"}),
    )
    assert change.noise
    assert isinstance(change.view, TextView)


def test_a_number_is_not() -> None:
    change = only(result({"text/plain": "0.93"}), result({"text/plain": "0.94"}))
    assert not change.noise


def test_metadata_that_changes_what_is_shown_is_a_change() -> None:
    one, other = (display({"image/png": "x"}, **{"image/png": {"width": w}}) for w in (100, 200))
    change = only(one, other)
    assert isinstance(change.view, JsonView)
    assert change.view.changes[0].path == ["metadata", "image/png", "width"]
    assert not change.noise


def test_metadata_for_a_theme_is_noise() -> None:
    assert only(display({"a/b": "x"}), display({"a/b": "x"}, needs_background="light")).noise


def test_another_type_of_output_is_a_change() -> None:
    change = only(display({"text/plain": "1"}), result({"text/plain": "1"}))
    assert isinstance(change.view, JsonView)
    assert [item.path for item in change.view.changes if not item.noise] == [["output_type"]]
    assert not change.noise


def test_outputs_that_show_other_types_are_compared_by_the_best_of_both() -> None:
    one = result({"text/plain": "a"})
    other = result({"text/plain": "b", "text/html": "<b>b</b>"})
    change = only(one, other)
    assert (change.mime, change.noise) == ("text/plain", False)
    same = only(one, result({"text/plain": "a", "text/html": "<b>a</b>"}))
    assert (same.mime, same.view, same.noise) == ("text/html", None, False)


def test_an_alternative_is_compared_where_what_is_shown_is_equal() -> None:
    one, other = (
        result({"text/html": "<b>x</b>", "text/latex": tex, "text/plain": "x"}) for tex in "ab"
    )
    change = only(one, other)
    assert (change.mime, change.noise) == ("text/latex", False)


def test_an_alternative_that_came_is_a_change_unless_it_shows_nothing() -> None:
    one = result({"text/html": "x", "text/plain": "x"})
    assert not only(one, result({**one["data"], "text/latex": "x"})).noise
    companion = "application/vnd.google.colaboratory.intrinsic+json"
    assert only(one, result({**one["data"], companion: {"type": "string"}})).noise


@pytest.mark.parametrize("mime", ["application/vnd.odd", "audio/wav", "application/pdf"])
def test_unknown_types_are_compared_by_hash(mime: str) -> None:
    change = only(display({mime: "YWJj"}), display({mime: "YWJjYWJj"}))
    assert (change.mime, change.noise) == (mime, False)
    assert isinstance(change.view, HashView)
    assert change.view.base_size < change.view.head_size


def test_unknown_outputs_are_compared_by_hash() -> None:
    one, other = ({"output_type": "update_display_data", "data": {"a": at}} for at in (1, 2))
    change = only(one, other)
    assert isinstance(change.view, HashView)
    assert not change.noise


@pytest.mark.parametrize(
    ("base", "head"),
    [(1, True), (1, 1.0), (0.0, -0.0), (float("nan"), None), ({"a": 1, "b": 2}, {"b": 2, "a": 1})],
)
def test_values_that_python_takes_for_equal_are_told_apart(base: Any, head: Any) -> None:
    assert len(compare(display({"application/x": base}), display({"application/x": head}))) == 1
    assert len(compare(base, head)) == 1


def test_a_spent_budget_makes_views_coarse_and_not_wrong() -> None:
    base = [frame(numbers(a=[1, 2])), image(plot()), stream("a\n"), result({"a/json": {"a": 1}})]
    head = [frame(numbers(a=[1, 3])), image(plot((9, 1))), stream("b\n"), result({"a/json": {}})]
    changes = compare_outputs(base, head, DiffOptions(), Budget(seconds=-1))
    assert [(change.base, change.head) for change in changes] == [(at, at) for at in range(4)]
    assert not any(change.noise for change in changes)
