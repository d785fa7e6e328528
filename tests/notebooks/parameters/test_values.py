from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.notebooks.parameters import (
    Parameter,
    ParameterSet,
    python_literal,
    read_parameters,
    resolve_values,
)
from tests.notebooks.parameters.builders import JSON_LIKE, alike, notebook, parameters

SOURCE = """
alpha: float = 1  # how strong
depth: int = 3
trees = 10
kind: Literal["ridge", "lasso"] = "ridge"
start = date(2026, 1, 2)
data = Path("data")
sizes: tuple[int, ...] = (8, 6)
tags: set[str] = {"a"}
note = None
home = os.environ["HOME"]
"""
PARAMS = parameters(SOURCE)


def refusal(params: ParameterSet, given_: dict[str, Any]) -> ParameterError:
    with pytest.raises(ParameterError) as caught:
        resolve_values(params, given_)
    return caught.value


def test_nothing_given_is_all_defaults_that_are_known() -> None:
    resolved = resolve_values(PARAMS, {})
    assert resolved.inject == resolved.overrides == {}
    assert resolved.values == {
        "alpha": 1,
        "depth": 3,
        "trees": 10,
        "kind": "ridge",
        "start": "2026-01-02",
        "data": "data",
        "sizes": [8, 6],
        "tags": ["a"],
        "note": None,
    }


def test_what_is_given_is_injected_as_its_own_type() -> None:
    inject = resolve_values(
        PARAMS,
        {
            "alpha": 2,
            "trees": 0.5,
            "start": "2027-01-02",
            "data": "other",
            "sizes": [1],
            "tags": ["b"],
            "note": {"a": 1},
            "home": "/",
        },
    ).inject
    expected = {
        "alpha": 2.0,
        "trees": 0.5,
        "start": date(2027, 1, 2),
        "data": Path("other"),
        "sizes": (1,),
        "tags": {"b"},
        "note": {"a": 1},
        "home": "/",
    }
    assert alike(inject, expected)


def test_only_what_differs_is_an_override() -> None:
    given_ = {"alpha": 1.0, "depth": 4, "sizes": [8, 6], "start": date(2026, 1, 2), "note": None}
    resolved = resolve_values(PARAMS, given_)
    assert resolved.overrides == {"depth": 4}
    assert set(resolved.inject) == set(given_)


def test_a_value_for_an_unknown_default_is_an_override() -> None:
    assert resolve_values(PARAMS, {"home": "/"}).overrides == {"home": "/"}


def test_infinity_goes_in_as_text_and_out_as_float() -> None:
    resolved = resolve_values(PARAMS, {"alpha": "inf"})
    assert resolved.inject == {"alpha": math.inf}
    assert resolved.values["alpha"] == "inf"


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"depth": "x"}, 'parameter depth takes int, not "x" (str)'),
        ({"depth": True}, "parameter depth takes int, not True (bool)"),
        ({"depth": None}, "parameter depth takes int, not None"),
        ({"trees": "x"}, "parameter trees takes a number, not"),
        ({"kind": "svm"}, 'parameter kind takes one of "ridge", "lasso", not "svm"'),
        ({"sizes": [1, "x"]}, 'parameter sizes takes tuple[int, ...], its [1] is "x"'),
        ({"note": b"x"}, "parameter note takes what JSON can say"),
        ({"depth": 10**5000}, "parameter depth takes int, not more than can be written"),
        ({"depth": "x" * 1000}, "…"),
    ],
)
def test_a_wrong_type_names_cell_parameter_type_and_value(given_: Any, said: str) -> None:
    message = refusal(PARAMS, given_).message
    assert message.startswith("train.ipynb, cell 2: ")
    assert said in message
    assert len(message) < 200


def test_a_date_is_told_how_to_write_it() -> None:
    assert "2026-01-31" in refusal(PARAMS, {"start": "1.2.2026"}).hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [("alhpa", "did you mean alpha?"), ("KIND", "did you mean kind?"), ("zzz", "it has alpha, ")],
)
def test_an_unknown_name_is_told_the_ones_like_it(name: str, hint: str) -> None:
    error = refusal(PARAMS, {name: 1})
    assert error.message == f"train.ipynb, cell 2: no parameter {name}"
    assert hint in error.hint


def test_a_notebook_without_parameters_cell_runs_but_takes_no_values() -> None:
    params = read_parameters(notebook("x = 1", tags=()), name="train.ipynb")
    assert resolve_values(params, {}).values == {}
    error = refusal(params, {"alpha": 1})
    assert error.message == "train.ipynb has no parameters cell to take alpha"
    assert "tag the cell" in error.hint


def test_an_empty_parameters_cell_says_so() -> None:
    assert refusal(parameters(""), {"x": 1}).hint == "the cell assigns nothing"


def test_a_value_without_default_has_to_be_given() -> None:
    params = parameters("x: int\ny: str")
    assert refusal(params, {"x": 1}).message == "train.ipynb, cell 2: no value for y"
    assert resolve_values(params, {"x": 1, "y": "a"}).values == {"x": 1, "y": "a"}


INCOMPLETE = ParameterSet(
    notebook="train.ipynb", cell_id="a", cell_index=1, language="r", complete=False
)


@given(st.text().filter(lambda name: not name.isidentifier()) | st.text().map("{} = 1".format))
def test_a_name_that_is_no_identifier_never_gets_in(name: str) -> None:
    own = Parameter(name=name, type="int", json_schema={}, has_default=True, line=1)
    declared = ParameterSet(
        notebook="n", cell_id="a", cell_index=0, language="python", parameters=(own,)
    )
    for params in (PARAMS, INCOMPLETE, declared):
        message = refusal(params, {name: 1}).message
        assert "is not a parameter's name" in message
        assert "\n" not in message


@pytest.mark.parametrize("name", ["class", "None", "__import__", "__x", "x = 1\ny", "", "a.b"])
def test_words_of_the_language_never_get_in(name: str) -> None:
    assert "is not a parameter's name" in refusal(INCOMPLETE, {name: 1}).message


def test_a_name_from_a_broken_terminal_can_still_be_reported() -> None:
    refusal(PARAMS, {"\udcff": 1}).message.encode()
    refusal(PARAMS, {"depth": "\udcff"}).message.encode()


def test_where_the_names_are_not_known_any_proper_name_is_taken() -> None:
    resolved = resolve_values(INCOMPLETE, {"alpha": 0.5})
    assert resolved.values == resolved.overrides == resolved.inject == {"alpha": 0.5}


@given(JSON_LIKE)
def test_defaults_are_allowed_by_their_own_schema_and_differ_from_nothing(value: Any) -> None:
    params = parameters(f"x = {value!r}\ny: int = {value!r}\nz: list[str] | None = {value!r}")
    defaults = resolve_values(params, {}).values
    resolved = resolve_values(params, defaults)
    assert resolved.overrides == {}
    assert alike(resolved.values["x"], defaults["x"])


@given(JSON_LIKE)
def test_what_is_injected_is_what_was_given(value: Any) -> None:
    resolved = resolve_values(parameters("x = None"), {"x": value})
    assert alike(resolved.inject, {"x": value})
    assert alike(eval(python_literal(resolved.inject["x"]), {}), value)  # noqa: S307
    json.dumps(resolved.values, allow_nan=False)
