"""The comments that say which cell a part of a module comes from."""

from __future__ import annotations

import posixpath
import re
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.modules.model import CellKey

#: Ours has the notebook's path below the project, nbdev's that from the module's folder.
_OURS = re.compile(r"(?P<notebook>\S.*\.ipynb)#(?P<cell>[\w@-]+)")
_NBDEV = re.compile(r"(?P<notebook>\S.*\.ipynb) (?:#(?P<cell>[\w-]+)|(?P<index>\d+))")
_AUTO = re.compile(r"auto(?: #?\d+)?")
_MARKER = re.compile(r"# ?%%(?:[ \t]+(?P<said>.*?))?[ \t]*")
#: What a formatter may make a marker of.
_LIKE_MARKER = re.compile(r"^#([ \t]?)(%%(?:[ \t]|$))", re.MULTILINE)
#: Texts come whole, so that a comment that is found is in none of them.
_TEXT_OR_COMMENT = re.compile(
    r"#[^\n]*"
    r"|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\""
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\""
    r"|'(?:[^'\\\n]|\\.)*'",
    re.DOTALL,
)
AUTO_MARKER: Final = "# %% auto"


class Marker(Struct, frozen=True, kw_only=True):
    """A marker of a module."""

    #: Its line, from 0.
    line: int
    #: `auto` stands above a generated part, `bare` above what comes from no cell.
    kind: Literal["cell", "auto", "bare"]
    #: The cell, for a marker of that kind.
    key: CellKey | None = None
    #: What a bare one says.
    title: str = ""
    nbdev: bool = False


def marker_text(key: CellKey) -> str:
    """The marker of a cell."""
    return f"# %% {key.notebook}#{key.cell}"


def escape_markers(text: str) -> str:
    """Makes comments of a cell that look like markers look like none, by one more blank."""
    if _LIKE_MARKER.search(text) is None:
        return text
    lines = text.split("\n")
    for at in _comment_lines(text):
        lines[at] = _LIKE_MARKER.sub(r"#  \2", lines[at])
    return "\n".join(lines)


def find_markers(text: str, *, file: str = "") -> list[Marker]:
    """The markers of a module, in their order.

    Args:
        text: The module, lines ended by line feeds.
        file: Its path below the project, from whose folder nbdev's markers name notebooks.
    """
    if _LIKE_MARKER.search(text) is None:
        return []
    lines = text.split("\n")
    found = ((at, _MARKER.fullmatch(lines[at])) for at in _comment_lines(text))
    return [_marker(at, match["said"] or "", file) for at, match in found if match]


def _marker(line: int, said: str, file: str) -> Marker:
    if match := _OURS.fullmatch(said):
        key = CellKey(notebook=match["notebook"], cell=match["cell"])
        return Marker(line=line, kind="cell", key=key)
    if match := _NBDEV.fullmatch(said):
        notebook = posixpath.normpath(posixpath.join(posixpath.dirname(file), match["notebook"]))
        key = CellKey(notebook=notebook, cell=match["cell"] or f"@{match['index']}")
        return Marker(line=line, kind="cell", key=key, nbdev=True)
    if _AUTO.fullmatch(said):
        return Marker(line=line, kind="auto", nbdev=said != "auto")
    return Marker(line=line, kind="bare", title=said)


def _comment_lines(text: str) -> list[int]:
    """Lines that are a comment which begins in the first column: never those inside of texts.

    As `tokenize` would find them, in a fiftieth of the time, and in what is no Python, too.
    """
    found = []
    line = last = 0
    for match in _TEXT_OR_COMMENT.finditer(text):
        start = match.start()
        if text[start] == "#" and (start == 0 or text[start - 1] == "\n"):
            line += text.count("\n", last, start)
            last = start
            found.append(line)
    return found
