from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.clean.rules.outputs import Outputs, size_in_bytes
from tests.notebooks.clean.builders import applied, cell, error, notebook, result, stream

PNG = {"image/png": "iVBOR"}
ALL = [stream(), stream(name="stderr"), result(**{"text/plain": "1"}), result(**PNG), error()]


def left(settings: dict[str, Any], *outputs: Any, nb: Any = None, **metadata: Any) -> list[Any]:
    """What is left of the outputs of a cell."""
    made = notebook(cell("1", *(outputs or ALL), **metadata), **(nb or {}))
    outs: list[Any] = applied(Outputs(), made, **settings)["cells"][0]["outputs"]
    return outs


def test_outputs_are_dropped_unless_told_otherwise() -> None:
    assert left({}) == []
    assert left({"outputs": "keep"}) == ALL


def test_a_tag_or_a_mark_keeps_all_outputs_of_a_cell() -> None:
    assert left({}, tags=["a", "keep_output"]) == ALL
    assert left({}, keep_output=True) == ALL
    assert left({}, init_cell=True) == ALL
    assert left({"drop_output_types": ("error",), "max_output_size": 0}, keep_output=True) == ALL
    assert left({"keep_tags": ("figure",)}, tags=["figure"]) == ALL
    assert left({"keep_tags": ("figure",)}, tags=["keep_output"]) == []


def test_a_mark_can_also_say_that_outputs_go() -> None:
    assert left({"outputs": "keep"}, keep_output=False) == []
    assert left({"outputs": "keep", "max_output_size": 60}, keep_output=False) == ALL[:2]


def test_a_tag_counts_more_than_a_mark_against_it() -> None:
    assert left({}, tags=["keep_output"], keep_output=False) == ALL


def test_outputs_of_initialization_cells_can_go() -> None:
    assert left({"strip_init_cells": True}, init_cell=True) == []
    assert left({}, init_cell=False) == []
    assert left({}, init_cell=False, keep_output=True) == ALL


def test_the_notebook_can_speak_for_its_cells() -> None:
    assert left({}, nb={"keep_output": True}) == ALL
    assert left({"outputs": "keep"}, nb={"keep_output": False}) == []
    assert left({}, nb={"keep_output": True}, keep_output=False) == []
    assert left({}, nb={"keep_output": False}, keep_output=True) == ALL


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("stream", ALL[:2]),
        ("stream:stderr", [ALL[1]]),
        ("execute_result", ALL[2:4]),
        ("image/png", [ALL[3]]),
        ("error", [ALL[4]]),
        ("display_data", []),
    ],
)
@pytest.mark.parametrize("outputs", ["drop", "keep"])
def test_types_can_be_kept_or_dropped(kind: str, kept: list[Any], outputs: str) -> None:
    assert left({"outputs": outputs, "keep_output_types": (kind,)}) == kept
    rest = [output for output in ALL if output not in kept]
    assert left({"outputs": "keep", "drop_output_types": (kind,)}) == rest


def test_a_type_to_drop_counts_more_than_one_to_keep() -> None:
    settings = {"keep_output_types": ("stream",), "drop_output_types": ("stream:stderr",)}
    assert left(settings) == [ALL[0]]


@pytest.mark.parametrize("outputs", ["drop", "keep"])
def test_outputs_up_to_a_size_are_kept(outputs: str) -> None:
    small, large = stream(), stream("x" * 1000)
    settings = {"outputs": outputs, "max_output_size": "1KB"}
    assert left(settings, small, large) == [small]
    assert left({**settings, "max_output_size": 2000}, small, large) == [small, large]
    assert left({**settings, "keep_output_types": ("stream",)}, large) == [large]


def test_the_execution_count_does_not_count_as_size() -> None:
    one = result(a="1")
    for count in (None, 1, 10**9):
        assert len(left({"max_output_size": 78}, {**one, "execution_count": count})) == 1
    assert left({"max_output_size": 10}, one) == []


@pytest.mark.parametrize(
    ("size", "bytes_"),
    [
        *((0, 0), (7, 7), ("7", 7), ("7B", 7), ("10k", 10_000), ("10 kB", 10_000)),
        *(("1.5MB", 1_500_000), ("1KiB", 1024), ("2M", 2_000_000), ("1G", 10**9), ("1GiB", 2**30)),
    ],
)
def test_sizes_have_units(size: int | str, bytes_: int) -> None:
    assert size_in_bytes(size) == bytes_


@pytest.mark.parametrize("outputs", [None, 3, {}, "text", []])
def test_what_is_no_list_of_outputs_stays(outputs: Any) -> None:
    nb = notebook({**cell(), "outputs": outputs})
    assert applied(Outputs(), nb) is nb


def test_odd_outputs_are_of_no_type() -> None:
    odd: list[Any] = [None, 3, {}, {"output_type": ["stream"]}, {"data": 3}]
    assert left({"keep_output_types": ("stream", "image/png")}, *odd) == []
    assert left({"outputs": "keep", "drop_output_types": ("stream", "image/png")}, *odd) == odd


def test_cells_without_outputs_are_shared() -> None:
    nb = notebook(cell("1", stream()), cell("2"), cell("a", kind="markdown"))
    done = applied(Outputs(), nb)
    assert done["cells"][0] is not nb["cells"][0]
    assert done["cells"][1] is nb["cells"][1]
    assert done["cells"][2] is nb["cells"][2]
