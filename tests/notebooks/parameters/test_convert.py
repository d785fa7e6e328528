from __future__ import annotations

import math
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.parameters import schema as s
from jupyter_mlops.notebooks.parameters.convert import MismatchError, accepts, convert, equal
from jupyter_mlops.notebooks.parameters.wire import to_wire
from tests.notebooks.parameters.builders import DATES, DATETIMES, PATHS, TIMES, VALUES, alike

NOON = datetime(2026, 1, 2, 12, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("schema", "wire", "python"),
    [
        (s.INTEGER, 3, 3),
        (s.INTEGER, 3.0, 3),
        (s.INTEGER, "9007199254740993", 2**53 + 1),
        (s.NUMBER, 3, 3),
        (s.NUMBER, 0.5, 0.5),
        (s.FLOAT, 3, 3.0),
        (s.FLOAT, "-inf", -math.inf),
        (s.FLOAT, "nan", math.nan),
        (s.DATE, "2026-01-02", date(2026, 1, 2)),
        (s.DATETIME, "2026-01-02T12:00:00Z", NOON),
        (s.DATETIME, "2026-01-02T12:00:00+00:00", NOON),
        (s.DATETIME, "2026-01-02 12:30", datetime(2026, 1, 2, 12, 30)),  # noqa: DTZ001
        (s.TIME, "12:30:00", time(12, 30)),
        (s.PATH, "a/b", Path("a/b")),
        (s.array(s.INTEGER, "tuple"), [1, 2], (1, 2)),
        (s.array(s.INTEGER, "set"), [1, 2], {1, 2}),
        (s.array({}, "set"), [[1, []]], {(1, ())}),
        (s.array(s.INTEGER, "frozenset"), [1], frozenset({1})),
        (s.fixed_tuple([s.INTEGER, s.STRING]), [1, "a"], (1, "a")),
        (s.fixed_tuple([]), [], ()),
        (s.mapping(s.array(s.DATE)), {"a": ["2026-01-02"]}, {"a": [date(2026, 1, 2)]}),
        (s.nullable(s.FLOAT), None, None),
        (s.nullable(s.FLOAT), 1, 1.0),
        (s.choices([1, True]), True, True),
        (s.union([s.STRING, s.INTEGER]), 3, 3),
        ({}, {"a": [1, None]}, {"a": [1, None]}),
    ],
)
def test_a_value_becomes_the_python_value_it_stands_for(
    schema: s.Schema, wire: Any, python: Any
) -> None:
    assert alike(convert(schema, wire), python)


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        (s.INTEGER, 0.5),
        (s.INTEGER, True),
        (s.INTEGER, "3"),
        pytest.param(s.INTEGER, 10**5000, id="integer-huge"),
        (s.NUMBER, False),
        (s.NUMBER, "3"),
        pytest.param(s.NUMBER, 10**5000, id="number-huge"),
        pytest.param(s.FLOAT, 10**400, id="float-huge"),
        (s.FLOAT, "infinity"),
        (s.FLOAT, None),
        (s.BOOLEAN, 1),
        (s.BOOLEAN, "true"),
        (s.STRING, 1),
        (s.STRING, None),
        (s.STRING, "\ud800"),
        (s.DATE, "20260102"),
        (s.DATE, "2026-02-30"),
        (s.DATE, NOON),
        (s.DATETIME, "tomorrow"),
        (s.TIME, "25:00"),
        (s.NULL, 0),
        (s.choices([1, 2]), 1.0),
        (s.choices([1, 2]), True),
        (s.array(s.INTEGER), "12"),
        (s.array(s.INTEGER), {"a": 1}),
        (s.array(s.INTEGER, "set"), [1, 1]),
        (s.array({}, "set"), [{}]),
        (s.fixed_tuple([s.INTEGER, s.INTEGER]), [1]),
        (s.fixed_tuple([s.INTEGER, s.STRING]), [1, "a", "b"]),
        (s.mapping({}), [["a", 1]]),
        (s.mapping({}), {1: 2}),
        ({}, b"x"),
        ({}, object()),
    ],
)
def test_what_the_schema_does_not_say_is_refused(schema: s.Schema, wrong: Any) -> None:
    assert not accepts(schema, wrong)


@pytest.mark.parametrize(
    ("schema", "value", "where"),
    [
        (s.array(s.INTEGER), [1, "x"], "[1]"),
        (s.mapping(s.array(s.INTEGER)), {"a": [1, 2], "b": [0.5]}, "['b'][0]"),
        (s.nullable(s.array(s.INTEGER)), ["x"], "[0]"),
        (s.INTEGER, "x", ""),
    ],
)
def test_a_refusal_names_the_part(schema: s.Schema, value: Any, where: str) -> None:
    with pytest.raises(MismatchError) as caught:
        convert(schema, value)
    assert caught.value.where == where


@given(DATES)
def test_dates_survive_the_wire(value: date) -> None:
    assert convert(s.DATE, to_wire(value)) == value == convert(s.DATE, value)


@given(DATETIMES)
def test_datetimes_survive_the_wire(value: datetime) -> None:
    assert alike(convert(s.DATETIME, to_wire(value)), value)
    assert convert(s.DATETIME, value) is value


@given(TIMES)
def test_times_survive_the_wire(value: time) -> None:
    assert convert(s.TIME, to_wire(value)) == value


@given(PATHS)
def test_paths_survive_the_wire(value: Path) -> None:
    assert convert(s.PATH, to_wire(value)) == value


@given(VALUES, VALUES)
def test_any_schema_meets_any_value_without_breaking(default: Any, value: Any) -> None:
    from jupyter_mlops.notebooks.parameters.infer import infer

    for schema in (infer(default)[1], s.nullable(infer(default)[1])):
        if accepts(schema, value):
            assert accepts(schema, to_wire(convert(schema, value)))


def test_values_are_equal_if_they_stand_for_the_same() -> None:
    assert equal(s.FLOAT, 1, 1.0)
    assert equal(s.DATETIME, "2026-01-02T12:00:00Z", "2026-01-02T12:00:00+00:00")
    assert equal(s.FLOAT, "nan", "nan")
    assert not equal(s.NUMBER, 1, 1.0)
    assert not equal({}, [1], [True])
