from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.layout import Layout
from jupyter_mlops.notebooks.rewriting import write_document
from tests.notebooks.strategies import CELLS, LAYOUTS, NOTEBOOKS, RANDOMS, laid_out, oddly_spelt

CELL = {"cell_type": "markdown", "metadata": {}, "source": "new"}


def load(data: bytes) -> Document:
    return load_document(data, name="train.ipynb")


@given(NOTEBOOKS, LAYOUTS)
def test_what_was_not_changed_is_written_as_it_was(nb: dict[str, Any], layout: Layout) -> None:
    data = laid_out(nb, layout)
    document = load(data)
    assert write_document(document, document.nb) == data
    assert write_document(document, copy.deepcopy(document.nb)) == data


@given(NOTEBOOKS, NOTEBOOKS, LAYOUTS)
def test_any_change_is_laid_out_as_the_rest_is(
    old: dict[str, Any], new: dict[str, Any], layout: Layout
) -> None:
    assert write_document(load(laid_out(old, layout)), new) == laid_out(new, layout)


@given(st.data(), NOTEBOOKS.filter(lambda nb: nb["cells"]), LAYOUTS)
def test_an_edit_is_laid_out_as_the_rest_is(
    data: st.DataObject, old: dict[str, Any], layout: Layout
) -> None:
    new = copy.deepcopy(old)
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(new["cells"]) - 1))
        edit = data.draw(st.sampled_from(["source", "metadata", "move", "add", "copy", "type"]))
        cells = new["cells"]
        match edit:
            case "move":
                cells.append(cells.pop(index))
            case "add":
                cells.insert(index, data.draw(CELLS))
            case "copy":
                cells.insert(index, copy.deepcopy(cells[-1]))
            case "type":
                cells[index]["outputs"] = {"not": ["a", "list"]}
            case "source":
                cells[index]["source"] = data.draw(CELLS)["source"]
            case _:
                cells[index]["metadata"]["new"] = [[], {}, [1]]
    assert write_document(load(laid_out(old, layout)), new) == laid_out(new, layout)


@st.composite
def odd_notebooks(draw: st.DrawFn) -> tuple[str, list[str], str]:
    """What stands before the cells of a notebook, the cells, and what stands after them."""
    random = draw(RANDOMS)
    drawn = draw(st.lists(CELLS, min_size=1, max_size=4))
    cells = [oddly_spelt(cell, random).strip() for cell in drawn]
    metadata = oddly_spelt({"a": [1, 2.5], "é": "ü\\"}, random)
    head = f' {{"metadata":{metadata}, "cells":7, "cells" \n:[\r\n\t'
    return head, cells, '  ]\n, "nbformat": 4\t, "nbformat_minor":4,"x":1E5,"x":1.0e+3 }\n\n'


@given(odd_notebooks(), st.data())
def test_the_edit_of_a_cell_keeps_every_other_byte(
    parts: tuple[str, list[str], str], data: st.DataObject
) -> None:
    head, cells, tail = parts
    at = data.draw(st.integers(0, len(cells) - 1))
    gaps = [" ,\n", ",", "\t,   "]
    before = head + "".join(cell + gap for cell, gap in zip(cells[:at], gaps, strict=False))
    after = "".join(gap + cell for cell, gap in zip(cells[at + 1 :], gaps, strict=False)) + tail
    document = load(encoded(before + cells[at] + after))
    nb = copy.deepcopy(document.nb)
    nb["cells"][at]["metadata"] = {"changed": 1}
    written = write_document(document, nb)
    assert written.startswith(encoded(before))
    assert written.endswith(encoded(after))
    assert same(load(written).nb, nb)


@given(odd_notebooks(), st.data())
def test_cells_keep_their_bytes_wherever_they_go(
    parts: tuple[str, list[str], str], data: st.DataObject
) -> None:
    head, cells, tail = parts
    document = load(encoded(head + ",\n".join(cells) + tail))
    order = data.draw(st.permutations(range(len(cells))))
    nb = copy.deepcopy(document.nb)
    nb["cells"] = [CELL, *(nb["cells"][index] for index in order)]
    written = write_document(document, nb)
    assert written.startswith(encoded(head))
    assert written.endswith(encoded(tail))
    assert same(load(written).nb, nb)
    for text, cell in zip(cells, document.nb["cells"], strict=True):
        equal = [encoded(cells[n]) for n, other in enumerate(document.nb["cells"]) if other == cell]
        assert encoded(text) in written or any(twin in written for twin in equal)


@given(NOTEBOOKS, NOTEBOOKS, RANDOMS)
def test_any_document_becomes_any_other(
    old: dict[str, Any], nb: dict[str, Any], random: Random
) -> None:
    document = load(encoded(oddly_spelt(old, random)))
    assert same(document.nb, old)
    assert same(load(write_document(document, nb)).nb, nb)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def test_an_edited_cell_keeps_its_other_members_though_another_comes_before_it() -> None:
    outputs = '[ {"output_type" :"stream","name":"stdout", "text":["1E5\\u00e9"]} ]'
    cell = f'{{"cell_type":"code", "metadata":{{}},"outputs":{outputs},"source":"a"}}'
    other = '{"cell_type":"code", "metadata":{},"outputs":[],"source":"b"}'
    document = load(encoded(f'{{"cells":[{other},{cell}],"metadata":{{}},"nbformat":4}}'))
    nb = copy.deepcopy(document.nb)
    nb["cells"][1]["source"] = "changed"
    nb["cells"][1:1] = [CELL, CELL]
    nb["cells"][0]["source"] = "changed"
    assert outputs.encode() in write_document(document, nb)


@pytest.mark.parametrize(
    "number", ["1E5", "1.0e+3", "-0", "100000000000000000000000000000", "1e400"]
)
def test_a_number_keeps_its_spelling(number: str) -> None:
    data = f'{{"cells": [], "metadata": {{"a": {number}}}, "nbformat": 4}}'.encode()
    document = load(data)
    nb = copy.deepcopy(document.nb)
    nb["metadata"]["b"] = 1
    assert write_document(document, nb) == data.replace(b"}", b', "b": 1}', 1)


@pytest.mark.parametrize(("old", "new"), [("1", 1.0), ("1.0", 1), ("1", True), ("-0.0", 0.0)])
def test_numbers_that_python_takes_for_equal_differ(old: str, new: Any) -> None:
    document = load(f'{{"cells": [], "metadata": {{"a": {old}}}, "nbformat": 4}}'.encode())
    written = write_document(document, {**document.nb, "metadata": {"a": new}})
    assert json.dumps({"a": new}).encode() in written


def test_a_reordered_object_is_written_in_its_new_order() -> None:
    document = load(b'{"cells": [],"metadata": { "a": 1e0, "b": 2},"nbformat": 4}')
    nb = {**document.nb, "metadata": {"b": 2, "a": 1.0}}
    assert b'{ "b": 2, "a": 1e0}' in write_document(document, nb)


def test_a_list_in_one_line_stays_in_one_line() -> None:
    document = load(b'{\n  "cells": [],\n  "metadata": {"a": [1, 2]},\n  "nbformat": 4\n}')
    nb = {**document.nb, "metadata": {"a": [1, 2, {"b": 3}]}}
    assert b'{"a": [1, 2, {"b": 3}]}' in write_document(document, nb)


def test_of_a_key_that_is_held_twice_the_last_counts_and_the_first_is_kept() -> None:
    data = b'{"cells": [], "metadata": {"a": 1, "b": 2, "a": 3}, "nbformat": 4}'
    document = load(data)
    assert document.nb["metadata"] == {"a": 3, "b": 2}
    changed = write_document(document, {**document.nb, "metadata": {"a": 4, "b": 2}})
    assert changed == data.replace(b"3", b"4")
    extended = write_document(document, {**document.nb, "metadata": {"a": 3, "b": 2, "c": 0}})
    assert b'{"a": 3, "b": 2, "c": 0}' in extended


def test_nbformats_own_dictionaries_are_written_too() -> None:
    from nbformat import from_dict

    document = load(laid_out({"cells": [CELL], "metadata": {}, "nbformat": 4}, Layout()))
    nb = from_dict(document.nb)
    assert write_document(document, nb) == document.data
    nb.cells.append({**CELL, "outputs": [[from_dict({"a": 1})]]})
    assert same(load(write_document(document, nb)).nb, json.loads(json.dumps(nb)))


def test_what_is_nested_too_deeply_is_not_written() -> None:
    document = load(b'{"cells": [], "metadata": {}, "nbformat": 4}')
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(NotebookInvalidError, match="nested"):
        write_document(document, {**document.nb, "metadata": {"a": deep}})


def test_an_upgraded_notebook_is_written_whole_once_it_changed() -> None:
    old = {"metadata": {"name": "é"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": []}
    layout = Layout(indent="\t", end="")
    document = load(laid_out(old, layout))
    assert write_document(document, copy.deepcopy(document.nb)) == document.data
    nb = {**document.nb, "cells": [CELL]}
    assert write_document(document, nb) == laid_out(nb, layout)
