from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jupyter_mlops.notebooks.render.markdown import render_markdown
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from tests.notebooks.render.strategies import SHOWN, TEXTS, comparisons

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = {"", "<details>", "<details open>", "</details>", "<code>", "</code>"}
_SUMMARY = re.compile(r"<summary><code>[^<]*</code> — [\w ,]*</summary>")


def tokens(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from tokens(token.children or [])


@given(st.lists(comparisons(), max_size=2), SHOWN, TEXTS, st.none() | st.integers(500, 5_000))
def test_a_parser_of_markdown_sees_our_markup_and_no_other(
    found: list[Comparison], shown: Shown, title: str, limit: int | None
) -> None:
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    text = render_markdown(found, shown=shown, title=title, limit=limit)
    for token in tokens(parser.parse(text)):
        if token.type in {"html_block", "html_inline"}:
            assert _SUMMARY.sub("", token.content).strip() in _TAGS
        elif token.type == "text":
            assert not re.search(r"[@#!]\w", token.content)
        elif token.type == "fence":
            assert token.info == "diff"
        else:
            assert not token.type.startswith(("link", "image", "s_", "code_block", "hr"))
