"""DataFrames: the rows and columns that differ."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.views import TableCell, TableView
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.notebooks.render.html.texts import note
from jupyter_mlops.notebooks.render.phrases import clip, count_phrase

_ARROW = Html(' <span class="arrow" aria-label="becomes">→</span> ')
_EMPTY = Html('<td class="same" aria-label="unchanged">·</td>')


def table_change(view: TableView) -> Html:
    """Rows and columns in which cells differ, and what rows and columns came and went."""
    rows = sorted({cell.head[0] for cell in view.cells})[: limits.TABLE_ROWS]
    columns = sorted({cell.head[1] for cell in view.cells})[: limits.TABLE_COLUMNS]
    found = {cell.head: cell for cell in view.cells}
    table = _grid(found, rows, columns) if rows else None
    shown = sum((row, column) in found for row in rows for column in columns)
    missing = len(view.cells) - shown + view.cells_omitted
    more = note(f"{count_phrase(missing, 'more cell')} differ, not shown") if missing else None
    return join([table, more, *_lists(view)])


def _grid(
    found: dict[tuple[int, int], TableCell], rows: Sequence[int], columns: Sequence[int]
) -> Html:
    labels = {cell.head[0]: cell.row for cell in found.values()}
    names = {cell.head[1]: cell.column for cell in found.values()}
    head = [element("th", clip(names[column], limits.LABEL), scope="col") for column in columns]
    body = [
        element(
            "tr",
            element("th", clip(labels[row], limits.LABEL), scope="row"),
            *(_cell(found.get((row, column))) for column in columns),
        )
        for row in rows
    ]
    corner = element("td")
    table = element(
        "table",
        element("thead", element("tr", corner, *head)),
        element("tbody", *body),
    )
    return element("div", table, class_="scroll")


def _cell(cell: TableCell | None) -> Html:
    if cell is None:
        return _EMPTY
    before = element("del", clip(cell.before, limits.LABEL))
    after = element("ins", clip(cell.after, limits.LABEL))
    style = "changed close" if cell.close else "changed"
    hint = "within the tolerance" if cell.close else None
    return element("td", before, _ARROW, after, class_=style, title=hint)


def _lists(view: TableView) -> list[Html]:
    """What came and went, by name or by number."""
    rows = (
        ("columns gone", view.columns_removed, "removed"),
        ("columns new", view.columns_added, "added"),
        ("rows gone", [f"{row + 1}" for row in view.rows_removed], "removed"),
        ("rows new", [f"{row + 1}" for row in view.rows_added], "added"),
    )
    return [
        element("p", f"{name}: ", _names(values), class_=f"came {kind}")
        for name, values, kind in rows
        if values
    ]


def _names(values: Sequence[str]) -> Html:
    shown = [clip(value, limits.LABEL) for value in values[: limits.TABLE_COLUMNS]]
    rest = len(values) - len(shown)
    return join([", ".join(shown), f" and {rest:,} more" if rest else None])
