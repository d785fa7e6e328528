"""DataFrames: the rows and columns that differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.outputs.grid import Grid, read_grid, split_table
from jupyter_mlops.notebooks.diff.views import TableCell, TableView
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.notebooks.render.html.signs import sign
from jupyter_mlops.notebooks.render.html.texts import note
from jupyter_mlops.notebooks.render.phrases import clip, count_phrase

_ARROW = Html(' <span class="arrow" aria-label="becomes">→</span> ')


class _Row(NamedTuple):
    """A row of the table: where it stands, and in which of the tables."""

    at: int
    #: `added`, `removed` or `edited`.
    kind: str


def table_change(view: TableView, before: str, after: str) -> Html:
    """The rows that differ, with the columns that do, and what columns came and went.

    Args:
        view: How the tables differ.
        before: The markup of the table before.
        after: The markup of the table after.
    """
    base, head = _grid(before), _grid(after)
    found = {cell.head: cell for cell in view.cells}
    rows = _rows(view, found)
    columns = sorted({column for _, column in found})
    if head and any(row.kind != "edited" for row in rows):
        columns = list(range(len(head.columns)))
    shown = columns[: limits.TABLE_COLUMNS]
    lines = [_line(row, shown, found, base, head) for row in rows[: limits.TABLE_ROWS]]
    table = _table([_column(column, found, head) for column in shown], lines) if rows else None
    return join([table, *_notes(view, len(rows), len(columns))])


def _grid(markup: str) -> Grid | None:
    place = split_table(markup)
    return read_grid(markup[slice(*place)]) if place else None


def _rows(view: TableView, found: dict[tuple[int, int], TableCell]) -> list[_Row]:
    """The rows to show, in order; those that are gone about where they were."""
    rows = [_Row(index, "edited") for index in {row for row, _ in found}]
    rows += [_Row(index, "added") for index in view.rows_added]
    rows += [_Row(index, "removed") for index in view.rows_removed]
    return sorted(rows, key=lambda row: (row.at, row.kind != "removed"))


def _table(columns: Sequence[str], lines: Sequence[Html]) -> Html:
    names = [element("th", clip(name, limits.LABEL), scope="col") for name in columns]
    corner = [element("td"), element("td")]
    head = element("thead", element("tr", *corner, *names))
    return element("div", element("table", head, element("tbody", *lines)), class_="scroll")


def _column(column: int, found: dict[tuple[int, int], TableCell], head: Grid | None) -> str:
    if head and column < len(head.columns):
        return head.columns[column]
    return next((cell.column for cell in found.values() if cell.head[1] == column), "")


def _line(
    row: _Row,
    columns: Sequence[int],
    found: dict[tuple[int, int], TableCell],
    base: Grid | None,
    head: Grid | None,
) -> Html:
    """A row of the table."""
    grid = base if row.kind == "removed" else head
    places: Sequence[int | None] = columns
    if row.kind == "removed" and base and head:
        known = {name: at for at, name in enumerate(base.columns)}
        places = [known.get(head.columns[column]) for column in columns]
    cells = [
        _cell(found.get((row.at, column)) if row.kind == "edited" else None, grid, row, place)
        for column, place in zip(columns, places, strict=True)
    ]
    label = _at(grid.labels, row.at) if grid else ""
    if row.kind == "edited" and not label:
        label = next((cell.row for at, cell in found.items() if at[0] == row.at), "")
    heading = element("th", clip(label, limits.LABEL), scope="row")
    return element("tr", element("td", sign(row.kind)), heading, *cells, class_=row.kind)


def _cell(cell: TableCell | None, grid: Grid | None, row: _Row, place: int | None) -> Html:
    if cell is None:
        known = grid is not None and place is not None and row.at < len(grid.rows)
        text = _at(grid.rows[row.at], place) if known and grid and place is not None else ""
        return element("td", clip(text, limits.LABEL), class_="same")
    before = element("del", clip(cell.before, limits.LABEL))
    after = element("ins", clip(cell.after, limits.LABEL))
    hint = "within the tolerance" if cell.close else None
    style = "close" if cell.close else "changed"
    return element("td", before, _ARROW, after, class_=style, title=hint)


def _at(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _notes(view: TableView, rows: int, columns: int) -> list[Html]:
    """What columns came and went, and what the table has no room for."""
    names = (("gone", view.columns_removed, "removed"), ("new", view.columns_added, "added"))
    notes = [
        element("p", sign(kind), f" {_count(values)} {word}: {_names(values)}", class_="came")
        for word, values, kind in names
        if values
    ]
    hidden = (
        (view.cells_omitted, "cell"),
        (rows - limits.TABLE_ROWS, "row"),
        (columns - limits.TABLE_COLUMNS, "column"),
    )
    notes += [note(f"{count_phrase(n, f'more {what}')}, not shown") for n, what in hidden if n > 0]
    return notes


def _count(values: Sequence[str]) -> str:
    return "column" if len(values) == 1 else "columns"


def _names(values: Sequence[str]) -> str:
    shown = [clip(value, limits.LABEL) for value in values[: limits.TABLE_COLUMNS]]
    rest = len(values) - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")
