from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.parameters.convert import accepts, convert
from jupyter_mlops.notebooks.parameters.infer import infer
from jupyter_mlops.notebooks.parameters.wire import to_wire
from tests.notebooks.parameters.builders import VALUES, alike


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "bool"),
        (1, "int"),
        (1.5, "float"),
        ("x", "str"),
        (None, "None"),
        (date(2026, 1, 2), "date"),
        (datetime(2026, 1, 2), "datetime"),  # noqa: DTZ001
        (time(3), "time"),
        (Path("x"), "Path"),
        ([], "list"),
        ([1, 2], "list[int]"),
        ([None, 1], "list[int | None]"),
        ([None], "list"),
        ([1, "a", 2.5, False], "list"),
        ((8, 6), "tuple[int, ...]"),
        ({1}, "set[int]"),
        ({}, "dict"),
        ({"a": [1]}, "dict"),
    ],
)
def test_the_type_is_written_as_an_annotation_would_be(value: Any, text: str) -> None:
    assert infer(value)[0] == text


@given(VALUES)
def test_a_value_is_allowed_by_its_own_schema(value: Any) -> None:
    assert alike(convert(infer(value)[1], value), value) or isinstance(value, (dict, list, tuple))
    assert accepts(infer(value)[1], to_wire(value))


@pytest.mark.parametrize(
    ("default", "given"), [(1, 0.5), (None, [1]), ((1, 2), [3]), ([], ["a", 1]), ([1, None], [2.5])]
)
def test_a_bare_default_excludes_little(default: Any, given: Any) -> None:
    assert accepts(infer(default)[1], given)


@pytest.mark.parametrize(
    ("default", "given"), [(1, "1"), (1, True), (True, 1), ("a", None), ([1], ["a"]), (1.5, "x")]
)
def test_a_default_of_another_kind_is_excluded(default: Any, given: Any) -> None:
    assert not accepts(infer(default)[1], given)
