from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.multiline import split_lines, text_of


def test_a_string_is_its_own_text() -> None:
    assert text_of("a\nb") == "a\nb"


def test_a_list_of_lines_is_joined() -> None:
    assert text_of(["a\n", "b"]) == "a\nb"


@pytest.mark.parametrize("value", [None, 3, {"a": "b"}, ["a", 1]])
def test_anything_else_is_no_text(value: object) -> None:
    assert text_of(value) is None


def test_only_a_line_feed_ends_a_line() -> None:
    assert split_lines("a\r\n\x0cb\u2028c\rd\n") == ["a\r\n", "\x0cb\u2028c\rd\n"]


@given(st.text(alphabet="ab\n\r\x0c\u2028"))
def test_lines_join_to_the_text(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert all(lines)
