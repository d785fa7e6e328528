"""Changed tables on the terminal."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.notebooks.diff.views import TableCell, TableView
from jupyter_mlops.notebooks.render.harmless import harmless
from jupyter_mlops.notebooks.render.phrases import clip, count_phrase
from jupyter_mlops.notebooks.render.table_facts import gone_and_new, telling_cells
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import DIM, GREEN, PLAIN, RED, Line, Span
from jupyter_mlops.notebooks.render.width import width_of

_MARKS: Final = {"+": GREEN, "-": RED}
_WIDEST: Final = 40


def table_lines(view: TableView, base: str, head: str, indent: int, screen: Screen) -> list[Line]:
    """The cells that differ, in columns, then the rows and columns that came and went."""
    blank = Span(" " * indent)
    cells, hidden = telling_cells(view, noise=screen.shown.noise)
    lines = [[blank, *line] for line in _grid(cells, (screen.width - indent) // 4 - 2)]
    if hidden:
        lines.append([blank, Span(f"… {count_phrase(hidden, 'more cell')}", DIM)])
    for sign, fact in gone_and_new(view, base, head):
        style = _MARKS[sign]
        lines.append([blank, Span(f"{sign} ", style), Span(harmless(fact), style)])
    return lines


def _grid(cells: list[TableCell], widest: int) -> list[Line]:
    """Row, column, before and after of each cell, below each other."""
    if not cells:
        return []
    widest = max(min(widest, _WIDEST), 8)
    rows = [("row", "column", "before", "after")]
    rows += [(cell.row, cell.column, cell.before, cell.after) for cell in cells]
    texts = [[clip(harmless(text), widest) for text in row] for row in rows]
    widths = [max(width_of(row[at]) for row in texts) for at in range(4)]
    lines = []
    for number, (row, column, before, after) in enumerate(texts):
        gone, new, other = (RED, GREEN, PLAIN) if number else (DIM, DIM, DIM)
        if number and cells[number - 1].close:
            gone = new = DIM
        lines.append(
            [
                Span(_pad(row, widths[0]) + "  " + _pad(column, widths[1]) + "  ", other),
                Span(_pad(before, -widths[2]), gone),
                Span(" → ", DIM),
                Span(after, new),
            ]
        )
    return lines


def _pad(text: str, columns: int) -> str:
    """A text with blanks up to so many columns; before it if the number is negative."""
    blanks = " " * (abs(columns) - width_of(text))
    return blanks + text if columns < 0 else text + blanks
