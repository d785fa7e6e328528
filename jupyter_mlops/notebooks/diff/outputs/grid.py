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
_CELLS = frozenset({"td", "th"})
_PARTS = _CELLS | {"tr", "thead", "tbody", "tfoot", "table"}
_BREAKS = frozenset({"br", "p", "div", "li"})


#: Slash, name, attributes, text behind it.
_Token = tuple[str, str, str, str]


class Grid(NamedTuple):
    """A table."""

    #: Names of the columns, levels joined with ` / `; numbers where the table has no header.
    columns: list[str]
    #: Labels of the rows, joined alike.
    labels: list[str]
    #: The texts of the cells, row by row, each as long as `columns`.
    rows: list[list[str]]


class _Row(NamedTuple):
    """A row of a table."""

    texts: list[str]
    #: Which of them are headers.
    headers: list[bool]
    #: Those that span rows or columns: how many of each.
    spans: dict[int, tuple[int, int]]


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
    tokens: list[_Token] = _TOKEN.findall(table)
    if sum(2 + sum(map(len, token)) for token in tokens) != len(table):
        return None
    heads, rows = _read_rows(tokens)
    if any(row.spans for row in [*heads, *rows]):
        wide_heads, wide_rows = _spread(heads), _spread(rows)
        if wide_heads is None or wide_rows is None:
            return None
        heads, rows = wide_heads, wide_rows
    if not heads:
        heads = list(takewhile(lambda row: all(row.headers), rows))
        rows = rows[len(heads) :]
    return _grid(heads, rows)


def _read_rows(tokens: list[_Token]) -> tuple[list[_Row], list[_Row]]:
    """Rows of the head, and all others."""
    heads: list[_Row] = []
    rows: list[_Row] = []
    into, row, start = rows, _Row([], [], {}), -1
    for at, (slash, tag, _, _) in enumerate(tokens):
        name = tag if tag in _PARTS else tag.lower()
        if name not in _PARTS:
            continue
        if start >= 0:
            _add_cell(row, tokens, start, at)
            start = -1
        if slash:
            into = rows if name == "thead" else into
        elif name in _CELLS:
            start = at
        elif name == "tr":
            row = _Row([], [], {})
            into.append(row)
        else:
            into = heads if name == "thead" else rows
    return [row for row in heads if row.texts], [row for row in rows if row.texts]


def _add_cell(row: _Row, tokens: list[_Token], start: int, stop: int) -> None:
    """Adds the cell that lies between two tags."""
    _, name, attributes, text = tokens[start]
    if stop > start + 1:
        text += "".join(
            " " + after if tag.lower() in _BREAKS else after
            for _, tag, _, after in tokens[start + 1 : stop]
        )
    if "&" in text:
        from html import unescape

        text = unescape(text)
    if attributes:
        spans = {kind.lower(): max(1, int(count)) for kind, count in _SPAN.findall(attributes)}
        if spans:
            row.spans[len(row.texts)] = spans.get("row", 1), spans.get("col", 1)
    row.texts.append(text.strip())
    row.headers.append(name in ("th", "TH"))


def _spread(rows: list[_Row]) -> list[_Row] | None:
    """Puts a cell that spans rows or columns into each of them; None if that is too much."""
    result: list[_Row] = []
    #: By column: how many more rows a cell reaches down, its text, whether it is a header.
    hanging: dict[int, tuple[int, str, bool]] = {}
    total = 0
    for row in rows:
        wide = _Row([], [], {})
        below: dict[int, tuple[int, str, bool]] = {}
        for at, cell in enumerate([*zip(row.texts, row.headers, strict=True), None]):
            while len(wide.texts) in hanging:
                left, text, header = hanging[len(wide.texts)]
                if left > 1:
                    below[len(wide.texts)] = left - 1, text, header
                _extend(wide, (text, header), 1)
            if cell is not None:
                down, across = row.spans.get(at, (1, 1))
                across = min(across, _MOST_COLUMNS)
                if down > 1:
                    columns = range(len(wide.texts), len(wide.texts) + across)
                    below.update(dict.fromkeys(columns, (down - 1, *cell)))
                _extend(wide, cell, across)
        total += len(wide.texts)
        if len(wide.texts) > _MOST_COLUMNS or total > _MOST_CELLS:
            return None
        hanging = below
        result.append(wide)
    return result


def _extend(row: _Row, cell: tuple[str, bool], count: int) -> None:
    row.texts.extend([cell[0]] * count)
    row.headers.extend([cell[1]] * count)


def _grid(heads: list[_Row], rows: list[_Row]) -> Grid | None:
    width = max((len(row.texts) for row in [*heads, *rows]), default=0)
    if width > _MOST_COLUMNS or width * len(rows) > _MOST_CELLS:
        return None
    labels = min((_leading_headers(row) for row in rows), default=0)
    labels = labels if labels < width else 0
    return Grid(
        columns=[_name(heads, at, at - labels) for at in range(labels, width)],
        labels=[_joined(row.texts[:labels]) for row in rows],
        rows=[row.texts[labels:] + [""] * (width - len(row.texts)) for row in rows],
    )


def _leading_headers(row: _Row) -> int:
    return row.headers.index(False) if False in row.headers else len(row.headers)


def _name(heads: list[_Row], at: int, position: int) -> str:
    if not heads:
        return str(position)
    return _joined([row.texts[at] for row in heads if at < len(row.texts)])


def _joined(levels: list[str]) -> str:
    return levels[0] if len(levels) == 1 else " / ".join(level for level in levels if level)
