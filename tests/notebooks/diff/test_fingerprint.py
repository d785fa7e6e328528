from __future__ import annotations

import json

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.diff.fingerprint import fingerprint, is_finite, same
from tests.notebooks.diff.strategies import JSON


@given(JSON)
def test_a_copy_is_the_same(value: object) -> None:
    copy = json.loads(json.dumps(value))
    assert same(value, copy)
    assert fingerprint(value) == fingerprint(copy)


@pytest.mark.parametrize(
    ("base", "head"),
    [
        (1, 1.0),
        (1, True),
        (0.0, -0.0),
        ([1], [1.0]),
        ([None], [float("nan")]),
        ([float("inf")], [float("nan")]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("\ud800", "?"),
        ([], {}),
    ],
)
def test_what_differs_in_type_order_or_content_is_not_the_same(base: object, head: object) -> None:
    assert not same(base, head)
    assert fingerprint(base) != fingerprint(head)


def test_nan_and_infinity_are_found_wherever_they_are() -> None:
    assert is_finite({"a": [1.5, {"b": None}]})
    assert not is_finite({"a": [1.5, {"b": float("nan")}]})
    assert not is_finite([float("-inf")])
