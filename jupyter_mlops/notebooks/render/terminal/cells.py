"""Cells on the terminal."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.model import AddedCell, PairedCell
from jupyter_mlops.notebooks.multiline import split_lines, text_of
from jupyter_mlops.notebooks.render.cell_facts import Entry, cell_facts, marked_name
from jupyter_mlops.notebooks.render.model import Comparison
from jupyter_mlops.notebooks.render.phrases import (
    cell_kind,
    cell_tags,
    first_line,
)
from jupyter_mlops.notebooks.render.selection import cell_of, outputs_of, run_starts, shown_cell
from jupyter_mlops.notebooks.render.terminal.outputs import output_change, output_whole
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import BOLD, COLOURS, DIM, Line, Span, said
from jupyter_mlops.notebooks.render.terminal.texts import changed_text, whole_text
from jupyter_mlops.notebooks.render.terminal.values import value_lines

_INDENT = 2
_PREVIEW = 50


def cell_text(comparison: Comparison, entry: Entry, screen: Screen) -> str:
    """A cell that differs: a line that says what happened to it, and the changes below it."""
    cell = shown_cell(comparison, entry)
    parts = [screen.write(_header(cell, entry, screen))]
    if isinstance(entry, PairedCell):
        base = cell_of(comparison.base, entry.base)
        parts += _changes(base, cell, entry, screen)
    else:
        kind = "added" if isinstance(entry, AddedCell) else "removed"
        lines = split_lines(text_of(cell.get("source")) or "") if isinstance(cell, dict) else []
        parts.append(whole_text(lines, kind, _INDENT, screen))
        if screen.shown.outputs:
            outputs = outputs_of(cell)
            parts += [output_whole(outputs, at, kind, screen) for at in run_starts(outputs)]
    return "".join(parts)


def _changes(base: Any, head: Any, entry: PairedCell, screen: Screen) -> list[str]:
    parts = [
        screen.write(*value_lines(change, _INDENT, screen), indent=_INDENT + 4)
        for change in entry.metadata
    ]
    if entry.source and not entry.source.formatting_only:
        sides = [split_lines(text_of(cell.get("source")) or "") for cell in (base, head)]
        parts.append(changed_text(sides[0], sides[1], entry.source, _INDENT, screen))
    before, after = outputs_of(base), outputs_of(head)
    parts += [output_change(before, after, change, screen) for change in entry.outputs]
    return parts


def _header(cell: Any, entry: Entry, screen: Screen) -> Line:
    style = COLOURS[cell_kind(entry)]
    marks, name = marked_name(cell, entry)
    line = [Span(f"{marks} ", style), said(name, BOLD, style)]
    for fact in cell_facts(entry):
        line += [Span(" · ", DIM), said(fact, style)]
    line += [said(f" #{tag}", DIM) for tag in cell_tags(cell)]
    preview = first_line(cell, _PREVIEW)
    if preview and isinstance(entry, PairedCell) and not _shows_first_line(entry, screen):
        line += [Span(" · ", DIM), said(preview, DIM)]
    return line


def _shows_first_line(entry: PairedCell, screen: Screen) -> bool:
    if entry.source is None or entry.source.formatting_only:
        return False
    return any(hunk.head <= screen.shown.context for hunk in entry.source.hunks)
