from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.render.html import render_html
from jupyter_mlops.notebooks.render.html.sanitize import sanitize
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from tests.notebooks.render.html.places import everywhere
from tests.notebooks.render.html.reading import alive
from tests.notebooks.render.html.vectors import VECTORS

_ALL = Shown(noise=True)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_WORDS = st.sampled_from(["output_type", "data", "text", "name", "stream", "error", "text/html"])


def test_there_are_enough_vectors() -> None:
    assert len(set(VECTORS)) >= 60


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_is_alive_wherever_it_stands_in_a_notebook(vector: str) -> None:
    page = render_html(everywhere(vector), shown=_ALL, title=vector)
    assert alive(page) == []
    assert page.encode()


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_survives_the_sanitizer_in_a_table_or_after_a_second_reading(vector: str) -> None:
    for markup in (vector, f"<table><tr><td>{vector}</td></tr></table>", f"<p title='{vector}'>"):
        once = sanitize(markup)
        assert alive(once) == []
        assert sanitize(once) == once


def test_data_blocks_hold_no_markup_and_say_what_the_notebook_said() -> None:
    source = "</script><!--<script>\u2028&lt;\u2029" + VECTORS[0]
    page = render_html(everywhere(source), shown=_ALL)
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert blocks
    assert not any(char in block for block in blocks for char in "<>&\u2028\u2029")
    assert any(
        cell.get("source") == source for block in blocks for cell in json.loads(block).values()
    )


def test_the_policy_lets_nothing_in_but_the_pages_own_style_and_script() -> None:
    page = render_html([], shown=Shown())
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    rules = dict(rule.split(" ", 1) for rule in found[1].split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules["style-src"])
    assert page.index("Content-Security-Policy") < page.index("<title>")


@settings(deadline=None)
@given(
    st.lists(st.dictionaries(_WORDS, _JSON | _WORDS, max_size=4) | _JSON, max_size=3),
    st.lists(st.dictionaries(_WORDS, _JSON | _WORDS, max_size=4) | _JSON, max_size=3),
    _JSON,
)
def test_outputs_of_any_shape_make_a_page(
    base: list[object], head: list[object], more: object
) -> None:
    old, new = (
        {
            "cells": [{"cell_type": "code", "id": "a", "source": source, "outputs": outputs}],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        for source, outputs in (("x", base), (more, head))
    )
    comparison = Comparison(path="a", base=old, head=new, diff=diff_notebooks(old, new))
    assert alive(render_html([comparison], shown=_ALL)) == []
