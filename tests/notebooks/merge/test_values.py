"""JSON values three-way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.merge.model import Choice
from jupyter_mlops.notebooks.merge.values import MISSING, Path, Rules, Three, merge_value
from tests.notebooks.diff.strategies import JSON

_NOISE: dict[Path, str] = {("m", "times"): "when it ran"}


def _merge(base: Any, local: Any, remote: Any, choice: Choice = "mark") -> tuple[Any, list[Path]]:
    rules = Rules(_NOISE, choice)
    return merge_value(("m",), Three(base, local, remote), rules), rules.open


@pytest.mark.parametrize(
    ("base", "local", "remote", "merged"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1, "b": 1}, {"a": 2, "b": 1}),
        ({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2}),
        (MISSING, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}),
        ({"a": {"x": 1}}, {"a": {"x": 1, "y": 1}}, {"a": {"x": 2}}, {"a": {"x": 2, "y": 1}}),
        ({"a": 1}, {"a": 1.0}, {"a": 1, "b": 1}, {"a": 1.0, "b": 1}),
    ],
)
def test_what_one_side_changed_is_taken_key_by_key(
    base: Any, local: Any, remote: Any, merged: Any
) -> None:
    value, left = _merge(base, local, remote)

    assert encoded(value) == encoded(merged)
    assert left == []


@pytest.mark.parametrize(
    ("choice", "merged"),
    [("mark", [1, 2]), ("local", [1, 2]), ("remote", [1, 3]), ("union", [1, 2, 3])],
)
def test_what_both_changed_is_settled_as_asked(choice: Choice, merged: Any) -> None:
    value, left = _merge({"a": [1]}, {"a": [1, 2]}, {"a": [1, 3]}, choice)

    assert value == {"a": merged}
    assert left == ([("m", "a")] if choice == "mark" else [])


def test_a_key_that_one_side_removed_and_the_other_changed_stays_open() -> None:
    assert _merge({"a": 1}, {}, {"a": 2}) == ({}, [("m", "a")])
    assert _merge({"a": 1}, {"a": 2}, {}) == ({"a": 2}, [("m", "a")])


def test_noise_is_locals_and_gives_way_to_its_removal() -> None:
    assert _merge({"times": 1}, {"times": 2}, {"times": 3}) == ({"times": 2}, [])
    assert _merge({"times": 1}, {"times": 2}, {}) == ({}, [])


def test_an_object_in_which_only_noise_changed_may_be_removed() -> None:
    assert _merge({"a": 1, "times": 1}, MISSING, {"a": 1, "times": 2}) == (MISSING, [])


@given(JSON, JSON)
def test_a_value_that_only_one_side_changed_is_the_changed_one(base: Any, side: Any) -> None:
    for local, remote in ((side, base), (base, side), (side, side)):
        value, left = _merge(base, local, remote)

        assert encoded(value) == encoded(side)
        assert left == []


@given(JSON, JSON, JSON)
def test_the_same_stays_open_with_the_sides_exchanged(base: Any, local: Any, remote: Any) -> None:
    assert sorted(_merge(base, local, remote)[1]) == sorted(_merge(base, remote, local)[1])
