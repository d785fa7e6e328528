"""Changes of metadata and structured outputs on the terminal."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.notebooks.diff.views import ValueChange
from jupyter_mlops.notebooks.render.phrases import metadata_path, path_text, value_text
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import (
    DIM,
    GREEN,
    PLAIN,
    RED,
    YELLOW,
    Line,
    Span,
    said,
    width,
)

_MARKS: Final = {"added": ("+", GREEN), "removed": ("-", RED), "changed": ("~", YELLOW)}
_LONG: Final = 200


def value_lines(change: ValueChange, indent: int, screen: Screen) -> list[Line]:
    """A value that differs: on one line if that fits, else the sides below each other."""
    mark, style = _MARKS[change.kind]
    path = path_text(metadata_path(change))
    start = [
        Span(" " * indent),
        Span(f"{mark} ", style),
        said(path, DIM if change.noise else PLAIN),
    ]
    before = said(value_text(change.before, _LONG), RED)
    after = said(value_text(change.after, _LONG), GREEN)
    if change.kind != "changed":
        return [[*start, Span(": "), after if change.kind == "added" else before]]
    line = [*start, Span(": "), before, Span(" → "), after]
    if width(line) <= screen.width:
        return [line]
    blank = Span(" " * (indent + 4))
    return [
        [*start, Span(":")],
        [blank, Span("- ", RED), before],
        [blank, Span("+ ", GREEN), after],
    ]
