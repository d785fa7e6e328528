from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.layout import Layout, detect_layout, encode
from tests.notebooks.strategies import LAYOUTS, NOTEBOOKS, laid_out


@given(NOTEBOOKS, LAYOUTS)
def test_a_layout_is_recognized_and_written(nb: dict[str, Any], layout: Layout) -> None:
    data = laid_out(nb, layout)
    assert detect_layout(data) == layout
    assert encode(nb, layout) == data


def test_the_default_is_what_jupyter_writes() -> None:
    from nbformat import v4

    data = (v4.writes_json(v4.new_notebook()) + "\n").encode()
    assert detect_layout(data) == Layout()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        (r"\u00e9", True),
        (r"\ud83d", True),
        (r"\\\u00e9", True),
        (r"\\u00e9", False),
        (r"\u001b[31m\u007f", False),
        (r"\\usepackage \\u00e9 \u2028", True),
    ],
)
def test_only_escapes_of_characters_outside_of_ascii_tell_that_they_are_escaped(
    text: str, *, escaped: bool
) -> None:
    assert detect_layout(f'{{"a": "{text}"}}'.encode()).ascii is escaped


def test_a_character_outside_of_ascii_tells_that_they_are_not_escaped() -> None:
    assert not detect_layout('{"a": "\\u00e9é"}'.encode()).ascii


def test_a_lone_surrogate_is_escaped() -> None:
    assert encode("é\ud800", Layout(end="")) == '"é\\ud800"'.encode()


def test_what_json_does_not_have_is_written_as_python_does() -> None:
    assert encode([float("nan"), float("inf")], Layout(indent=None, end="")) == b"[NaN, Infinity]"


@pytest.mark.parametrize("data", [b"{}", b"{", b"", b'{"' + b"a" * 200_000, b'{"a":1}'])
def test_a_layout_is_found_in_anything(data: bytes) -> None:
    layout = detect_layout(data)
    assert layout.indent is None
    assert json.loads(encode({"a": [1, 2]}, layout)) == {"a": [1, 2]}
