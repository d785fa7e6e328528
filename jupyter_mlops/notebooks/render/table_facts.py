"""What to say of a table that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from jupyter_mlops.notebooks.diff.views import TableCell, TableView

if TYPE_CHECKING:
    from jupyter_mlops.notebooks.diff.outputs.grid import Grid

_CELLS: Final = 20
_RANGES: Final = 8
#: Up to so many rows are shown with their cells, of tables up to so many characters of HTML.
_ROWS: Final = 5
_LONGEST: Final = 500_000


def telling_cells(view: TableView, *, noise: bool) -> tuple[list[TableCell], int]:
    """The cells to show, and how many more differ; within the tolerance they count as noise."""
    cells = [cell for cell in view.cells if noise or not cell.close]
    return cells[:_CELLS], max(len(cells) - _CELLS, 0) + view.cells_omitted


def gone_and_new(view: TableView, base: str, head: str) -> Iterator[tuple[str, str]]:
    """Rows and columns that only one side has, as (sign, words).

    Args:
        view: How the tables differ.
        base: The HTML of the table before.
        head: The HTML of the table after.
    """
    for sign, rows, html in (("-", view.rows_removed, base), ("+", view.rows_added, head)):
        if 0 < len(rows) <= _ROWS and (grid := grid_of(html)) and max(rows) < len(grid.rows):
            for row in rows:
                yield sign, f"row {row + 1}: {' | '.join((grid.labels[row], *grid.rows[row]))}"
        elif rows:
            yield sign, f"{'row' if len(rows) == 1 else 'rows'} {_ranges(rows)}"
    for sign, columns in (("-", view.columns_removed), ("+", view.columns_added)):
        if columns:
            named = ", ".join(columns[:_CELLS]) + (", …" if len(columns) > _CELLS else "")
            yield sign, f"{'column' if len(columns) == 1 else 'columns'} {named}"


def grid_of(html: str) -> Grid | None:
    """The one table of an HTML text; None if there is none, or it is large."""
    from jupyter_mlops.notebooks.diff.outputs.grid import read_grid, split_table

    place = split_table(html) if len(html) <= _LONGEST else None
    return read_grid(html[slice(*place)]) if place else None


def _ranges(places: Sequence[int]) -> str:
    """Places counted from 1, such as `1, 3 to 5`."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place <= runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    words = [
        f"{first + 1}" if first == last else f"{first + 1:,} to {last + 1:,}"
        for first, last in runs
    ]
    return ", ".join(words[:_RANGES]) + (", …" if len(words) > _RANGES else "")
