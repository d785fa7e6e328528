from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.notebooks.parameters import parse_text, to_wire
from tests.notebooks.parameters.builders import DATES, DATETIMES, JSON_LIKE, alike, parameter


def parsed(annotation: str, text: str) -> Any:
    return parse_text(parameter(f"x: {annotation}"), text)


@given(st.text())
def test_a_string_is_taken_as_it_is(text: str) -> None:
    assert parsed("str", text) == text


@pytest.mark.parametrize("text", ["1e3", "no", "null", "true", "", " a ", "[1]", "'q'", "012"])
def test_a_string_is_never_made_something_else(text: str) -> None:
    assert parsed("str", text) == text


@given(st.integers())
def test_integers_come_back_from_their_text(value: int) -> None:
    assert parsed("int", str(value)) == to_wire(value)


@given(st.floats())
def test_floats_come_back_from_their_text(value: float) -> None:
    assert alike(parsed("float", str(value)), to_wire(value))


@given(st.booleans())
def test_booleans_come_back_from_their_text(value: bool) -> None:  # noqa: FBT001 - a value
    assert parsed("bool", str(value)) is value
    assert parsed("bool", str(value).lower()) is value


@given(DATES)
def test_dates_come_back_from_their_text(value: date) -> None:
    assert parsed("date", str(value)) == value.isoformat()


@given(DATETIMES)
def test_datetimes_come_back_from_their_text(value: datetime) -> None:
    assert parsed("datetime", str(value)) == value.isoformat()


@given(st.lists(JSON_LIKE))
def test_lists_come_back_from_their_python_text(value: list[Any]) -> None:
    assert alike(parsed("list", str(value)), to_wire(value))


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("float", "1e-3", 0.001),
        ("float", "3", 3.0),
        ("float", "inf", "inf"),
        ("int", "+3", 3),
        ("int | None", "null", None),
        ("int | None", "None", None),
        ("str | None", "None", None),
        ("int | str", "3", 3),
        ("int | str", "3a", "3a"),
        ("bool | str", "true", True),
        ("Literal['a', 'b']", "b", "b"),
        ("Literal[1, 2]", "2", 2),
        ("Literal['a', None]", "null", None),
        ("Path", "a/b", "a/b"),
        ("list[int]", "[1, 2]", [1, 2]),
        ("list[int]", "1, 2", [1, 2]),
        ("list[float]", "[1, Infinity]", [1.0, "inf"]),
        ("tuple[int, ...]", "(1, 2)", [1, 2]),
        ("set[str]", "{'b', 'a'}", ["a", "b"]),
        ("dict[str, bool]", '{"a": true}', {"a": True}),
        ("dict[str, bool]", "{'a': True}", {"a": True}),
        ("list[date]", '["2026-01-02"]', ["2026-01-02"]),
    ],
)
def test_text_is_read_by_the_type(annotation: str, text: str, value: Any) -> None:
    assert alike(parsed(annotation, text), value)


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        ("int", "3.5"),
        ("int", "1_000"),
        ("int", ""),
        ("int", "null"),
        ("int", "9" * 5000),
        ("bool", "yes"),
        ("bool", "1"),
        ("float", "x"),
        ("Literal['a']", "b"),
        ("date", "tomorrow"),
        ("list[int]", "[1, 'a']"),
        ("list[int]", "[" * 10_000),
        ("dict", "x = 1"),
        ("dict", ""),
    ],
)
def test_what_cannot_be_read_names_parameter_type_and_text(annotation: str, text: str) -> None:
    with pytest.raises(ParameterError, match=r"^parameter x takes ") as caught:
        parsed(annotation, text)
    assert f'not "{text[:20]}' in caught.value.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("0.5", 0.5),
        ("true", True),
        ("None", None),
        ("[1, 'a']", [1, "a"]),
        ('{"a": null}', {"a": None}),
        ("2026-10-11", "2026-10-11"),
        ("nan", "nan"),
        ("1_000", "1_000"),
        ("[not a list", "[not a list"),
        ("no", "no"),
        ("", ""),
    ],
)
def test_where_the_type_is_not_known_the_text_decides(text: str, value: Any) -> None:
    assert alike(parse_text(parameter("x = None"), text), value)


@given(st.text())
def test_any_text_is_some_value_where_the_type_is_not_known(text: str) -> None:
    parse_text(parameter("x = None"), text)


def test_an_unannotated_integer_takes_any_number() -> None:
    assert parse_text(parameter("x = 1"), "0.5") == 0.5
    assert alike(parse_text(parameter("x = 1"), "2"), 2)
