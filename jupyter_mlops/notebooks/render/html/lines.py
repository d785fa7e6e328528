"""Lines of a text as they stand in a diff.

The markup serves both layouts. Unified: the lines of a hunk below each other. Side by side: the
hunk is a grid of two columns, in which empty fillers keep lines that belong together level.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.markup import Html, element, escape
from jupyter_mlops.notebooks.render.html.tokens import Span

Marks = Sequence[tuple[int, int]]
#: What stands beside a line that has no partner, where the sides stand beside each other.
BASE_FILLER = Html('<del class="filler"></del>')
HEAD_FILLER = Html('<ins class="filler"></ins>')


class Text(NamedTuple):
    """A text by lines, each with the colours in it (in characters of the line)."""

    lines: list[str]
    colors: list[list[Span]]

    def code(self, line: int, marks: Marks = ()) -> Html:
        """The markup of a line's text.

        Args:
            line: Which.
            marks: What to mark in it, as (start, end) in characters.
        """
        text = self.lines[line]
        text = text.removesuffix("\n")
        rest = len(text) - limits.LINE
        pieces = _pieces(text[: limits.LINE], self.colors[line] if self.colors else [], marks)
        if rest > 0:
            pieces.append(element("span", f"… {rest:,} more characters", class_="cut"))
        return Html(f"<code>{''.join(pieces)}</code>")


def text_by_lines(text: str, spans: Sequence[Span] = ()) -> Text:
    """Splits a text, and its colours with it."""
    lines = split_lines(text)
    if not spans:
        return Text(lines, [])
    colors: list[list[Span]] = [[] for _ in lines]
    number, start = 0, 0
    for span in spans:
        while number < len(lines) and start + len(lines[number]) <= span.start:
            start += len(lines[number])
            number += 1
        at, line = start, number
        while line < len(lines) and at < span.end:
            colors[line].append(Span(max(span.start - at, 0), span.end - at, span.style))
            at += len(lines[line])
            line += 1
    return Text(lines, colors)


def removed_line(number: int, code: Html) -> Html:
    """A line that is gone; numbers count from 0 here and from 1 on the page."""
    return Html(f'<del class="ln" data-b="{number + 1}">{code}</del>')


def added_line(number: int, code: Html) -> Html:
    """A line that is new."""
    return Html(f'<ins class="ln" data-h="{number + 1}">{code}</ins>')


def same_line(base: int, head: int, code: Html) -> Html:
    """A line that both sides have."""
    return Html(f'<div class="ln" data-b="{base + 1}" data-h="{head + 1}">{code}</div>')


def _pieces(text: str, colors: Sequence[Span], marks: Marks) -> list[Html]:
    """A text cut wherever a colour or a mark begins or ends."""
    if not colors and not marks:
        return [escape(text)]
    cuts = {0, len(text)}
    for start, end in (*((span.start, span.end) for span in colors), *marks):
        cuts.update((min(start, len(text)), min(end, len(text))))
    edges = sorted(cuts)
    pieces: list[Html] = []
    color = mark = 0
    marked = False
    for start, end in pairwise(edges):
        while color < len(colors) and colors[color].end <= start:
            color += 1
        while mark < len(marks) and marks[mark][1] <= start:
            mark += 1
        inside = mark < len(marks) and marks[mark][0] <= start
        if inside != marked:
            pieces.append(Html("<mark>" if inside else "</mark>"))
            marked = inside
        piece = escape(text[start:end])
        if color < len(colors) and colors[color].start <= start:
            piece = Html(f'<span class="{colors[color].style}">{piece}</span>')
        pieces.append(piece)
    if marked:
        pieces.append(Html("</mark>"))
    return pieces
