"""Cells in Markdown."""

from __future__ import annotations

from typing import Any, Final

from jupyter_mlops.notebooks.diff.model import AddedCell, PairedCell
from jupyter_mlops.notebooks.multiline import split_lines, text_of
from jupyter_mlops.notebooks.render.cell_facts import Entry, cell_facts, marked_name
from jupyter_mlops.notebooks.render.markdown.escape import code_span, prose
from jupyter_mlops.notebooks.render.markdown.fit import Block
from jupyter_mlops.notebooks.render.markdown.outputs import (
    output_change,
    output_whole,
    value_item,
)
from jupyter_mlops.notebooks.render.markdown.texts import changed_text, whole_text
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.phrases import cell_tags, count_phrase, first_line
from jupyter_mlops.notebooks.render.selection import cell_of, outputs_of, run_starts, shown_cell

#: Characters from which on a body may be shortened, and then its texts and hunks to so many lines.
_LONG: Final = 2_000
_BRIEF: Final = 20


def cell_block(comparison: Comparison, entry: Entry, shown: Shown) -> Block:
    """A cell that differs: a line that says what happened to it, and the changes below it."""
    cell = shown_cell(comparison, entry)
    body = _body(comparison, entry, shown)
    brief = _body(comparison, entry, shown, limit=_BRIEF) if len(body) > _LONG else ""
    return Block(_header(cell, entry), body, brief if len(brief) < len(body) else "")


def _body(comparison: Comparison, entry: Entry, shown: Shown, *, limit: int | None = None) -> str:
    cell = shown_cell(comparison, entry)
    if isinstance(entry, PairedCell):
        parts = _changes(cell_of(comparison.base, entry.base), cell, entry, shown, limit)
    else:
        sign = "+" if isinstance(entry, AddedCell) else "-"
        lines = split_lines(text_of(cell.get("source")) or "") if isinstance(cell, dict) else []
        parts = [whole_text(lines, sign, limit=limit)]
        if shown.outputs:
            outputs = outputs_of(cell)
            parts += [output_whole(outputs, at, sign) for at in run_starts(outputs)]
    return _joined([part for part in parts if part])


def _header(cell: Any, entry: Entry) -> str:
    marks, name = marked_name(cell, entry)
    facts = [prose(fact) for fact in cell_facts(entry)]
    facts += [code_span(f"#{tag}") for tag in cell_tags(cell)]
    if isinstance(entry, PairedCell) and (line := first_line(cell)):
        facts.append(code_span(line))
    return " · ".join((f"**{marks} {prose(name)}**", *facts)) + "\n"


def _joined(parts: list[str]) -> str:
    """Parts with a blank line between them, but items that follow each other as one list."""
    text = ""
    for part in parts:
        is_list = part.startswith("- ") and text.rpartition("\n\n")[2].startswith("- ")
        text += part if not text or is_list else f"\n{part}"
    return text


def _changes(base: Any, head: Any, entry: PairedCell, shown: Shown, limit: int | None) -> list[str]:
    parts = ["".join(value_item(change) for change in entry.metadata)]
    if entry.source and not entry.source.formatting_only:
        sides = [split_lines(text_of(cell.get("source")) or "") for cell in (base, head)]
        parts.append(changed_text(sides[0], sides[1], entry.source, shown, limit=limit))
    before, after = outputs_of(base), outputs_of(head)
    found = entry.outputs if limit is None else entry.outputs[:limit]
    parts += [output_change(before, after, change, shown) for change in found]
    if len(found) < len(entry.outputs):
        more = count_phrase(len(entry.outputs) - len(found), "more output")
        parts.append(f"- … {more}\n")
    return parts
