"""Styled lines, and their way onto the terminal.

Only the sixteen colours that users choose in their terminal are used, and never as the only sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from jupyter_mlops.notebooks.render.harmless import harmless
from jupyter_mlops.notebooks.render.width import character_width, width_of

PLAIN: Final = ""
BOLD: Final = "1"
DIM: Final = "2"
RED: Final = "31"
GREEN: Final = "32"
YELLOW: Final = "33"
MAGENTA: Final = "35"
CYAN: Final = "36"
REVERSE: Final = "7"

#: The colour of each kind of change, by the words of `phrases.MARKS`.
COLOURS: Final = {
    "added": GREEN,
    "removed": RED,
    "edited": YELLOW,
    "reformatted": YELLOW,
    "moved": MAGENTA,
    "rerun": CYAN,
    "other": CYAN,
    "unchanged": DIM,
}


class Span(NamedTuple):
    """A piece of a line. Its text is harmless already."""

    text: str
    style: str = PLAIN


Line = list[Span]


def said(text: str, *styles: str) -> Span:
    """A span that says any text of a notebook or of ours."""
    return Span(harmless(text), ";".join(styles))


def paint(line: Iterable[Span], *, colour: bool) -> str:
    """A line as text, with its line feed and without blanks at its end."""
    spans = list(line)
    while spans and (not spans[-1].text or spans[-1].text.endswith(" ")):
        last = spans.pop()
        if kept := last.text.rstrip(" "):
            spans.append(last._replace(text=kept))
    parts = []
    for style, group in groupby(spans, key=lambda span: span.style):
        text = "".join(span.text for span in group)
        parts.append(f"\x1b[{style}m{text}\x1b[0m" if colour and style and text else text)
    return "".join(parts) + "\n"


def width(line: Iterable[Span]) -> int:
    """The columns that a line takes."""
    return sum(width_of(span.text) for span in line)


def wrap(line: Line, columns: int) -> list[Line]:
    """Cuts a line into lines of at most so many columns (two at least).

    It is cut behind a blank where one is near enough, else anywhere; nothing is left out.
    """
    if width(line) <= columns:
        return [line]
    lines: list[Line] = [[]]
    ends = iter(_breaks("".join(span.text for span in line), columns))
    free = next(ends)
    for span in line:
        text = span.text
        while len(text) > free:
            lines[-1].append(Span(text[:free], span.style))
            text = text[free:]
            lines.append([])
            free = next(ends)
        lines[-1].append(Span(text, span.style))
        free -= len(text)
    return lines


def _breaks(text: str, columns: int) -> Iterator[int]:
    """How many characters each line takes."""
    start = used = blank = 0
    for at, character in enumerate(text):
        size = character_width(character)
        while used + size > columns:
            end = blank if blank - start > columns * 2 // 3 else at
            yield end - start
            start, used = end, width_of(text[end:at])
        used += size
        if character == " ":
            blank = at + 1
    yield len(text) - start


def fold(line: Line, columns: int, indent: int) -> list[Line]:
    """Cuts a line of words between them where that is possible; what follows is indented."""
    if width(line) <= columns:
        return [line]
    words = [Span(word, span.style) for span in line for word in _words(span.text)]
    lines: list[Line] = [[]]
    used = 0
    for word in words:
        size = width_of(word.text)
        if used > indent and used + size > columns:
            lines.append([Span(" " * indent)])
            used = indent
            word = word._replace(text=word.text.removeprefix(" "))  # noqa: PLW2901 - at the start
        pieces = wrap([word], max(columns - indent, 2)) if used + size > columns else [[word]]
        lines[-1] += pieces[0]
        lines += [[Span(" " * indent), *piece] for piece in pieces[1:]]
        used = width(lines[-1])
    return lines


def _words(text: str) -> list[str]:
    """Words with the blank before them."""
    first, *others = text.split(" ")
    words = [first, *(f" {word}" for word in others)]
    return [word for word in words if word]
