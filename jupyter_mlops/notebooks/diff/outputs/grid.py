"""Reads the one table of an HTML text into rows, columns and labels.

Python's own HTML parser is an order of magnitude slower than this, and tables of DataFrames are
what notebooks are full of. What isn't plain HTML is refused, and then compared as text.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

#: A tag with the text behind it. Each part stops at the next `<`, so that reading is linear.
_TOKEN = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']*(?:\"[^\"<]*\"|'[^'<]*'))*[^<>\"']*)>([^<]*)"
)
_TABLE = re.compile(r"<table\b|</table\s{0,9}>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s{0,9}=\s{0,9}[\"']?(\d{1,9})", re.IGNORECASE)
#: A table larger than this is compared as text, in characters of HTML, cells, and columns.
_LONGEST, _MOST_CELLS, _MOST_COLUMNS = 30_000_000, 2_000_000, 5_000
_BREAKS = frozenset({"br", "p", "div", "li"})


class Grid(NamedTuple):
    """A table."""

    #: Names of the columns, levels joined with ` / `; numbers where the table has no header.
    columns: list[str]
    #: Labels of the rows, joined alike.
    labels: list[str]
    #: The texts of the cells, row by row, each as long as `columns`.
    rows: list[list[str]]


class _Cell(NamedTuple):
    text: str
    header: bool
    down: int = 1
    across: int = 1


_Row = list[_Cell]


def split_table(html: str) -> tuple[int, int] | None:
    """Where the one table of a text begins and ends; None if there is none, or several."""
    if len(html) > _LONGEST:
        return None
    tags = [found for found, _ in zip(_TABLE.finditer(html), range(3), strict=False)]
    if [found[0][1] == "/" for found in tags] != [False, True]:
        return None
    return tags[0].start(), tags[1].end()


def read_grid(table: str) -> Grid | None:
    """Reads a table.

    Args:
        table: HTML from `<table>` to `</table>`.

    Returns:
        None if it isn't plain HTML, or too large.
    """
    tokens = _TOKEN.findall(table)
    if sum(2 + sum(map(len, token)) for token in tokens) != len(table):
        return None
    heads, rows = _read_rows(tokens)
    if any(cell.down != 1 or cell.across != 1 for row in [*heads, *rows] for cell in row):
        spread = _spread(heads), _spread(rows)
        if spread[0] is None or spread[1] is None:
            return None
        heads, rows = spread[0], spread[1]
    if not heads:
        heads = list(takewhile(lambda row: all(cell.header for cell in row), rows))
        rows = rows[len(heads) :]
    return _grid(heads, rows)


def _read_rows(tokens: list[tuple[str, str, str, str]]) -> tuple[list[_Row], list[_Row]]:
    """Rows of the head, and all others."""
    heads: list[_Row] = []
    rows: list[_Row] = []
    into, row, start = rows, [], -1
    for at, (slash, name, _, _) in enumerate(tokens):
        name = name.lower()  # noqa: PLW2901 - the tag's name, however it was written
        if name in ("td", "th", "tr", "thead", "tbody", "tfoot", "table"):
            if start >= 0:
                row.append(_cell(tokens, start, at))
            start = at if name in ("td", "th") and not slash else -1
            if name == "tr" and not slash:
                row = []
                into.append(row)
            elif name[0] == "t" and len(name) == 5:  # noqa: PLR2004 - a section of the table
                into = heads if name == "thead" and not slash else rows
    return [row for row in heads if row], [row for row in rows if row]


def _cell(tokens: list[tuple[str, str, str, str]], start: int, stop: int) -> _Cell:
    """The cell that lies between two tags."""
    _, name, attributes, text = tokens[start]
    if stop > start + 1:
        more = tokens[start + 1 : stop]
        text += "".join(
            " " + after if tag.lower() in _BREAKS else after for _, tag, _, after in more
        )
    if "&" in text:
        from html import unescape

        text = unescape(text)
    header = name in ("th", "TH")
    if "span" not in attributes.lower():
        return _Cell(text.strip(), header)
    spans = {kind.lower(): max(1, int(count)) for kind, count in _SPAN.findall(attributes)}
    return _Cell(text.strip(), header, spans.get("row", 1), spans.get("col", 1))


def _spread(rows: list[_Row]) -> list[_Row] | None:
    """Puts a cell that spans rows or columns into each of them; None if that is too much."""
    result: list[_Row] = []
    hanging: dict[int, tuple[int, _Cell]] = {}
    total = 0
    for row in rows:
        wide: _Row = []
        below: dict[int, tuple[int, _Cell]] = {}
        for cell in [*row, None]:
            while len(wide) in hanging:
                left, above = hanging[len(wide)]
                if left > 1:
                    below[len(wide)] = left - 1, above
                wide.append(above)
            if cell is not None:
                across = min(cell.across, _MOST_COLUMNS)
                if cell.down > 1:
                    below.update((len(wide) + at, (cell.down - 1, cell)) for at in range(across))
                wide.extend([cell] * across)
        total += len(wide)
        if len(wide) > _MOST_COLUMNS or total > _MOST_CELLS:
            return None
        hanging = below
        result.append(wide)
    return result


def _grid(heads: list[_Row], rows: list[_Row]) -> Grid | None:
    width = max((len(row) for row in [*heads, *rows]), default=0)
    if width > _MOST_COLUMNS or width * len(rows) > _MOST_CELLS:
        return None
    labels = min((_leading_headers(row) for row in rows), default=0)
    labels = labels if labels < width else 0
    return Grid(
        columns=[_name(heads, at, at - labels) for at in range(labels, width)],
        labels=[_joined([cell.text for cell in row[:labels]]) for row in rows],
        rows=[
            [cell.text for cell in row[labels:]] + [""] * (width - max(labels, len(row)))
            for row in rows
        ],
    )


def _leading_headers(row: _Row) -> int:
    count = 0
    for cell in row:
        if not cell.header:
            break
        count += 1
    return count


def _name(heads: list[_Row], at: int, position: int) -> str:
    if not heads:
        return str(position)
    return _joined([row[at].text for row in heads if at < len(row)])


def _joined(levels: list[str]) -> str:
    return " / ".join(level for level in levels if level)
