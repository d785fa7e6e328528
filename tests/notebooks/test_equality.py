from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.equality import encoded, is_finite, same
from tests.notebooks.strategies import JSON


@given(JSON, JSON)
def test_values_are_the_same_if_python_writes_the_same_json(one: Any, other: Any) -> None:
    assert same(one, other) == (json.dumps(one) == json.dumps(other))
    assert same(one, copy.deepcopy(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        (0.0, -0.0),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ([1], [1, 2]),
        (None, {}),
        ([], {}),
        ("1", 1),
        (None, float("nan")),
        (float("inf"), float("nan")),
        ("\ud800", "?"),
    ],
)
def test_values_that_are_written_differently_differ(one: Any, other: Any) -> None:
    for wrap in (lambda value: value, lambda value: [value], lambda value: [{"a": value}]):
        assert not same(wrap(one), wrap(other))
        assert not same(wrap(other), wrap(one))
        assert same(wrap(one), wrap(copy.deepcopy(one)))


@given(JSON)
def test_what_is_encoded_reads_back_the_same(value: Any) -> None:
    assert same(json.loads(encoded(value)), value)


def test_nan_and_infinity_are_found_wherever_they_are() -> None:
    assert is_finite({"a": [1.5, {"b": None}]})
    assert not is_finite({"a": [1.5, {"b": float("nan")}]})
    assert not is_finite([float("-inf")])
