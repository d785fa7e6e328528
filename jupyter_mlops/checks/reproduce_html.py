"""What HTML that a cell has shown says to its reader: tables and text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from jupyter_mlops.checks.reproduce_text import Sanitizers, same_text, sanitized

_UNSEEN: Final = frozenset({"script", "style", "head", "title"})
_MOST: Final = 10

Table = list[list[str]]


class _Reader(HTMLParser):
    """Gathers rows of cells, and all text that is in none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.text: list[str] = []
        self._depth = 0
        self._unseen = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the base's
        """Begins a table, a row or a cell."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif tag == "tr" and self._depth:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self._depth:
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        """Ends one."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table":
            self._depth = max(0, self._depth - 1)
        elif tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Takes text."""
        if self._unseen:
            return
        if self._in_cell and self._depth:
            self.tables[-1][-1][-1] += data
        else:
            self.text.append(data)


def read_html(html: str) -> tuple[list[Table], str]:
    """The tables of some HTML, and the text around them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tables, " ".join(" ".join(reader.text).split())


def table_differences(
    committed: list[Table], executed: list[Table], own: Sanitizers, tolerance: float
) -> list[str]:
    """How tables differ, by value; empty if they don't.

    Args:
        committed: As they were.
        executed: As they are.
        own: The user's sanitizers.
        tolerance: Of numbers, relative.
    """
    if len(committed) != len(executed):
        return [f"{len(committed)} tables → {len(executed)}"]
    found = [
        line
        for one, other in zip(committed, executed, strict=True)
        for line in _differences(one, other, own, tolerance)
    ]
    more = len(found) - _MOST
    return [*found[:_MOST], f"and {more} more"] if more > 0 else found


def _differences(one: Table, other: Table, own: Sanitizers, tolerance: float) -> Iterator[str]:
    sizes = [(len(table), max(map(len, table), default=0)) for table in (one, other)]
    if sizes[0] != sizes[1]:
        yield "{} by {} cells → {} by {}".format(*sizes[0], *sizes[1])
        return
    header = one[0] if one else []
    for number, (row, theirs) in enumerate(zip(one, other, strict=True)):
        if len(row) != len(theirs):
            yield f"row {number}: {len(row)} cells → {len(theirs)}"
            continue
        for column, (cell, his) in enumerate(zip(row, theirs, strict=True)):
            if not same_text(sanitized(cell, own), sanitized(his, own), tolerance):
                name = header[column].strip() if len(header) == len(row) else ""
                yield f"row {number}, column {name or column + 1}: {cell.strip()} → {his.strip()}"
