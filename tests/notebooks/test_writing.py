from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import writes_json

from jupyter_mlops.notebooks.writing import dump_notebook

REAL = Path(__file__).parents[3] / "shared" / "notebooks"
TEXT = st.text(st.characters(codec="utf-8"), max_size=20) | st.text("a\n\r\u2028\x85 ", max_size=9)
MIME = st.sampled_from(
    ["text/plain", "text/html", "image/png", "image/svg+xml", "application/javascript"]
)
DATA = st.dictionaries(MIME, TEXT, max_size=3)
META = st.dictionaries(TEXT, TEXT | st.integers(-99, 99) | st.none(), max_size=2)
OUTPUTS = st.one_of(
    st.fixed_dictionaries({"output_type": st.just("stream"), "name": TEXT, "text": TEXT}),
    st.fixed_dictionaries(
        {"output_type": st.just("display_data"), "metadata": st.just({}), "data": DATA}
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("error"),
            "ename": TEXT,
            "evalue": TEXT,
            "traceback": st.lists(TEXT),
        }
    ),
)
CELLS = st.one_of(
    st.fixed_dictionaries(
        {"cell_type": st.just("markdown"), "id": TEXT, "metadata": META, "source": TEXT},
        optional={"attachments": st.dictionaries(TEXT, DATA, max_size=2)},
    ),
    st.fixed_dictionaries(
        {
            "cell_type": st.just("code"),
            "metadata": META,
            "source": TEXT,
            "execution_count": st.none() | st.integers(0, 9),
            "outputs": st.lists(OUTPUTS, max_size=2),
        }
    ),
)
NOTEBOOKS = st.fixed_dictionaries(
    {
        "cells": st.lists(CELLS, max_size=3),
        "metadata": META,
        "nbformat": st.just(4),
        "nbformat_minor": st.just(5),
    }
)


def as_jupyter_writes(nb: dict[str, Any]) -> bytes:
    text: str = writes_json(nbformat.from_dict(nb))
    return (text + "\n").encode()


@given(NOTEBOOKS)
def test_a_notebook_is_written_as_jupyter_writes_it(nb: dict[str, Any]) -> None:
    before = copy.deepcopy(nb)
    assert dump_notebook(nb) == as_jupyter_writes(nb)
    assert nb == before


@given(st.recursive(st.floats(allow_nan=False, allow_infinity=False) | TEXT, st.lists))
def test_values_come_back_as_they_were(value: Any) -> None:
    nb = {"cells": [], "metadata": {"value": value}, "nbformat": 4, "nbformat_minor": 5}
    assert json.loads(dump_notebook(nb))["metadata"]["value"] == value


def test_real_notebooks_are_written_as_jupyter_writes_them() -> None:
    files = sorted(REAL.rglob("*.ipynb"))
    if not files:
        pytest.skip(f"no notebooks in {REAL}")
    tried = 0
    for file in files:
        nb = json.loads(file.read_bytes())
        if nb.get("nbformat") != 4:
            continue
        joined = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
        assert json.loads(dump_notebook(joined)) == json.loads(as_jupyter_writes(joined)), file
        tried += 1
    assert tried
