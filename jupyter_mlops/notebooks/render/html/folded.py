"""Unchanged cells: a line that unfolds, and their sources as data that the script builds from.

A page with ten thousand cells has to open at once, so that what is folded is no markup until
somebody unfolds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jupyter_mlops.notebooks.diff.model import PairedCell, UnchangedCells
from jupyter_mlops.notebooks.render.html.limits import Allowance, weight
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.html.parts import cell_at, kind_of, outputs_of, source_of
from jupyter_mlops.notebooks.render.html.sequence import size
from jupyter_mlops.notebooks.render.html.tokens import Colorist, Span
from jupyter_mlops.notebooks.render.phrases import cell_name, count_phrase, size_text

#: Characters that end a script element or a line of it; all are free to be escaped in JSON.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_LONGEST = 100_000


def fold(notebook: int, head: int, count: int, style: str = "") -> Html:
    """A line for cells of the head that unfolds.

    Args:
        notebook: Which notebook of the page.
        head: Index of the first.
        count: How many.
        style: A further class.
    """
    label = f"{count_phrase(count, 'unchanged cell')}"
    return element(
        "details",
        element("summary", label),
        class_=f"fold {style}".strip(),
        data_notebook=notebook,
        data_from=head,
        data_count=count,
    )


def folded_data(
    notebook: int,
    head: Mapping[str, Any],
    entries: Iterable[UnchangedCells | PairedCell],
    colors: tuple[Colorist, str],
    room: Allowance,
) -> Html:
    """The data that folds of a notebook are built from.

    Args:
        notebook: Which notebook of the page.
        head: It, as decoded.
        entries: Its entries that are folded.
        colors: Who colours sources, and the language of the notebook's code.
        room: What the page has room for.
    """
    cells = {
        entry.head + step: _cell(head, entry.base + step, entry.head + step, colors, room)
        for entry in entries
        for step in range(size(entry))
    }
    text = json.dumps(cells, ensure_ascii=True, separators=(",", ":")).translate(_ESCAPES)
    return element("script", Html(text), type="application/json", id=f"folded-{notebook}")


def _cell(
    notebook: Mapping[str, Any],
    base: int,
    head: int,
    colors: tuple[Colorist, str],
    room: Allowance,
) -> dict[str, Any]:
    """What the script needs of a cell: its name, source, colours and a note."""
    cell = cell_at(notebook, head)
    source, outputs = source_of(cell), outputs_of(cell)
    known: dict[str, Any] = {"name": cell_name(cell, base, head)}
    if len(source) > _LONGEST or not room.take(len(source), "folded"):
        return {**known, "note": f"{size_text(len(source))} of source, not included"}
    colorist, language = colors
    kind = kind_of(cell)
    spans = colorist.color(source, language if kind == "code" else kind)
    if spans:
        known["colors"] = _flat(spans)
    if outputs:
        said = size_text(sum(map(weight, outputs)))
        known["note"] = f"{count_phrase(len(outputs), 'output')} unchanged, {said}, not included"
    return {**known, "source": source}


def _flat(spans: Iterable[Span]) -> list[int | str]:
    """Colours as a flat list: gap before, length, the letter of the class."""
    flat: list[int | str] = []
    at = 0
    for span in spans:
        flat.extend((span.start - at, span.end - span.start, span.style[-1]))
        at = span.end
    return flat
