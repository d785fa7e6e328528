"""Compares tables in HTML by rows, columns and cells."""

from __future__ import annotations

import re
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.outputs.grid import Grid, read_grid, split_table
from jupyter_mlops.notebooks.diff.outputs.noise import quiet, quiet_addresses
from jupyter_mlops.notebooks.diff.outputs.numbers import close_texts
from jupyter_mlops.notebooks.diff.outputs.rows import Aligned, Pair, align_columns, align_rows
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.views import TableCell, TableView

_MOST_LISTED = 200
_UNSEEN = re.compile(r"<(/?)(style|script)\b[^<>]*>", re.IGNORECASE)
_SHAPE = re.compile(
    "\\d{1,12} rows? \N{MULTIPLICATION SIGN} \\d{1,12} columns?"
    r"|shape: \([\d_, ]{1,40}\)"
)
_TAG = re.compile(r"<[^<>]*>")
_TEXT = re.compile(r">[^<]+")


class _Table(NamedTuple):
    """An HTML text that is a table."""

    grid: Grid
    #: What it says of the number of rows and columns that the table may show only some of.
    shape: list[str]
    #: What a person reads before and after the table besides that.
    beside: str


def compare_tables(base: str, head: str, tolerance: float, budget: Budget) -> Verdict | None:
    """Compares two HTML texts that are a table each.

    Args:
        base: HTML of the base.
        head: HTML of the head.
        tolerance: Relative difference up to which numbers count as close.
        budget: Time.

    Returns:
        None where a view of tables would not say what differs: no table, several or nested ones,
        one that isn't plain HTML, a difference beside the table or in its looks only.
    """
    one, other = _read(base), _read(head)
    if one is None or other is None or one.beside != other.beside:
        return None
    columns = align_columns(one.grid, other.grid, budget)
    rows = align_rows(one.grid, other.grid, columns.pairs, budget)
    cells = _differing_cells(one.grid, other.grid, rows.pairs, columns.pairs, tolerance)
    view = _view(one.grid, other.grid, rows, columns, cells)
    if _is_partial(rows) or _is_partial(columns) or not all(cell.close for cell in cells):
        return Verdict("text/html", view, noise=False)
    labels_same = all(one.grid.labels[i] == other.grid.labels[j] for i, j in rows.pairs)
    if labels_same and one.shape == other.shape and _looks(base) == _looks(head):
        return Verdict("text/html", view, noise=True)
    return None


def _read(html: str) -> _Table | None:
    place = split_table(html)
    grid = read_grid(html[slice(*place)]) if place else None
    if place is None or grid is None:
        return None
    text = _visible(html[: place[0]]) + "\n" + _visible(html[place[1] :])
    text = " ".join(_TAG.sub(" ", text).split())
    return _Table(grid, _SHAPE.findall(text), quiet(_SHAPE.sub("", text)))


def _view(
    base: Grid, head: Grid, rows: Aligned, columns: Aligned, cells: list[TableCell]
) -> TableView:
    listed = cells
    if len(cells) > _MOST_LISTED:
        # Sorting is stable: cells that really differ come first, each kind by row.
        listed = sorted(sorted(cells, key=_is_close)[:_MOST_LISTED], key=_place)
    return TableView(
        base_shape=(len(base.rows), len(base.columns)),
        head_shape=(len(head.rows), len(head.columns)),
        rows_removed=rows.removed,
        rows_added=rows.added,
        columns_removed=[base.columns[at] for at in columns.removed],
        columns_added=[head.columns[at] for at in columns.added],
        cells=listed,
        cells_omitted=len(cells) - len(listed),
    )


def _differing_cells(
    base: Grid, head: Grid, rows: list[Pair], columns: list[Pair], tolerance: float
) -> list[TableCell]:
    """All cells that differ, by row, but for memory addresses in them."""
    cells = []
    for i, j in rows:
        old, new = base.rows[i], head.rows[j]
        if old == new:
            continue
        for k, m in columns:
            before, after = old[k], new[m]
            if before == after or quiet_addresses(before) == quiet_addresses(after):
                continue
            cells.append(
                TableCell(
                    row=head.labels[j],
                    column=head.columns[m],
                    head=(j, m),
                    before=before,
                    after=after,
                    close=close_texts(before, after, tolerance),
                )
            )
    return cells


def _is_partial(aligned: Aligned) -> bool:
    return bool(aligned.removed or aligned.added)


def _is_close(cell: TableCell) -> bool:
    return cell.close


def _place(cell: TableCell) -> tuple[int, int]:
    return cell.head


def _visible(html: str) -> str:
    """HTML without styles and scripts."""
    pieces = []
    start, within = 0, ""
    for tag in _UNSEEN.finditer(html):
        name = tag[2].lower()
        if not within and not tag[1]:
            pieces.append(html[start : tag.start()])
            within = name
        elif within == name and tag[1]:
            within, start = "", tag.end()
    return "".join(pieces) + ("" if within else html[start:])


def _looks(html: str) -> str:
    """Everything but the texts: tags and their attributes, without noise."""
    return quiet(_TEXT.sub(">", html))
