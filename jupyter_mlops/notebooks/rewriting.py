"""Writing a changed notebook such that only what changed is written anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.layout import BOM, Layout, encode, encode_value
from jupyter_mlops.notebooks.matching import match_items
from jupyter_mlops.notebooks.spans import Item, Spans


def write_document(document: Document, nb: dict[str, Any]) -> bytes:
    """Encodes a changed notebook; what equals the original keeps the bytes that it had.

    Equal means equal in every bit: `1`, `1.0` and `True` differ, and so does the order of keys.
    What is new follows the layout around it. Of a key that an object holds twice, which decodes to
    the last value, the others stay until keys are added to the object, removed or reordered. A
    notebook of an older format stays as it is if nothing changed, and is else written whole, in
    the format that it was upgraded to.

    Args:
        document: What was read.
        nb: What it shall be: a changed copy of `document.nb`, which must have stayed as it was.

    Returns:
        The file's content; `document.data` if nothing changed.

    Raises:
        NotebookInvalidError: Something new is nested too deeply.
    """
    try:
        if same(document.nb, nb):
            return document.data
        if document.upgraded:
            return encode(nb, document.layout)
        return _Rewriter(document.data, document.layout).rewrite_all(document.nb, nb)
    except RecursionError as error:
        raise NotebookInvalidError("the notebook is nested too deeply to be written") from error


class _Member(NamedTuple):
    """A member of what is to be written."""

    #: Index of the item of the original that it is like; None if it is new.
    source: int | None
    key: str | None
    old: Any
    new: Any


class _Rewriter:
    def __init__(self, data: bytes, layout: Layout) -> None:
        self._view = memoryview(data)
        self._layout = layout
        self._spans = Spans(data)
        self._pieces: list[bytes | memoryview] = []
        self._kept: tuple[int, int] | None = None  # the last piece, if it is one of the original

    def rewrite_all(self, old: dict[str, Any], new: dict[str, Any]) -> bytes:
        start = self._spans.skip_space(len(BOM) if self._layout.bom else 0)
        end = len(self._view) - len(self._layout.end)
        margin = None if self._layout.indent is None else ""
        self._keep(0, start)
        self._rewrite(old, new, (start, end), margin)
        self._keep(end, len(self._view))
        return b"".join(self._pieces)

    def _rewrite(self, old: Any, new: Any, span: tuple[int, int], margin: str | None) -> None:
        """Writes `new` for the `old` that stands at `span`.

        Recursion goes as deep as the original does, which reading has limited.

        Args:
            old: The decoded original.
            new: What it becomes.
            span: Offsets of its start and its end.
            margin: White space before the line on which it starts; None if what it is a member of
                stands in one line.
        """
        if same(old, new):
            self._keep(*span)
            return
        alike = any(isinstance(old, kind) and isinstance(new, kind) for kind in (dict, list))
        if not alike or not old or not new:
            self._put(encode_value(new, self._layout, margin))
            return
        items = list(self._spans.items(span[0]))
        self._write_members(_members(old, new, items), items, span)

    def _write_members(
        self, members: Sequence[_Member], items: Sequence[Item], span: tuple[int, int]
    ) -> None:
        """Writes an object or a list with members of the original, changed ones and new ones."""
        margin = self._margin(span[0] + 1, items[0].start)
        between = self._separator(items, margin)
        self._keep(span[0], items[0].start)
        previous: int | None = None
        for number, (source, key, old, new) in enumerate(members):
            if number:
                if source is not None and source - 1 == previous:
                    self._keep(items[source - 1].end, items[source].start)
                else:
                    self._put(between)
            if source is None:
                self._put_new(key, new, margin)
            else:
                item = items[source]
                self._keep(item.start, item.value)
                self._rewrite(old, new, (item.value, item.end), margin)
            previous = source
        self._keep(items[-1].end, span[1])

    def _put_new(self, key: str | None, value: Any, margin: str | None) -> None:
        if key is not None:
            self._put(encode_value(key, self._layout, None) + self._layout.colon.encode())
        self._put(encode_value(value, self._layout, margin))

    def _margin(self, start: int, end: int) -> str | None:
        """The white space after the line break between two offsets; None if there is none."""
        _, feed, margin = bytes(self._view[start:end]).decode().rpartition("\n")
        return margin if feed else None

    def _separator(self, items: Sequence[Item], margin: str | None) -> bytes:
        """What to write between two members that were no neighbours."""
        if len(items) > 1:
            return bytes(self._view[items[0].end : items[1].start])
        if margin is None:
            return self._layout.comma.encode()
        return f",{self._layout.newline}{margin}".encode()

    def _keep(self, start: int, end: int) -> None:
        if self._kept and self._kept[1] == start:
            start = self._kept[0]
            self._pieces.pop()
        self._kept = (start, end)
        self._pieces.append(self._view[start:end])

    def _put(self, data: bytes) -> None:
        self._kept = None
        self._pieces.append(data)


def _members(old: Any, new: Any, items: Sequence[Item]) -> list[_Member]:
    if isinstance(new, list):
        return [
            _Member(source, None, None if source is None else old[source], value)
            for source, value in zip(match_items(old, new), new, strict=True)
        ]
    last = {item.key: index for index, item in enumerate(items)}
    if list(old) == list(new):
        # Every item in its place; of a key that is held twice, all but the last are kept.
        return [
            _Member(index, item.key, old[item.key], new[item.key])
            if last[item.key] == index
            else _Member(index, item.key, None, None)
            for index, item in enumerate(items)
        ]
    return [_Member(last.get(key), key, old.get(key), value) for key, value in new.items()]
