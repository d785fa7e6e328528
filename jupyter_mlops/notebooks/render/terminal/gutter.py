"""Lines with their numbers: one below the other, or in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.notebooks.render.harmless import Mark, line_pieces
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import (
    DIM,
    GREEN,
    PLAIN,
    RED,
    REVERSE,
    Line,
    Span,
    width,
    wrap,
)

Role = Literal["removed", "added", "equal"]

Marks = Sequence[Mark]

_SIGNS: Final = {"removed": ("-", RED), "added": ("+", GREEN), "equal": (" ", PLAIN)}
_BETWEEN: Final = Span(" │ ", DIM)


class Unified(Struct, frozen=True):
    """Lines one below the other, numbered on both sides."""

    indent: int
    #: Digits of a line number.
    digits: int
    #: Columns to wrap at; None to leave lines as long as they are.
    columns: int | None

    def equal(self, base: int, head: int, line: str) -> list[Line]:
        """A line that both sides have."""
        return self._line(base, head, _text(line, "equal", (), end=False), "equal")

    def removed(self, at: int, line: str, marks: Marks, *, end: bool) -> list[Line]:
        """A line that only the base has."""
        return self._line(at, None, _text(line, "removed", marks, end=end), "removed")

    def added(self, at: int, line: str, marks: Marks, *, end: bool) -> list[Line]:
        """A line that only the head has."""
        return self._line(None, at, _text(line, "added", marks, end=end), "added")

    def _line(self, base: int | None, head: int | None, text: Line, role: Role) -> list[Line]:
        numbers = f"{_number(base, self.digits)} {_number(head, self.digits)}"
        sign, style = _SIGNS[role]
        start = [Span(f"{' ' * self.indent}{numbers} ", DIM), Span(f"{sign} ", style)]
        if self.columns is None:
            return [[*start, *text]]
        room = width(start)
        first, *others = wrap(text, max(self.columns - room, 2))
        return [[*start, *first], *([Span(" " * room), *other] for other in others)]


class Columns(Struct, frozen=True):
    """The base's lines at the left, the head's at the right."""

    indent: int
    digits: int
    #: Of the sides, numbers and signs included.
    left: int
    right: int

    def base(self, at: int, line: str, role: Role, marks: Marks, *, end: bool) -> list[Line]:
        """A line for the left side, wrapped."""
        return self._half(at, _text(line, role, marks, end=end), role, self.left)

    def head(self, at: int, line: str, role: Role, marks: Marks, *, end: bool) -> list[Line]:
        """A line for the right side, wrapped."""
        return self._half(at, _text(line, role, marks, end=end), role, self.right)

    def _half(self, at: int, text: Line, role: Role, columns: int) -> list[Line]:
        sign, style = _SIGNS[role]
        start = [Span(f"{_number(at, self.digits)} ", DIM), Span(f"{sign} ", style)]
        room = width(start)
        first, *others = wrap(text, max(columns - room, 2))
        return [[*start, *first], *([Span(" " * room), *other] for other in others)]

    def beside(self, left: list[Line] | None, right: list[Line] | None) -> list[Line]:
        """Two halves, or one beside nothing."""
        lines: list[Line] = []
        nothing: Line = []
        for one, other in zip_longest(left or [], right or [], fillvalue=nothing):
            gap = Span(" " * max(self.left - width(one), 0))
            lines.append([Span(" " * self.indent), *one, gap, _BETWEEN, *other])
        return lines


def layout(last: int, indent: int, screen: Screen) -> Unified | Columns:
    """How to lay lines out.

    Args:
        last: The highest line number, counted from 1.
        indent: Columns to leave blank.
        screen: Where to show them.
    """
    digits = len(str(last))
    if screen.columns:
        left = (screen.width - len(_BETWEEN.text)) // 2
        return Columns(indent, digits, left - indent, screen.width - left - len(_BETWEEN.text))
    return Unified(indent, digits, screen.width if screen.side_by_side else None)


def _text(line: str, role: Role, marks: Marks, *, end: bool) -> Line:
    _, style = _SIGNS[role]
    spans = []
    for piece in line_pieces(line, marks, end=end):
        if piece.remark:
            spans.append(Span(piece.text, DIM))
        elif piece.marked and style:
            spans.append(Span(piece.text, f"{style};{REVERSE}"))
        else:
            spans.append(Span(piece.text, style))
    return spans


def _number(at: int | None, digits: int) -> str:
    return " " * digits if at is None else f"{at + 1:>{digits}}"
