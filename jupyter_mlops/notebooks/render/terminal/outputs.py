"""Outputs on the terminal."""

from __future__ import annotations

from typing import Any, Final

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.views import ErrorView, JsonView, TableView, TextView
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.render.frames import differing_frames
from jupyter_mlops.notebooks.render.output_texts import change_name, output_phrase, text_at
from jupyter_mlops.notebooks.render.phrases import (
    cell_numbers,
    count_phrase,
    view_phrase,
)
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import (
    COLOURS,
    DIM,
    GREEN,
    RED,
    Line,
    Span,
    said,
)
from jupyter_mlops.notebooks.render.terminal.tables import table_lines
from jupyter_mlops.notebooks.render.terminal.texts import changed_text, whole_text
from jupyter_mlops.notebooks.render.terminal.values import value_lines

_INDENT: Final = 4
#: Lines to show of an output that is new or gone.
_WHOLE: Final = 10
#: Lines to show of each side of a hunk.
_HUNK: Final = 40
_VALUES: Final = 20


def output_change(base: list[Any], head: list[Any], change: OutputChange, screen: Screen) -> str:
    """An output that differs, came or went, of the outputs of a cell."""
    if change.base is None and change.head is not None:
        return output_whole(head, change.head, "added", screen)
    if change.head is None and change.base is not None:
        return output_whole(base, change.base, "removed", screen)
    view = change.view
    numbers = cell_numbers(change.base, change.head)
    start = _header("~", f"output {numbers} · {change_name(change)}", COLOURS["rerun"])
    if change.noise:
        start.append(Span(" · noise", DIM))
    if isinstance(view, TextView):
        sides = [
            split_lines(text_at(outputs, at, change.mime))
            for outputs, at in ((base, change.base), (head, change.head))
        ]
        body = changed_text(sides[0], sides[1], view, _INDENT, screen, limit=_HUNK)
        return screen.write(start) + body
    phrase = "differs" if view is None else view_phrase(view)
    lines: list[Line] = [[*start, Span(" · ", DIM), said(phrase)]]
    if isinstance(view, ErrorView):
        lines += _frames(view)
    elif isinstance(view, TableView):
        tables = [text_at(base, change.base, change.mime), text_at(head, change.head, change.mime)]
        lines += table_lines(view, tables[0], tables[1], _INDENT, screen)
    elif isinstance(view, JsonView):
        lines += _values(view, screen)
    return screen.write(*lines, indent=_INDENT + 2)


def output_whole(outputs: list[Any], at: int, kind: str, screen: Screen) -> str:
    """An output that only one side has: what it is, and the beginning of its text."""
    sign = "+" if kind == "added" else "-"
    name, phrase, text = output_phrase(outputs, at)
    line = _header(sign, f"output [{at + 1}] · {name}", COLOURS[kind])
    if phrase:
        line += [Span(" · ", DIM), said(phrase)]
    body = whole_text(split_lines(text), kind, _INDENT, screen, limit=_WHOLE) if text else ""
    return screen.write(line, indent=_INDENT + 2) + body


def _header(sign: str, text: str, style: str) -> Line:
    return [Span(f"  {sign} ", style), said(text, style)]


def _frames(view: ErrorView) -> list[Line]:
    blank = Span(" " * _INDENT)
    lines: list[Line] = []
    for sign, frame, remark in differing_frames(view):
        style = {"-": RED, "+": GREEN}.get(sign, DIM)
        said_of_it = Span(f"{sign} {frame}", style) if frame else Span(f"  {remark}", DIM)
        lines.append([blank, said_of_it])
    return lines


def _values(view: JsonView, screen: Screen) -> list[Line]:
    lines = [
        line for change in view.changes[:_VALUES] for line in value_lines(change, _INDENT, screen)
    ]
    hidden = max(len(view.changes) - _VALUES, 0) + view.omitted
    if hidden:
        lines.append([Span(f"{' ' * _INDENT}… {count_phrase(hidden, 'more value')}", DIM)])
    return lines
