"""Changed cells, each a box with its source, outputs and metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from jupyter_mlops.notebooks.diff.model import AddedCell, OutputChange, PairedCell, RemovedCell
from jupyter_mlops.notebooks.diff.outputs import shown_mime
from jupyter_mlops.notebooks.diff.outputs.runs import runs_of
from jupyter_mlops.notebooks.diff.views import ValueChange
from jupyter_mlops.notebooks.render.html.limits import Allowance, weight
from jupyter_mlops.notebooks.render.html.lines import Text, text_by_lines
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.html.outputs import (
    one_output,
    output_change,
    seen,
    unchanged_outputs,
)
from jupyter_mlops.notebooks.render.html.parts import cell_at, kind_of, outputs_of, source_of
from jupyter_mlops.notebooks.render.html.signs import sign, word
from jupyter_mlops.notebooks.render.html.texts import same_text, text_change, whole_text
from jupyter_mlops.notebooks.render.html.tokens import Colorist, language_of
from jupyter_mlops.notebooks.render.html.values import metadata_changes
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.phrases import (
    cell_kinds,
    cell_name,
    cell_tags,
    first_line,
    join_phrase,
    move_phrase,
    retyped_phrase,
    split_phrase,
)


class Sheet(NamedTuple):
    """A notebook on the page, and what its cells are drawn with."""

    number: int
    comparison: Comparison
    shown: Shown
    colorist: Colorist
    room: Allowance
    #: Ids of the boxes of paired cells by their base index.
    places: dict[int, str]

    def text(self, cell: Any, *, head: bool) -> Text:
        """The source of a cell, coloured."""
        side = self.comparison.head if head else self.comparison.base
        source, kind = source_of(cell), kind_of(cell)
        language = language_of(side) if kind == "code" else kind
        return text_by_lines(source, self.colorist.color(source, language))


def box_id(notebook: int, entry: AddedCell | RemovedCell | PairedCell) -> str:
    """The id of a cell's box."""
    if isinstance(entry, RemovedCell):
        return f"n{notebook}-gone{entry.base + 1}"
    return f"n{notebook}-cell{entry.head + 1}"


def left_id(notebook: int, entry: PairedCell) -> str:
    """The id of the line where a moved cell was."""
    return f"n{notebook}-left{entry.base + 1}"


def changed_cell(entry: AddedCell | RemovedCell | PairedCell, sheet: Sheet) -> Html:
    """The box of a cell."""
    if isinstance(entry, PairedCell):
        return _paired(entry, sheet)
    if isinstance(entry, AddedCell):
        return _lone(entry, entry.cell, "added", _origin(entry, sheet), sheet)
    cell = cell_at(sheet.comparison.base, entry.base)
    into = entry.joined_into
    link = None if into is None else f"#n{sheet.number}-cell{into + 1}"
    return _lone(entry, cell, "removed", _label("removed", join_phrase(entry), link), sheet)


def left_place(entry: PairedCell, sheet: Sheet) -> Html:
    """A line where a moved cell was."""
    cell = cell_at(sheet.comparison.head, entry.head)
    link = element("a", f"moved to {entry.head + 1}", href=f"#{box_id(sheet.number, entry)}")
    name = element("span", cell_name(cell, entry.base, None), class_="place")
    preview = element("span", first_line(cell), class_="preview")
    return element(
        "p", sign("moved"), name, link, preview, class_="left", id=left_id(sheet.number, entry)
    )


def _paired(entry: PairedCell, sheet: Sheet) -> Html:
    old = cell_at(sheet.comparison.base, entry.base)
    new = cell_at(sheet.comparison.head, entry.head)
    kinds = cell_kinds(entry)
    labels = [_moved(entry, sheet), _label("edited", retyped_phrase(entry))]
    if entry.source is not None and entry.source.formatting_only:
        labels.append(_label("reformatted", "formatting only"))
    if kinds[0] != "rerun" and any(not change.noise for change in entry.outputs):
        labels.append(_label("rerun", "outputs differ"))
    if kinds[0] != "other" and any(not change.noise for change in entry.metadata):
        labels.append(_label("other", "metadata"))
    name = cell_name(new, entry.base if entry.moved else None, entry.head)
    header = _header(kinds[0], name, labels, cell_tags(new))
    head = sheet.text(new, head=True)
    if entry.source is None:
        source = same_text(head)
    else:
        base = sheet.text(old, head=False)
        source = text_change(base, head, entry.source, sheet.shown.context)
    body = [
        source if head.lines or entry.source else None,
        _outputs(entry.outputs, outputs_of(old), outputs_of(new), sheet),
        _metadata(entry.metadata, sheet.shown),
    ]
    style = {"rerun": " only-outputs", "other": " only-metadata"}.get("".join(kinds), "")
    style = " noise" if kinds == ["unchanged"] else style
    return _box(entry, sheet, kinds[0] + style, header, body)


def _lone(
    entry: AddedCell | RemovedCell, cell: Any, kind: str, label: Html | None, sheet: Sheet
) -> Html:
    """The box of a cell that only one side has."""
    index = entry.head if isinstance(entry, AddedCell) else entry.base
    header = _header(kind, cell_name(cell, None, index), [label], cell_tags(cell))
    text = sheet.text(cell, head=kind == "added")
    source = whole_text(text, kind) if text.lines else None
    return _box(entry, sheet, kind, header, [source, _all_outputs(cell, kind, sheet)])


def _box(
    entry: AddedCell | RemovedCell | PairedCell,
    sheet: Sheet,
    style: str,
    header: Html,
    body: Sequence[Html | None],
) -> Html:
    name = box_id(sheet.number, entry)
    return element("article", header, *body, class_=f"cell change {style}", id=name, tabindex="-1")


def _header(kind: str, name: str, labels: Sequence[Html | None], tags: Sequence[str]) -> Html:
    title = element("h3", sign(kind), word(kind), element("span", name, class_="place"))
    written = [element("span", tag, class_="label tag", title="tag") for tag in tags]
    return element("header", title, *labels, *written)


def _label(kind: str, text: str, link: str | None = None) -> Html | None:
    if not text:
        return None
    if link:
        return element("a", text, class_=f"label {kind}", href=link)
    return element("span", text, class_=f"label {kind}")


def _moved(entry: PairedCell, sheet: Sheet) -> Html | None:
    return _label("moved", move_phrase(entry), f"#{left_id(sheet.number, entry)}")


def _origin(entry: AddedCell, sheet: Sheet) -> Html | None:
    place = sheet.places.get(entry.split_from) if entry.split_from is not None else None
    return _label("added", split_phrase(entry), f"#{place}" if place else None)


def _outputs(
    changes: Sequence[OutputChange], base: list[Any], head: list[Any], sheet: Sheet
) -> Html | None:
    """The outputs that differ, and a line for the others."""
    if not sheet.shown.outputs:
        return None
    context = sheet.shown.context
    parts = [output_change(change, base, head, context, sheet.room) for change in changes]
    differ = {change.head for change in changes}
    same = [run.output for run in runs_of(head) if run.start not in differ]
    if same:
        parts.append(unchanged_outputs(len(same), sum(map(weight, same))))
    if not parts:
        return None
    noisy = all(change.noise for change in changes) and not same
    return element("div", *parts, class_="outputs noise" if noisy else "outputs")


def _all_outputs(cell: Any, kind: str, sheet: Sheet) -> Html | None:
    if not sheet.shown.outputs:
        return None
    outputs = outputs_of(cell)
    parts = [
        one_output(seen(outputs, run.start, shown_mime(run.output)), kind, sheet.room)
        for run in runs_of(outputs)
    ]
    return element("div", *parts, class_="outputs") if parts else None


def _metadata(changes: Sequence[ValueChange], shown: Shown) -> Html | None:
    if not changes or not shown.metadata:
        return None
    noise = " noise" if all(change.noise for change in changes) else ""
    return element("div", metadata_changes(changes), class_=f"metadata{noise}")
