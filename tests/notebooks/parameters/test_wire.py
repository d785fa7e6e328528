from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.parameters.wire import is_plain, python_literal, same, to_wire
from tests.notebooks.parameters.builders import JSON_LIKE, VALUES, alike


@given(VALUES)
def test_the_literal_of_a_value_evaluates_to_it(value: Any) -> None:
    assert alike(eval(python_literal(value), {}), value)  # noqa: S307 - the promise itself


@given(VALUES)
def test_every_value_travels_in_strict_json(value: Any) -> None:
    wire = to_wire(value)
    assert json.loads(json.dumps(wire, allow_nan=False)) == wire


@given(JSON_LIKE.filter(is_plain))
def test_json_travels_as_it_is(value: Any) -> None:
    assert alike(to_wire(value), value)


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (2**53 - 1, 2**53 - 1),
        (2**53, "9007199254740992"),
        (-(2**70), "-1180591620717411303424"),
        (float("inf"), "inf"),
        (float("-inf"), "-inf"),
        (float("nan"), "nan"),
        ((1, [2]), [1, [2]]),
        ({"b", "a"}, ["a", "b"]),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"),  # noqa: DTZ001
        (Path("a") / "b", "a/b"),
    ],
)
def test_what_json_lacks_travels_as_text_or_array(value: Any, wire: Any) -> None:
    assert to_wire(value) == wire


def deep(levels: int) -> Any:
    out: Any = 1
    for _ in range(levels):
        out = [out]
    return out


@pytest.mark.parametrize("value", [b"x", 1j, object(), {1: 2}, "\ud800", {"\ud800": 1}, deep(2000)])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        to_wire(value)


@pytest.mark.parametrize("value", [b"x", 1j, object(), [object()]])
def test_no_literal_is_made_up(value: Any) -> None:
    with pytest.raises(TypeError, match="no parameter is"):
        python_literal(value)


def test_numbers_of_three_kinds_are_three_values() -> None:
    assert not same(1, 1.0)
    assert not same([1], [True])
    assert same({"a": 1, "b": 2}, {"b": 2, "a": 1})
