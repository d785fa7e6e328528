"""Outputs and values in Markdown."""

from __future__ import annotations

from typing import Any, Final

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.views import (
    ErrorView,
    JsonView,
    TableView,
    TextView,
    ValueChange,
)
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.render.frames import differing_frames
from jupyter_mlops.notebooks.render.markdown.escape import code_span, fence, prose
from jupyter_mlops.notebooks.render.markdown.texts import changed_text, whole_text
from jupyter_mlops.notebooks.render.model import Shown
from jupyter_mlops.notebooks.render.output_texts import change_name, output_phrase, text_at
from jupyter_mlops.notebooks.render.phrases import (
    cell_numbers,
    count_phrase,
    error_phrase,
    metadata_path,
    path_text,
    value_text,
    view_phrase,
)
from jupyter_mlops.notebooks.render.table_facts import gone_and_new, telling_cells

#: Lines to show of an output that is new or gone.
_WHOLE: Final = 10
#: Lines to show of each side of a hunk.
_HUNK: Final = 20
_VALUES: Final = 20


def output_change(base: list[Any], head: list[Any], change: OutputChange, shown: Shown) -> str:
    """An output that differs, came or went, of the outputs of a cell."""
    if change.base is None and change.head is not None:
        return output_whole(head, change.head, "+")
    if change.head is None and change.base is not None:
        return output_whole(base, change.base, "-")
    view = change.view
    start = f"- output {cell_numbers(change.base, change.head)}: {prose(change_name(change))}"
    if isinstance(view, ErrorView):
        return f"{start}, {code_span(error_phrase(view))}\n" + _frames(view)
    sides = [
        text_at(outputs, at, change.mime)
        for outputs, at in ((base, change.base), (head, change.head))
    ]
    if isinstance(view, TextView):
        lines = [split_lines(text) for text in sides]
        return f"{start}\n\n" + changed_text(lines[0], lines[1], view, shown, limit=_HUNK)
    text = f"{start}, {'differs' if view is None else prose(view_phrase(view))}\n"
    if isinstance(view, TableView):
        text += _table(view, sides[0], sides[1], shown)
    elif isinstance(view, JsonView):
        text += "".join(f"  {value_item(change)}" for change in view.changes[:_VALUES])
        if hidden := max(len(view.changes) - _VALUES, 0) + view.omitted:
            text += f"  - … {count_phrase(hidden, 'more value')}\n"
    return text


def output_whole(outputs: list[Any], at: int, sign: str) -> str:
    """An output that only one side has: what it is, and the beginning of its text."""
    name, phrase, text = output_phrase(outputs, at)
    verb = "added" if sign == "+" else "removed"
    line = f"- output [{at + 1}] {verb}: {prose(name)}"
    if phrase:
        line += f", {code_span(phrase) if name == 'error' else prose(phrase)}"
    body = whole_text(split_lines(text), sign, limit=_WHOLE) if text else ""
    return f"{line}\n\n{body}" if body else f"{line}\n"


def value_item(change: ValueChange) -> str:
    """A value that differs, as an item of a list."""
    path = code_span(path_text(metadata_path(change)))
    before, after = code_span(value_text(change.before)), code_span(value_text(change.after))
    if change.kind == "added":
        return f"- {path} added: {after}\n"
    if change.kind == "removed":
        return f"- {path} removed: {before}\n"
    return f"- {path}: {before} → {after}\n"


def _frames(view: ErrorView) -> str:
    lines = [
        f"{sign} {' '.join(frame.split())}" if frame else f"# {words}"
        for sign, frame, words in differing_frames(view)
    ]
    return "\n" + fence(lines) if lines else ""


def _table(view: TableView, base: str, head: str, shown: Shown) -> str:
    cells, hidden = telling_cells(view, noise=shown.noise)
    text = ""
    if cells:
        text += "\n| row | column | before | after |\n|---|---|---|---|\n"
    for cell in cells:
        parts = (cell.row, cell.column, cell.before, cell.after)
        text += f"| {' | '.join(code_span(part, table=True) for part in parts)} |\n"
    if cells:
        text += "\n"
    if hidden:
        text += f"  - … {count_phrase(hidden, 'more cell')}\n"
    for sign, fact in gone_and_new(view, base, head):
        text += f"  - {'added' if sign == '+' else 'removed'}: {code_span(fact)}\n"
    return text
