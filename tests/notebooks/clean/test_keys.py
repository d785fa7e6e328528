from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.clean.keys import drop_keys
from tests.notebooks.clean.builders import cell, notebook


def left(metadata: Any, *dropped: str, kept: tuple[str, ...] = ()) -> Any:
    return drop_keys({**notebook(), "metadata": metadata}, dropped, kept)["metadata"]


def test_a_place_is_a_path_with_dots() -> None:
    assert left({"a": 1, "b": 2}, "metadata.a") == {"b": 2}
    assert left({"a": {"b": 1, "c": 2}}, "metadata.a.b") == {"a": {"c": 2}}
    assert left({"b": 1}, "metadata.a", "metadata.b.c") == {"b": 1}


def test_a_key_may_have_dots_itself() -> None:
    key = "application/vnd.databricks.v1+notebook"
    assert left({key: {"a": 1}, "x": 1}, f"metadata.{key}") == {"x": 1}
    assert left({key: {"a": 1, "b": 2}}, f"metadata.{key}.a") == {key: {"b": 2}}
    assert left({"a.b": 1, "a": {"b": 2, "c": 3}}, "metadata.a.b") == {"a": {"c": 3}}


def test_an_object_that_becomes_empty_goes_too() -> None:
    assert left({"a": {"b": {"c": 1}}}, "metadata.a.b.c") == {}
    assert left({"a": {}, "b": {"c": {}}}, "metadata.a.x") == {"a": {}, "b": {"c": {}}}


def test_what_is_kept_is_kept_with_all_below_it_and_above_it() -> None:
    value = {"a": {"b": {"c": 1}, "d": 2}, "e": 3}
    assert left(value, "metadata.a", "metadata.e", kept=("metadata.e",)) == {"e": 3}
    assert left(value, "metadata.a.b.c", kept=("metadata.a",)) is value
    assert left(value, "metadata.a", kept=("metadata.a.b",)) == {"a": {"b": {"c": 1}}, "e": 3}
    assert left({"a": {}}, "metadata.a", kept=("metadata.a.b",)) == {}


def test_keys_of_cells_are_not_those_of_the_notebook() -> None:
    nb = notebook(cell(a=1, b=2), cell(c=3), a=1)
    done = drop_keys(nb, ("cell.metadata.a",), ())
    assert done["metadata"] is nb["metadata"]
    assert done["cells"][0]["metadata"] == {"b": 2}
    assert done["cells"][1] is nb["cells"][1]


@pytest.mark.parametrize("metadata", [None, 3, [], "a", {}])
def test_what_is_no_metadata_stays(metadata: Any) -> None:
    nb = {**notebook({**cell(), "metadata": metadata}), "metadata": metadata}
    assert drop_keys(nb, ("metadata.a", "cell.metadata.a"), ()) is nb
