from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.jobs.values import read_secrets, resolve_given, secret_value
from jupyter_mlops.notebooks.document import parse_notebook
from jupyter_mlops.notebooks.parameters import ParameterSet, read_parameters
from tests.jobs.builders import notebook

SECRET = {"$secret": "env:TOKEN"}


def parameters(cell: str) -> ParameterSet:
    data = json.dumps(notebook("1", parameters=cell)).encode()
    return read_parameters(parse_notebook(data, name="train.ipynb"), name="train.ipynb")


def test_a_secret_stays_a_reference_in_all_that_is_kept() -> None:
    resolved = resolve_given(parameters("token: str\nalpha = 1"), {"token": SECRET, "alpha": 2})
    assert resolved.values == {"token": SECRET, "alpha": 2}
    assert resolved.overrides == {"token": SECRET, "alpha": 2}
    assert resolved.inject == {"alpha": 2}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tokne": SECRET}, "no parameter tokne"),
        ({"token": {"$secret": "TOKEN"}}, "refers to no secret"),
        ({"token": 1}, "takes str"),
        ({}, "no value for token"),
    ],
)
def test_what_is_given_is_checked_as_ever(given: dict[str, object], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        resolve_given(parameters("token: str"), given)


def test_secrets_are_read_for_their_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "abc")
    assert read_secrets({"token": SECRET, "alpha": 1}, base=Path()) == {"token": "abc"}


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        ("x = ''", "8080", "8080"),
        ("x = 1", "8080", 8080),
        ("x: float | None = None", "1.5", 1.5),
        ("x: list[str] = []", '["a"]', ["a"]),
    ],
)
def test_a_secret_becomes_a_value_of_its_type(cell: str, text: str, value: object) -> None:
    assert secret_value(parameters(cell), "x", text) == value


def test_a_secret_of_another_type_is_not_told() -> None:
    with pytest.raises(ParameterError) as refused:
        secret_value(parameters("port = 1"), "port", "hunter2")
    assert "parameter port takes int" in refused.value.message
    assert "hunter2" not in refused.value.message + refused.value.hint
    assert refused.value.__cause__ is refused.value.__context__ is None
