from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.document import Document, load_document

CODE = {
    "cell_type": "code",
    "collapsed": False,
    "input": ["print(1)\n", "2"],
    "language": "python",
    "metadata": {},
    "outputs": [
        {"output_type": "stream", "stream": "stdout", "text": ["1\n"]},
        {"output_type": "pyout", "prompt_number": 1, "text": ["2"], "metadata": {}},
    ],
    "prompt_number": 1,
}
HEADING = {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Data"]}


def version_3(*cells: Any) -> dict[str, Any]:
    worksheet = {"cells": list(cells), "metadata": {}}
    return {
        "metadata": {"name": "old"},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [worksheet],
    }


def load(nb: dict[str, Any]) -> Document:
    return load_document(json.dumps(nb).encode(), name="old.ipynb")


def test_format_3_is_upgraded_with_a_note() -> None:
    document = load(version_3(HEADING, CODE))
    assert document.upgraded
    assert document.notes == ("upgraded from format 3",)
    heading, code = document.nb["cells"]
    assert heading == {"cell_type": "markdown", "metadata": {}, "source": ["## Data"]}
    assert code["source"] == ["print(1)\n", "2"]
    assert [output["output_type"] for output in code["outputs"]] == ["stream", "execute_result"]


def test_a_heading_has_no_more_levels_than_markdown() -> None:
    heading = load(version_3({**HEADING, "level": 10**12})).nb["cells"][0]
    assert heading["source"] == ["###### Data"]


def test_an_upgraded_notebook_is_valid_and_of_plain_values() -> None:
    document = load(version_3(HEADING, CODE))
    assert (document.nb["nbformat"], document.nb["nbformat_minor"]) == (4, 4)
    assert type(document.nb["cells"][0]) is dict
    nbformat.validate(document.nb)


def test_the_same_file_is_upgraded_to_the_same_notebook() -> None:
    assert load(version_3(CODE)).nb == load(version_3(CODE)).nb


@pytest.mark.parametrize(
    "nb",
    [
        {
            "metadata": {"name": ""},
            "nbformat": 2,
            "nbformat_minor": 0,
            "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1", "outputs": []}]}],
        },
        {"nbformat": 1, "cells": [{"cell_type": "code", "code": "x = 1"}]},
    ],
)
def test_older_formats_are_upgraded_too(nb: dict[str, Any]) -> None:
    document = load(nb)
    assert document.notes == (f"upgraded from format {nb['nbformat']}",)
    assert document.nb["cells"][0]["source"] == ["x = 1"]


@pytest.mark.parametrize(
    "nb",
    [
        {"nbformat": 3},
        {"nbformat": 3, "metadata": {}, "worksheets": 3},
        {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [3]}]},
        {"nbformat": 3, "metadata": 3, "worksheets": []},
        {"nbformat": 2, "worksheets": None},
        {"nbformat": 1},
    ],
)
def test_what_cannot_be_upgraded_is_told_so(nb: dict[str, Any]) -> None:
    with pytest.raises(NotebookInvalidError, match=r"old\.ipynb.* cannot be upgraded"):
        load(nb)
