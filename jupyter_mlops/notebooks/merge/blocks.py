"""Blocks between conflict markers, as git writes them, taken apart into the sides' texts.

A block is `<<<<<<<`, one side, `=======`, the other side, `>>>>>>>`; in git's styles diff3 and
zdiff3 also `|||||||` and the base after the first side. Blocks stand in blocks where a conflict
was committed and merged again, or, with longer markers, where git had to merge the bases first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field

from jupyter_mlops.errors import InvalidError

_MARKER: Final = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: ([^\n]*?))?\r?\n?")
_OPENING: Final = "<"
#: What each marker ends, and what begins with it.
_SECTIONS: Final = {"|": (("local",), "base"), "=": (("local", "base"), "remote")}
#: Blocks in blocks; more of them is no merge's work.
_DEPTH: Final = 20


class Sides(Struct):
    """Indices of the lines that make up the text of each side."""

    local: list[int] = field(default_factory=list)
    base: list[int] = field(default_factory=list)
    remote: list[int] = field(default_factory=list)
    #: Both sides' lines one after the other.
    both: list[int] = field(default_factory=list)
    #: Whether every block said what the base was.
    has_base: bool = True
    #: How many blocks there were, those in blocks apart.
    blocks: int = 0
    #: What the first block calls its sides.
    local_name: str = ""
    remote_name: str = ""

    def add(self, line: int) -> None:
        """Adds a line that all have."""
        for lines in (self.local, self.base, self.remote, self.both):
            lines.append(line)


class _Block(Struct):
    """A block that has been opened."""

    size: int
    line: int
    local_name: str
    section: str = "local"
    local: Sides = field(default_factory=Sides)
    base: Sides | None = None
    remote: Sides = field(default_factory=Sides)

    def current(self) -> Sides:
        if self.section == "base":
            self.base = self.base or Sides()
            return self.base
        return self.local if self.section == "local" else self.remote


def split_sides(lines: Sequence[str], *, name: str) -> Sides:
    """Takes lines with conflict markers apart.

    Args:
        lines: With their ends.
        name: What to call the text in messages.

    Raises:
        InvalidError: A block is not complete, or they are nested too deeply.
    """
    whole = Sides()
    stack: list[_Block] = []
    for number, line in enumerate(lines):
        found = _MARKER.fullmatch(line)
        sign, size, label = (line[0], len(found[1]), found[2] or "") if found else ("", 0, "")
        top = stack[-1] if stack else None
        if sign == _OPENING:
            stack.append(_Block(size, number, label))
            if len(stack) > _DEPTH:
                raise InvalidError(f"{name}, line {number + 1}: conflicts nested too deeply")
        elif top and size == top.size and top.section in _SECTIONS.get(sign, ((), ""))[0]:
            top.section = _SECTIONS[sign][1]
            top.current()
        elif top and size == top.size and sign == ">" and top.section == "remote":
            stack.pop()
            _close(top, stack[-1].current() if stack else whole, label)
        else:
            (top.current() if top else whole).add(number)
    if stack:
        raise InvalidError(
            f"{name}, line {stack[-1].line + 1}: a conflict begins here and has no end",
            hint="a marker was removed by hand: restore the file (git checkout --merge FILE)",
        )
    return whole


def _close(block: _Block, around: Sides, remote_name: str) -> None:
    """Adds a complete block to what it stands in."""
    base = block.base
    around.local += block.local.local
    around.remote += block.remote.remote
    around.base += block.local.local if base is None else base.base
    around.both += block.local.both + block.remote.both
    around.has_base = around.has_base and base is not None
    if not around.blocks:
        around.local_name, around.remote_name = block.local_name, remote_name
    around.blocks += 1
