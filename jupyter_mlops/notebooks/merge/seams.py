"""JSON mended where lines of two versions were joined: commas that are missing or too many.

Two sides each end their last cell or line without a comma, so whoever puts lines of both one after
the other, git among them, makes what is nearly JSON. What is mended, and nothing else:

- a comma between two values that stand next to each other
- a comma before a closing bracket, behind an opening one or behind another comma
"""

from __future__ import annotations

import re
from typing import Final

from jupyter_mlops.notebooks.layout import BOM

_TOKEN: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s"{}\[\],:]+')
_OPENING, _CLOSING = (b"{", b"["), (b"}", b"]")


def mend_seams(data: bytes) -> bytes:
    """Mends commas; the same bytes if there is nothing of that kind to mend."""
    pieces: list[bytes] = []
    kept = 0  # up to where data is in the pieces
    before, before_end = b"", 0
    for found in _TOKEN.finditer(data, len(BOM) if data.startswith(BOM) else 0):
        token = found[0]
        if _ends_value(before) and _starts_value(token):
            pieces += [data[kept:before_end], b","]
            kept = before_end
        elif before == b"," and (token in _CLOSING or token == b","):
            pieces.append(data[kept : before_end - 1])
            kept = before_end
        elif before in _OPENING and token == b",":
            pieces.append(data[kept : found.start()])
            kept = found.end()
            continue  # what follows is still the first
        before, before_end = token, found.end()
    pieces.append(data[kept:])
    return b"".join(pieces)


def _ends_value(token: bytes) -> bool:
    return bool(token) and token not in (*_OPENING, b",", b":")


def _starts_value(token: bytes) -> bool:
    return token not in (*_CLOSING, b",", b":")
