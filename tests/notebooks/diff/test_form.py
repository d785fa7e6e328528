"""The JSON of a diff is what its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.notebooks.diff import schema
from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.form import dump_diff, load_diff
from jupyter_mlops.notebooks.document import read_notebook
from tests.notebooks.diff.strategies import edited_notebooks

VALIDATOR = Draft202012Validator(json.loads(schema.SCHEMA.read_bytes()))


def test_the_schema_is_fresh() -> None:
    assert schema.main(["--check"]) == 0


def test_a_stale_schema_is_noticed_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "schema.json"
    stale.write_text("{}")
    monkeypatch.setattr(schema, "SCHEMA", stale)

    assert schema.main(["--check"]) == 1
    assert schema.main([]) == 0
    assert schema.main(["--check"]) == 0


@given(edited_notebooks())
@settings(max_examples=25)
def test_diffs_are_valid(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    VALIDATOR.validate(json.loads(dump_diff(diff_notebooks(*pair))))


def test_diffs_of_real_notebooks_are_valid_and_read_back(real_pairs: list[Path]) -> None:
    for folder in real_pairs[::4]:
        base, head = (read_notebook(folder / name)[1] for name in ("a.ipynb", "b.ipynb"))
        diff = diff_notebooks(base, head)
        VALIDATOR.validate(json.loads(dump_diff(diff)))
        assert load_diff(dump_diff(diff)) == diff


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"format": "other"}', b"\xff", b"[" * 100_000, b'{"a": NaN}']
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidError, match=r"x\.json is not a notebook diff"):
        load_diff(data, name="x.json")


def test_an_unknown_version_is_refused() -> None:
    nb: dict[str, Any] = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    newer = dump_diff(diff_notebooks(nb, nb)).replace(b'"version":1', b'"version":2')
    with pytest.raises(InvalidError, match="version"):
        load_diff(newer)
