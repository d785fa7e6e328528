"""How a notebook's JSON is laid out: what an edit has to follow so that it is the only change."""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec import Struct

from jupyter_mlops.notebooks.spans import without_escapes

BOM = b"\xef\xbb\xbf"
#: How much of the beginning, in bytes, shows how the rest is laid out.
_HEAD = 65_536
_OPEN = re.compile(rb"[ \t\r\n]*\{([ \t\r\n]*)")
_COLON = re.compile(rb'"[^"]*(?:"|\Z)|([ \t]*:[ \t]*)')
_COMMA = re.compile(rb'"[^"]*(?:"|\Z)|(,[ \t]*)')
_NON_ASCII_ESCAPE = re.compile(rb"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])")


class Layout(Struct, frozen=True, kw_only=True):
    """How JSON is written; what Jupyter writes by default."""

    #: One level of indent; None if everything stands in one line.
    indent: str | None = " "
    #: What ends a line: a line feed, or carriage return and line feed.
    newline: str = "\n"
    #: What stands between two members that stand in one line.
    comma: str = ", "
    #: What stands between a key and its value.
    colon: str = ": "
    #: Whether characters outside of ASCII are escaped.
    ascii: bool = False
    #: White space after the document.
    end: str = "\n"
    #: Whether a byte order mark comes first.
    bom: bool = False


def detect_layout(data: bytes) -> Layout:
    """Reads the layout off the beginning and the end of a JSON object.

    Where a file mixes layouts the one of its outermost object counts.
    """
    bom = data.startswith(BOM)
    data = data.removeprefix(BOM)
    head = without_escapes(data[:_HEAD])
    opened = _OPEN.match(head)
    gap = opened[1].decode() if opened else ""
    broken = "\n" in gap
    comma = "," if not broken and _first(_COMMA, head) == "," else ", "
    return Layout(
        indent=gap.rpartition("\n")[2].replace("\r", "") if broken else None,
        newline="\r\n" if "\r\n" in gap else "\n",
        comma=comma,
        colon=_first(_COLON, head) or ": ",
        ascii=data.isascii() and _escapes_characters(data),
        end=_trailing_space(data),
        bom=bom,
    )


def encode(nb: Any, layout: Layout) -> bytes:
    """Encodes a whole document as `layout` says."""
    return (BOM if layout.bom else b"") + encode_value(nb, layout, "") + layout.end.encode()


def encode_value(value: Any, layout: Layout, margin: str | None) -> bytes:
    """Encodes a part of a document.

    Numbers are spelt as Python spells them, which is what Jupyter writes; so are `NaN` and
    `Infinity`, which JSON does not have. A lone surrogate, which UTF-8 does not have, is escaped.

    Args:
        value: Decoded JSON.
        layout: How to write it.
        margin: White space before the line on which the value starts; None to write it in one line.
    """
    broken = margin is not None and layout.indent is not None
    text = json.dumps(
        value,
        ensure_ascii=layout.ascii,
        indent=layout.indent if broken else None,
        separators=("," if broken else layout.comma, layout.colon),
    )
    if broken:
        # Line feeds in strings are escaped, so these are all between members.
        text = text.replace("\n", f"{layout.newline}{margin}")
    return text.encode("utf-8", "backslashreplace")


def _first(pattern: re.Pattern[bytes], head: bytes) -> str:
    """What the pattern finds first outside of strings."""
    return next((found[1].decode() for found in pattern.finditer(head) if found[1]), "")


def _escapes_characters(data: bytes) -> bool:
    for found in _NON_ASCII_ESCAPE.finditer(data):
        before = at = found.start()
        while before and data[before - 1] == ord("\\"):
            before -= 1
        if (at - before) % 2 == 0:
            return True
    return False


def _trailing_space(data: bytes) -> str:
    end = len(data)
    while end and data[end - 1] in b" \t\r\n":
        end -= 1
    return data[end:].decode()
