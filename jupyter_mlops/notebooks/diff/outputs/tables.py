"""Compares tables in HTML by rows, columns and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
    #: Where the table begins and ends in it.
    place: tuple[int, int]
    #: What it says of the number of rows and columns that the table may show only some of.
    shape: list[str]
    #: What a person reads before and after the table besides that.
    beside: str


@dataclass
class _Cells:
    """Cells that differ."""

    #: The first of those that really do, and of those whose numbers are close.
    different: list[TableCell] = field(default_factory=list)
    close: list[TableCell] = field(default_factory=list)
    #: How many there are of both.
    count: int = 0


def compare_tables(base: str, head: str, tolerance: float, budget: Budget) -> Verdict | None:
    """Compares two HTML texts that are a table each.

    Args:
        base: HTML of the base.
        head: HTML of the head.
        tolerance: Relative difference up to which numbers count as close.
        budget: Time.

    Returns:
        None where a view of tables would not say what differs: no table, several or nested ones,
        one that isn't plain HTML, no time left, a difference beside the table or in its looks only.
    """
    if budget.spent:
        return None
    one, other = _read(base), _read(head)
    if one is None or other is None or one.beside != other.beside:
        return None
    columns = align_columns(one.grid, other.grid, budget)
    rows = align_rows(one.grid, other.grid, columns.pairs, budget)
    cells = _differing_cells(one.grid, other.grid, rows.pairs, columns.pairs, tolerance)
    view = _view(one.grid, other.grid, rows, columns, cells)
    if _is_partial(rows) or _is_partial(columns) or cells.different:
        return Verdict("text/html", view, noise=False)
    labels_same = all(one.grid.labels[i] == other.grid.labels[j] for i, j in rows.pairs)
    if labels_same and one.shape == other.shape and _looks(base, one) == _looks(head, other):
        return Verdict("text/html", view, noise=True)
    return None


def _read(html: str) -> _Table | None:
    place = split_table(html)
    grid = read_grid(html[slice(*place)]) if place else None
    if place is None or grid is None:
        return None
    text = _visible(html[: place[0]]) + "\n" + _visible(html[place[1] :])
    text = " ".join(_TAG.sub(" ", text).split())
    return _Table(grid, place, _SHAPE.findall(text), quiet(_SHAPE.sub("", text)))


def _view(base: Grid, head: Grid, rows: Aligned, columns: Aligned, cells: _Cells) -> TableView:
    # Cells that really differ are listed first, and all by row.
    listed = [*cells.different, *cells.close][:_MOST_LISTED]
    return TableView(
        base_shape=(len(base.rows), len(base.columns)),
        head_shape=(len(head.rows), len(head.columns)),
        rows_removed=rows.removed,
        rows_added=rows.added,
        columns_removed=[base.columns[at] for at in columns.removed],
        columns_added=[head.columns[at] for at in columns.added],
        cells=sorted(listed, key=_place),
        cells_omitted=cells.count - len(listed),
    )


def _differing_cells(
    base: Grid, head: Grid, rows: list[Pair], columns: list[Pair], tolerance: float
) -> _Cells:
    """Cells that differ, but for memory addresses; once enough are found, they are only counted."""
    cells = _Cells()
    for i, j in rows:
        old, new = base.rows[i], head.rows[j]
        if old == new:
            continue
        for k, m in columns:
            before, after = old[k], new[m]
            if before == after or (
                "0x" in before and quiet_addresses(before) == quiet_addresses(after)
            ):
                continue
            cells.count += 1
            if len(cells.different) == _MOST_LISTED:
                continue
            agree = close_texts(before, after, tolerance)
            into = cells.close if agree else cells.different
            if len(into) < _MOST_LISTED:
                names = head.labels[j], head.columns[m]
                into.append(_cell(names, (j, m), (before, after), close=agree))
    return cells


def _cell(
    names: tuple[str, str], place: tuple[int, int], texts: tuple[str, str], *, close: bool
) -> TableCell:
    row, column = names
    before, after = texts
    return TableCell(row=row, column=column, head=place, before=before, after=after, close=close)


def _is_partial(aligned: Aligned) -> bool:
    return bool(aligned.removed or aligned.added)


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


def _looks(html: str, table: _Table) -> str:
    """Everything but the texts in the table: styles, tags and their attributes, without noise."""
    start, stop = table.place
    return quiet(html[:start] + _TEXT.sub(">", html[start:stop]) + html[stop:])
