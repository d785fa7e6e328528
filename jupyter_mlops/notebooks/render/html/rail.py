"""The map at the side: the changed cells of each notebook, a line each."""

from __future__ import annotations

from jupyter_mlops.notebooks.diff.model import AddedCell, PairedCell, RemovedCell
from jupyter_mlops.notebooks.render.html.cells import Sheet, box_id
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.html.parts import cell_at
from jupyter_mlops.notebooks.render.html.sequence import Changed
from jupyter_mlops.notebooks.render.html.signs import chips, sign
from jupyter_mlops.notebooks.render.phrases import cell_kind, cell_numbers, first_line


def rail(sheets: list[Sheet]) -> Html:
    """The map of all notebooks."""
    return element(
        "nav", *map(_notebook, sheets), class_="rail", id="rail", aria_label="Changed cells"
    )


def _notebook(sheet: Sheet) -> Html:
    comparison = sheet.comparison
    diff = comparison.diff
    folder, _, name = comparison.path.rpartition("/")
    where = element("span", f" {folder}", class_="quiet folder") if folder else None
    link = element("a", name, where, href=f"#n{sheet.number}")
    heading = element("h2", link, chips(diff.summary) if diff else None, title=comparison.path)
    rows: list[Html] = []
    if diff is None:
        rows.append(element("li", "could not be compared", class_="quiet none"))
    elif diff.empty:
        rows.append(element("li", "no differences", class_="quiet none"))
    else:
        changed = (AddedCell, RemovedCell, PairedCell)
        rows.extend(_row(entry, sheet) for entry in diff.cells if isinstance(entry, changed))
    return element("section", heading, element("ol", *rows))


def _row(entry: Changed, sheet: Sheet) -> Html:
    kind = cell_kind(entry)
    removed = isinstance(entry, RemovedCell)
    index = entry.base if isinstance(entry, RemovedCell) else entry.head
    cell = cell_at(sheet.comparison.base if removed else sheet.comparison.head, index)
    link = element(
        "a",
        sign(kind),
        element("span", cell_numbers(None, index), class_="place"),
        element("span", first_line(cell), class_="preview"),
        href=f"#{box_id(sheet.number, entry)}",
    )
    return element("li", link, class_="noise" if kind == "unchanged" else None)
