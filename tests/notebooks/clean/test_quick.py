from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.clean import clean_notebook
from jupyter_mlops.notebooks.clean.quick import write_quickly
from jupyter_mlops.notebooks.document import load_document, load_file
from jupyter_mlops.notebooks.layout import Layout
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.settings import CleanSettings
from tests.notebooks.clean.test_laws import NOTEBOOKS, SETTINGS
from tests.notebooks.strategies import LAYOUTS, laid_out


@given(NOTEBOOKS, SETTINGS, LAYOUTS | st.just(Layout()))
def test_the_quick_way_gives_the_same_bytes_or_nothing(
    nb: Any, settings: CleanSettings, layout: Layout
) -> None:
    document = load_document(laid_out(nb, layout), name="n")
    clean = clean_notebook(document.nb, settings)
    assert write_quickly(document, clean) in (None, write_document(document, clean))


def test_real_notebooks_go_the_quick_way(real_pairs: list[Path]) -> None:
    quick = 0
    for folder in real_pairs:
        document = load_file(folder / "a.ipynb")
        clean = clean_notebook(document.nb, CleanSettings())
        data = write_quickly(document, clean)
        quick += data is not None
        assert data in (None, write_document(document, clean))
    assert quick > 0.9 * len(real_pairs)


@pytest.mark.parametrize("value", ["1e-5", "1.0E5", '"\\u00e9"', '"\\/"', "NaN", "1" * 30, "[ ]"])
def test_what_others_spell_otherwise_goes_the_slow_way(value: str) -> None:
    nb = {"cells": [], "metadata": {"a": "VALUE"}, "nbformat": 4, "nbformat_minor": 4}
    text = json.dumps(nb, indent=1).replace('"VALUE"', value) + "\n"
    document = load_document(text.encode(), name="n")
    data = write_quickly(document, document.nb)
    assert data in (None, document.data)
