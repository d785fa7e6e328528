"""Cells as plain Python, line for line: without what IPython adds to it."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from jupyter_mlops.checks.subject import Cell, Subject

#: Cell magics below which stands Python of the notebook's own namespace.
_RUN_PYTHON: Final = frozenset({"time", "timeit", "capture", "prun", "memit", "mprun", "lprun"})
#: Line magics after which does.
_RUN_LINE: Final = re.compile(
    r"%(?:time|timeit|prun|memit|lprun|mprun)\s+(?:-\w+(?:\s*\d+)?\s+)*(?P<code>[^\s-].*)$"
)
_CELL_MAGIC: Final = re.compile(r"\s*%%(?P<name>\w+)(?P<rest>.*)")
_GIVEN: Final = re.compile(r"(?P<before>[ \t]*[\w.,* \[\]'\"()]+=[ \t]*)(?P<magic>[%!].*)")
_LINE: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<magic>[%!?].*|[,;/][ \t]*[A-Za-z_].*|[^#\n]*[\w)\]*]\?{1,2}[ \t]*;?)"
)
_NEXT: Final = re.compile(r"[ \t]*(?:[\w.]+[ \t]*=[ \t]*)?[%!]")
#: Magics that go without a percent sign, which IPython takes for one alone in a cell.
_BARE: Final = re.compile(
    r"[ \t]*(?:cat|cd|clear|conda|cp|ll|ls|mamba|matplotlib|micromamba|mkdir|mv|pip|pwd|pylab|rm"
    r"|rmdir|load_ext|reload_ext|uv|who|who_ls|whos)(?:[ \t]+(?![=,.(\[:])\S.*)?[ \t]*"
)
#: Magics with code between them, of which a cell has a handful.
_TRIES: Final = 300
#: What reading code raises that is none, or that is nested too deeply or too large.
_NO_CODE: Final = (SyntaxError, ValueError, RecursionError, MemoryError)


class Magic(NamedTuple):
    """A line that only IPython understands."""

    #: Line of the cell's source, from 1.
    line: int
    text: str


class CellCode(NamedTuple):
    """A code cell of a notebook in Python."""

    cell: Cell
    #: As many lines as the source has; magics are left out, or reduced to the Python in them.
    text: str
    #: None if the cell is no Python, for whatever reason.
    tree: ast.Module | None
    magics: tuple[Magic, ...] = ()


_read: WeakKeyDictionary[Subject, tuple[CellCode, ...]] = WeakKeyDictionary()


def read_code(subject: Subject) -> tuple[CellCode, ...]:
    """The code cells of a notebook in Python; read once for all checks."""
    found = _read.get(subject)
    if found is None:
        found = _read[subject] = tuple(map(_read_cell, subject.code))
    return found


def parse_quietly(text: str) -> ast.Module:
    """Parses Python; what is doubtful about it is for linters to say.

    Raises:
        SyntaxError: It is none; so does ValueError, and others for what is nested too deeply.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def is_bare_magic(cell: Cell) -> bool:
    """Whether all that a cell says is a magic without its percent sign, as `pip install x`."""
    return bool(_BARE.fullmatch(cell.source.rstrip()))


def _read_cell(cell: Cell) -> CellCode:
    lines = cell.source.replace("\r\n", "\n").split("\n")
    magics: list[Magic] = []
    if is_bare_magic(cell):
        text = "pass" + "\n" * (len(lines) - 1)
        return CellCode(cell, text, parse_quietly(text), (Magic(1, f"%{lines[0].strip()}"),))
    for at, line in enumerate(lines):
        found = _CELL_MAGIC.match(line)
        if found:
            magics.append(Magic(at + 1, line))
            lines[at] = ""
            if found["name"] not in _RUN_PYTHON:
                return CellCode(cell, "\n" * (len(lines) - 1), None, tuple(magics))
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    tree = _Translation(lines, magics).run()
    return CellCode(cell, "\n".join(lines), tree, tuple(sorted(magics)))


class _Translation:
    """Takes magics out of lines, where Python's own parser stumbles over them.

    So nothing in a string or within brackets is ever taken for a magic.
    """

    def __init__(self, lines: list[str], magics: list[Magic]) -> None:
        self._lines = lines
        self._magics = magics
        #: The last line of the magic that was taken out last.
        self._last = 0

    def run(self) -> ast.Module | None:
        for _ in range(_TRIES):
            tree, error = self._parse()
            if error is None:
                return tree
            at = (getattr(error, "lineno", None) or 1) - 1
            mended = isinstance(error, IndentationError) and self._dedent()
            if not mended and not self._take_out_from(at) and not self._take_out_from(at - 1):
                return None
        return None

    def _parse(self) -> tuple[ast.Module | None, BaseException | None]:
        try:
            return parse_quietly("\n".join(self._lines)), None
        except _NO_CODE as error:
            return None, error

    def _dedent(self) -> bool:
        text = "\n".join(self._lines)
        dedented = textwrap.dedent(text)
        self._lines[:] = dedented.split("\n")
        return dedented != text

    def _take_out_from(self, at: int) -> bool:
        """Takes out the magic on a line, and those right below; False if there is none."""
        if not self._take_out(at):
            return False
        # No bracket and no string is open, so that what begins as a magic is one.
        while self._last + 1 < len(self._lines) and _NEXT.match(self._lines[self._last + 1]):
            if not self._take_out(self._last + 1):
                break
        return True

    def _take_out(self, at: int) -> bool:
        if not 0 <= at < len(self._lines):
            return False
        line = self._lines[at]
        given = _GIVEN.fullmatch(line)
        found = given or _LINE.fullmatch(line)
        if found is None:
            return False
        magic = found["magic"]
        self._magics.append(Magic(at + 1, magic))
        code = _RUN_LINE.match(magic)
        before = given["before"] if given else found["indent"]
        self._lines[at] = before + (code["code"] if code else "None" if given else "pass")
        if not code:
            at = self._take_out_rest(at, line)
        self._last = at
        return True

    def _take_out_rest(self, at: int, line: str) -> int:
        while line.rstrip().endswith("\\") and at + 1 < len(self._lines):
            at += 1
            line, self._lines[at] = self._lines[at], ""
        return at
