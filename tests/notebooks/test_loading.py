from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.errors import NotebookInvalidError, NotFoundError
from jupyter_mlops.notebooks.document import (
    Document,
    cell_source,
    kernel_name,
    language,
    load_document,
    load_file,
    parse_notebook,
)
from tests.notebooks.strategies import NOTEBOOKS

CELL = {"cell_type": "code", "id": "a1", "metadata": {}, "outputs": [], "source": "x = 1"}
NOTEBOOK = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def load(**changes: Any) -> Document:
    data = json.dumps({**NOTEBOOK, **changes}).encode()
    return load_document(data, name="train.ipynb")


def without(key: str, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}


def test_a_notebook_without_fault_has_no_notes() -> None:
    document = load()
    assert document.nb == NOTEBOOK
    assert document.data == json.dumps(NOTEBOOK).encode()
    assert document.notes == ()
    assert not document.upgraded


@pytest.mark.parametrize(
    ("nb", "note"),
    [
        ({"cells": [CELL, CELL]}, "cells 1 and 2 have the same id 'a1'"),
        (
            {"cells": [without("id", CELL)]},
            "cell 1 has no id, though format 4.5 asks for one",
        ),
        ({"cells": [without("metadata", CELL)]}, "cell 1 has no metadata"),
        ({"cells": [{**CELL, "metadata": 3}]}, "cell 1 has no metadata"),
        ({"cells": [CELL, {**without("source", CELL), "id": "b"}]}, "cell 2 has no source"),
        ({"cells": [{**CELL, "source": [1]}]}, "cell 1 has no source"),
        ({"metadata": None}, "the notebook's metadata is not an object"),
        (
            {"nbformat_minor": "x"},
            "the notebook has no nbformat_minor and is read as format 4.0",
        ),
    ],
)
def test_what_reading_can_live_with_becomes_a_note(nb: dict[str, Any], note: str) -> None:
    document = load(**nb)
    assert document.nb == {**NOTEBOOK, **nb}
    assert document.notes == (note,)
    assert [cell_source(cell) for cell in document.nb["cells"]]
    assert kernel_name(document.nb) is language(document.nb) is None


def test_missing_metadata_of_the_notebook_is_a_note() -> None:
    data = json.dumps(without("metadata", NOTEBOOK)).encode()
    document = load_document(data, name="train.ipynb")
    assert document.notes == ("the notebook has no metadata",)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cells": None}, "train.ipynb has no list of cells"),
        ({"cells": [CELL, 3]}, "train.ipynb, cell 2: not an object"),
        ({"cells": [{"source": ""}]}, "train.ipynb, cell 1: has no cell_type"),
        ({"nbformat": 5}, "train.ipynb is a notebook of format 5; known is format 4"),
        ({"nbformat": 0}, "train.ipynb is a notebook of format 0, which there is not"),
        ({"nbformat": "4"}, "train.ipynb: nbformat is not a number"),
        ({"nbformat": 3}, "train.ipynb is a notebook of format 3 that cannot be upgraded"),
    ],
)
def test_what_no_reading_can_live_with_is_told_the_place(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(NotebookInvalidError) as caught:
        load(**changes)
    assert caught.value.message.startswith(said)


def test_an_empty_file_is_told_so() -> None:
    with pytest.raises(NotebookInvalidError, match="is empty"):
        load_document(b"\n", name="train.ipynb")


@given(NOTEBOOKS)
def test_what_is_fit_to_run_is_read_as_it_is(nb: dict[str, Any]) -> None:
    data = json.dumps(nb).encode()
    assert repr(load_document(data, name="a").nb) == repr(parse_notebook(data, name="a"))


def test_a_file_is_loaded_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "train.ipynb"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(NotebookInvalidError, match=r"train\.ipynb, line 1"):
        load_file(file)
    file.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    assert load_file(file).nb == NOTEBOOK
    with pytest.raises(NotFoundError, match="no notebook at"):
        load_file(tmp_path / "missing.ipynb")


def test_loading_and_writing_cost_no_import_of_nbformat() -> None:
    code = "import sys, jupyter_mlops.notebooks.rewriting; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"nbformat", "jsonschema", "hashlib", "difflib"} & set(loaded)
