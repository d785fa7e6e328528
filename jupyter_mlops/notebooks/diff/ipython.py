"""What IPython understands in a cell and Python doesn't: magics, shell lines, help."""

from __future__ import annotations

import re
from typing import NamedTuple

#: A piece of Python in which brackets, quotes and line ends mean what they seem to mean.
_PIECE = re.compile(
    r"(?P<quotes>\"\"\"|''')(?:[^\\]|\\.)*?(?:(?P=quotes)|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?"
    r"|'(?:\\.|[^'\\\n])*'?"
    r"|#[^\n]*"
    r"|\\\n?"
    r"|[()\[\]{}\n]"
    r"|[^()\[\]{}\n\\'\"#]+",
    re.DOTALL,
)
#: IPython's line, goes on after a backslash: magic, shell or help; an assignment from the first
#: two; help by a question mark at the end.
_LINE = re.compile(
    r"(?=(?P<indent>[ \t]*))(?P=indent)"  # atomic, lest a long indentation be tried in each part
    r"(?:(?:[%!?]|[^\n=()#'\"!%]*=[ \t]*[%!](?!=))(?:\\\n|[^\n])*|[%\w.*]+\?{1,2}[ \t]*(?=\n|\Z))"
)

#: A cell magic on the first line that isn't blank.
_CELL_MAGIC = re.compile(r"\s*(%%(\S+)[^\n]*)(?:\n|\Z)")

#: Stands where a line of IPython's stood, as a statement.
PLACEHOLDER = "__ipython_line__"


class Masked(NamedTuple):
    """A cell as Python."""

    #: The source with a placeholder for each line of IPython's.
    source: str
    #: These lines, without the space around.
    lines: list[str]


class CellMagic(NamedTuple):
    """A cell that a magic takes whole."""

    #: The first line, without the space around.
    line: str
    #: The magic's name, without the percent signs.
    name: str
    #: The lines that follow.
    body: str


def cell_magic(source: str) -> CellMagic | None:
    """The magic that a cell begins with; None if it begins with none."""
    found = _CELL_MAGIC.match(source)
    return found and CellMagic(found[1].strip(), found[2], source[found.end() :])


def mask(source: str) -> Masked:
    """Puts placeholders where IPython's lines are, so that the rest can be read as Python.

    Only where a statement may begin can such a line stand: a `%` in a string, in brackets or
    after a backslash is Python's.
    """
    parts: list[str] = []
    lines: list[str] = []
    at = 0
    while at < len(source):
        line = _LINE.match(source, at)
        if line:
            parts += line["indent"], PLACEHOLDER
            lines.append(_tidy(line[0].strip()))
            at = line.end()
        end = _statement_end(source, at)
        parts.append(source[at:end])
        at = end
    return Masked("".join(parts), lines)


def _tidy(line: str) -> str:
    """Takes the spaces around the sign of an assignment."""
    if line.startswith(("%", "!", "?")) or line.endswith("?"):
        return line
    name, _, value = line.partition("=")
    return f"{name.rstrip()}={value.lstrip()}"


def _statement_end(source: str, start: int) -> int:
    """Where the next line begins that no bracket, string or backslash makes part of this one."""
    depth = 0
    for piece in _PIECE.finditer(source, start):
        text = piece[0]
        if text in ("(", "[", "{"):
            depth += 1
        elif text in (")", "]", "}"):
            depth = max(0, depth - 1)
        elif text == "\n" and not depth:
            return piece.end()
    return len(source)
