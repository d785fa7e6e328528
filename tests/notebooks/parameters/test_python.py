from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.notebooks.parameters.convert import accepts, convert
from jupyter_mlops.notebooks.parameters.wire import is_plain
from tests.notebooks.parameters.builders import JSON_LIKE, alike, parameter, parameters


@pytest.mark.parametrize(
    ("source", "type_", "default"),
    [
        ("x = 3", "int", 3),
        ("x: int = 3", "int", 3),
        ('url = "http://x/?a=b"', "str", "http://x/?a=b"),
        ('x = "has # hash"', "str", "has # hash"),
        ('x = """two\nlines"""', "str", "two\nlines"),
        ('x = ("a"\n  "b")', "str", "ab"),
        ("x: int | None = None", "int | None", None),
        ('x: "Optional[int]" = 2', "Optional[int]", 2),
        ("import typing as t\nx: t.Optional[int] = 2", "t.Optional[int]", 2),
        ("x: Literal['a', 'b'] = 'a'", "Literal['a', 'b']", "a"),
        ("x: dict[str,\n  int] = {}", "dict[str, int]", {}),
        ("x = datetime.date(2026, 1, 2)", "date", "2026-01-02"),
        ("from datetime import date as D\nx: D = D(2026, 1, 2)", "D", "2026-01-02"),
        ("x = Path('a') / 'b'", "Path", "a/b"),
        ("x = dict(x=1)", "dict", {"x": 1}),
        ("x = [1, 2.5]", "list[int | float]", [1, 2.5]),
        ("x = float('inf')", "float", "inf"),
        ("x: list[float] = [1.5, float('nan')]", "list[float]", [1.5, "nan"]),
        ("x = 2 ** 60", "int", "1152921504606846976"),
        ("x = None", "None", None),
        ("x: Final = 3", "int", 3),
        ("x: np.number = 3", "np.number", 3),
    ],
)
def test_an_assignment_is_a_parameter(source: str, type_: str, default: Any) -> None:
    found = parameter(source)
    assert (found.type, found.default) == (type_, default)
    assert found.has_default
    assert found.known
    assert found.json_schema["default"] == default
    assert accepts(found.json_schema, default)


# Beside a text, the text of a large number is that text again; nothing is injected for it.
@given(JSON_LIKE.filter(is_plain) | st.integers())
def test_a_default_written_as_python_writes_it_comes_through(value: Any) -> None:
    found = parameter(f"x = {value!r}")
    assert alike(convert(found.json_schema, found.default), value)


@pytest.mark.parametrize("source", ['os.environ["X"]', "f(1)", "b'x'", "1j", "{1: 'a'}", "a * 2"])
def test_a_default_that_a_run_would_tell_is_given_as_its_text(source: str) -> None:
    found = parameter(f"x = {source}")
    assert found.expression == source
    assert found.has_default
    assert not found.known
    assert "default" not in found.json_schema


def test_an_annotation_types_even_an_unknown_default() -> None:
    assert parameter("x: int = len(y)").json_schema == {"title": "x", "type": "integer"}


def test_an_annotation_alone_asks_for_a_value() -> None:
    found = parameter("x: int")
    assert (found.type, found.has_default, found.expression) == ("int", False, None)


def test_the_notebooks_own_default_is_right_whatever_the_annotation_says() -> None:
    assert parameter("x: int = None").json_schema["type"] == ["integer", "null"]
    assert accepts(parameter("x: int = 'auto'").json_schema, 3)
    assert accepts(parameter("x: int = 'auto'").json_schema, "auto")


@pytest.mark.parametrize(
    ("source", "help_"),
    [
        ("x = 1  # how many", "how many"),
        ("# how\n# many\nx = 1", "how many"),
        ("# above\nx = 1  # behind", "behind"),
        ("# far\n\nx = 1", None),
        ("y = 2  # not mine\nx = 1", None),
        ("# Parameters\nx = 1", None),
        ("x = [  # first\n  1]", "first"),
        ("x = [\n  1]  # last", "last"),
        ("x = '# no'", None),
        ("x = 1  # noqa: E501", None),
    ],
)
def test_help_is_the_comment_behind_or_right_above(source: str, help_: str | None) -> None:
    found = next(each for each in parameters(source).parameters if each.name == "x")
    assert found.json_schema.get("description") == help_


def test_papermills_type_comment_is_an_annotation() -> None:
    found = parameter("x = 1  # type: float how strong")
    assert found.type == "float"
    assert found.json_schema["description"] == "how strong"
    assert found.json_schema["x-python"] == "float"


@pytest.mark.parametrize(
    ("source", "defaults"),
    [
        ("a, b = 1, 'x'", {"a": 1, "b": "x"}),
        ("a, (b, c) = 1, [2, 3]", {"a": 1, "b": 2, "c": 3}),
        ("a = b = 3", {"a": 3, "b": 3}),
        ("a = 1; b = 2", {"a": 1, "b": 2}),
        ("a = 1\nb = 2\na = 3", {"a": 3, "b": 2}),
        ("a: int\na = 3", {"a": 3}),
        ("a = 3\na: int", {"a": 3}),
        ("import os\nif x:\n    a = 1\nfor a in b: pass\nprint(1)\nb = 1", {"b": 1}),
        ("x.y = 1\nx[0] = 2\n*a, b = 1, 2", {"b": 2}),
        ("__version__ = '1'\n_a = 1", {"_a": 1}),
        ("", {}),
    ],
)
def test_names_are_taken_in_order_with_the_value_they_end_with(
    source: str, defaults: dict[str, Any]
) -> None:
    found = parameters(source).parameters
    assert [(each.name, each.default) for each in found] == list(defaults.items())


@pytest.mark.parametrize(
    ("source", "expression"),
    [("x = 1\nx += 1", "x += 1"), ("x, y = f()", "x, y = f()"), ("x, *y = 1, 2, 3", None)],
)
def test_what_is_computed_is_not_guessed(source: str, expression: str | None) -> None:
    found = parameters(source).parameters[0]
    assert not found.known
    assert found.expression == expression or expression is None


def test_lines_are_those_of_the_cell() -> None:
    assert [each.line for each in parameters("%magic\na = 1\n\nb = (\n2)").parameters] == [2, 4]


def test_a_fault_names_notebook_cell_and_line() -> None:
    with pytest.raises(ParameterError, match=r"train\.ipynb, cell 2, line 2: .* not Python"):
        parameters("a = 1\nb = = 2")
