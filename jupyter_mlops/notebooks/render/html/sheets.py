"""A notebook on the page: its header, and its cells in order."""

from __future__ import annotations

from jupyter_mlops.notebooks.diff.model import NotebookDiff, PairedCell, UnchangedCells
from jupyter_mlops.notebooks.render.html.cells import Sheet, box_id, changed_cell, left_place
from jupyter_mlops.notebooks.render.html.folded import fold, folded_data
from jupyter_mlops.notebooks.render.html.limits import Allowance
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.notebooks.render.html.sequence import Left, Quiet, items, size
from jupyter_mlops.notebooks.render.html.signs import chips
from jupyter_mlops.notebooks.render.html.tokens import Colorist, language_of
from jupyter_mlops.notebooks.render.html.values import metadata_changes
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.phrases import coarse_phrase, name_phrase, problem_phrase


def sheet_for(
    number: int, comparison: Comparison, shown: Shown, colorist: Colorist, room: Allowance
) -> Sheet:
    """What the cells of a notebook are drawn with."""
    cells = comparison.diff.cells if comparison.diff else []
    paired = [entry for entry in cells if isinstance(entry, PairedCell)]
    places = {entry.base: box_id(number, entry) for entry in paired}
    return Sheet(number, comparison, shown, colorist, room, places)


def notebook_section(sheet: Sheet) -> Html:
    """A notebook."""
    comparison = sheet.comparison
    name = f"n{sheet.number}"
    body = _problem(comparison) if comparison.diff is None else _body(sheet, comparison.diff)
    notes = [element("p", text, class_="banner") for text in comparison.notes]
    return element(
        "section",
        _header(comparison, f"{name}-name"),
        *notes,
        body,
        class_="notebook",
        id=name,
        aria_labelledby=f"{name}-name",
    )


def notebook_data(sheet: Sheet) -> Html | None:
    """What the folds of a notebook are built from."""
    comparison = sheet.comparison
    if comparison.diff is None:
        return None
    quiet = [item for item in items(comparison.diff) if isinstance(item, Quiet)]
    entries = [entry for item in quiet for entry in item.entries]
    colors = sheet.colorist, language_of(comparison.head)
    return folded_data(sheet.number, comparison.head, entries, colors, sheet.room)


def _header(comparison: Comparison, name: str) -> Html:
    status = comparison.status
    return element(
        "header",
        element("h2", comparison.path, id=name),
        element("span", status, class_="state") if status != "modified" else None,
        element("span", name_phrase(comparison), class_="quiet names"),
        chips(comparison.diff.summary) if comparison.diff else None,
    )


def _problem(comparison: Comparison) -> Html:
    heading = element("strong", "This notebook could not be compared")
    return element("div", heading, problem_phrase(comparison), class_="banner problem", role="note")


def _body(sheet: Sheet, diff: NotebookDiff) -> Html:
    if diff.empty:
        return _empty("No differences", "Both sides are the same to the last character.")
    parts: list[Html | None] = [
        element("p", coarse_phrase(coarse), class_="banner") for coarse in diff.coarse
    ]
    parts.append(_about(sheet, diff))
    if all(isinstance(item, Quiet) for item in items(diff)) and _calm(diff):
        text = "Execution counts, times, addresses or ids: “Noise” shows them."
        parts.append(element("div", _empty("Nothing but noise differs", text), class_="calm"))
    for item in items(diff):
        if isinstance(item, Quiet):
            parts.append(_quiet(item, sheet))
        elif isinstance(item, Left):
            parts.append(left_place(item.entry, sheet))
        else:
            parts.append(changed_cell(item, sheet))
    return join(parts)


def _calm(diff: NotebookDiff) -> bool:
    return all(change.noise for change in diff.metadata)


def _empty(title: str, text: str) -> Html:
    return element("div", element("strong", title), text, class_="empty")


def _about(sheet: Sheet, diff: NotebookDiff) -> Html | None:
    """What differs of the notebook apart from its cells."""
    if not diff.metadata or not sheet.shown.metadata:
        return None
    title = element("header", element("h3", "Notebook metadata"))
    noise = " noise" if _calm(diff) else ""
    body = metadata_changes(diff.metadata)
    return element("article", title, body, class_=f"about metadata{noise}")


def _quiet(item: Quiet, sheet: Sheet) -> Html:
    """A fold; where noise differs within, also the cells with it between folds of the others."""
    whole = fold(sheet.number, item.head, item.cells, "calm" if item.noisy else "")
    if not item.noisy:
        return whole
    parts = [
        fold(sheet.number, entry.head, size(entry), "noise")
        if isinstance(entry, UnchangedCells)
        else changed_cell(entry, sheet)
        for entry in item.entries
    ]
    return join([whole, *parts])
