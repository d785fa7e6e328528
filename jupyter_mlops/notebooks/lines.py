"""Which cell a line of a notebook's file belongs to."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter

from msgspec import Struct

from jupyter_mlops.notebooks.layout import BOM
from jupyter_mlops.notebooks.spans import Item, Spans

_LINE_END = re.compile(rb"\n")


class CellLine(Struct, frozen=True, kw_only=True):
    """A line of a file, as people see the notebook."""

    #: The cell's id; `@N`, its index, where it has none of its own, or one that comes twice.
    cell: str
    #: Its index, from 0.
    index: int
    #: Line of its source, from 1: the first where the file's line holds something else of it.
    line: int


class FileLines:
    """Finds cells by lines of a notebook's file.

    Args:
        data: The file, valid JSON.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data.removeprefix(BOM)
        self._starts = [0, *(at.end() for at in _LINE_END.finditer(self._data))]
        self._spans = Spans(self._data)
        self._cells = [self._cell(item) for item in self._items()]
        self._keys = Counter(cell.key for cell in self._cells)

    def find(self, line: int) -> CellLine | None:
        """The cell that a line belongs to; of several in one line, the last.

        Args:
            line: Of the file, from 1.

        Returns:
            None between the cells and outside of them.
        """
        at = bisect_right([cell.first for cell in self._cells], line) - 1
        if at < 0 or line > self._cells[at].last:
            return None
        cell = self._cells[at]
        own = cell.key and self._keys[cell.key] == 1
        return CellLine(
            cell=cell.key if own else f"@{at}", index=at, line=cell.sources.get(line, 1)
        )

    def _items(self) -> list[Item]:
        top = self._spans.items(self._spans.skip_space(0))
        cells = [item for item in top if item.key == "cells" and self._opens(item, b"[")]
        return list(self._spans.items(cells[-1].value)) if cells else []

    def _cell(self, item: Item) -> _Cell:
        key, sources = "", {}
        for member in self._spans.items(item.value) if self._opens(item, b"{") else ():
            if member.key == "id":
                found = self._text(member)
                key = found if isinstance(found, str) else ""
            elif member.key == "source":
                sources = self._source_lines(member)
        return _Cell(self._line(item.value), self._line(item.end - 1), key, sources)

    def _source_lines(self, source: Item) -> dict[int, int]:
        """Line of the source by line of the file; of several in one line, the first."""
        listed = self._opens(source, b"[")
        found: dict[int, int] = {}
        number = 1
        for part in self._spans.items(source.value) if listed else (source,):
            found.setdefault(self._line(part.value), number)
            text = self._text(part)
            number += text.count("\n") if isinstance(text, str) else 0
        return found

    def _opens(self, item: Item, sign: bytes) -> bool:
        return self._data[item.value : item.value + 1] == sign

    def _text(self, item: Item) -> object:
        return json.loads(self._data[item.value : item.end])

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


class _Cell(Struct, frozen=True):
    """Where a cell stands in its file."""

    #: Its first and its last line.
    first: int
    last: int
    #: Its id; may be empty.
    key: str
    #: Line of the source by line of the file.
    sources: dict[int, int]
