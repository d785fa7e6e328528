"""Cells on the terminal."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.model import AddedCell, PairedCell, RemovedCell
from jupyter_mlops.notebooks.multiline import split_lines, text_of
from jupyter_mlops.notebooks.render.model import Comparison
from jupyter_mlops.notebooks.render.phrases import (
    MARKS,
    WORDS,
    cell_kinds,
    cell_name,
    cell_tags,
    first_line,
    join_phrase,
    move_phrase,
    retyped_phrase,
    split_phrase,
)
from jupyter_mlops.notebooks.render.selection import cell_of, outputs_of, shown_cell
from jupyter_mlops.notebooks.render.terminal.outputs import output_change, output_whole
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import BOLD, COLOURS, DIM, Line, Span, said
from jupyter_mlops.notebooks.render.terminal.texts import changed_text, whole_text
from jupyter_mlops.notebooks.render.terminal.values import value_lines

_INDENT = 2
_PREVIEW = 50


def cell_text(
    comparison: Comparison, entry: AddedCell | RemovedCell | PairedCell, screen: Screen
) -> str:
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
            parts += [output_whole(outputs, at, kind, screen) for at in _first_of_runs(outputs)]
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


def _header(cell: Any, entry: AddedCell | RemovedCell | PairedCell, screen: Screen) -> Line:
    kinds = cell_kinds(entry)
    style = COLOURS[kinds[0]]
    base = head = None
    if not isinstance(entry, AddedCell):
        base = entry.base
    if not isinstance(entry, RemovedCell):
        head = entry.head
    if isinstance(entry, PairedCell) and entry.moved:
        base = None
    marks = "".join(MARKS.get(kind, "·") for kind in kinds)
    line = [Span(f"{marks} ", style), said(cell_name(cell, base, head), BOLD, style)]
    for fact in _facts(entry, kinds):
        line += [Span(" · ", DIM), said(fact, style)]
    line += [said(f" #{tag}", DIM) for tag in cell_tags(cell)]
    if isinstance(entry, PairedCell) and not _shows_first_line(entry, screen):
        line += [Span(" · ", DIM), said(first_line(cell, _PREVIEW), DIM)]
    return line


def _facts(entry: AddedCell | RemovedCell | PairedCell, kinds: list[str]) -> list[str]:
    if isinstance(entry, AddedCell):
        return [split_phrase(entry) or "added"]
    if isinstance(entry, RemovedCell):
        return [join_phrase(entry) or "removed"]
    if entry.retyped and not entry.source:
        kinds = [kind for kind in kinds if kind != "edited"]
    facts = [WORDS.get(kind, "only noise") for kind in kinds if kind != "moved"]
    facts = ["formatting only" if fact == "reformatted" else fact for fact in facts]
    if entry.moved:
        facts = [fact for fact in facts if fact != "only noise"] + [move_phrase(entry)]
    if entry.retyped:
        facts.append(retyped_phrase(entry))
    return facts


def _shows_first_line(entry: PairedCell, screen: Screen) -> bool:
    if entry.source is None or entry.source.formatting_only:
        return False
    return any(hunk.head <= screen.shown.context for hunk in entry.source.hunks)


def _first_of_runs(outputs: list[Any]) -> list[int]:
    """Indices of the outputs to show; streams that continue one come with it."""
    from jupyter_mlops.notebooks.diff.outputs.runs import runs_of

    return [run.start for run in runs_of(outputs)]
