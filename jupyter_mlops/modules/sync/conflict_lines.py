"""Conflicts between a notebook and its module as they stand in a cell's source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

from jupyter_mlops.notebooks.merge.blocks import split_sides

if TYPE_CHECKING:
    from jupyter_mlops.modules.sync.model import Side

_WIDTH: Final = 7
_LIKE_MARKER: Final = re.compile(r"<{7,}|\|{7,}|={7,}|>{7,}")


def marked_lines(notebook: Sequence[str], base: str, module: str) -> list[str]:
    """What both sides made of something, between markers as git writes them.

    Lines with which all of them begin or end stand outside of the markers, once.
    """
    sides = [list(notebook), _lines(base), _lines(module)]
    known = sides if base else [sides[0], sides[2]]
    start = _common(known)
    end = _common([side[start:][::-1] for side in known])
    first, rest = sides[0][:start], sides[0][len(sides[0]) - end :]
    sides = [side[start : len(side) - end] for side in sides]
    return [*first, *_block(sides), *rest]


def _block(sides: Sequence[list[str]]) -> list[str]:
    # Lines of `=` underline headings in docstrings.
    found = (_LIKE_MARKER.match(line) for side in sides for line in side)
    taken = {len(match[0]) for match in found if match}
    width = next(width for width in count(_WIDTH) if width not in taken)
    names = (f"{'<' * width} notebook", f"{'|' * width} last export", "=" * width)
    blocks = [line for name, side in zip(names, sides, strict=True) for line in (name, *side)]
    return [*blocks, f"{'>' * width} module"]


def settled_source(source: str, side: Side, *, name: str) -> str:
    """A source without its markers, with one side's lines.

    Args:
        source: The cell's source.
        side: Which side.
        name: What to call the cell in messages.

    Raises:
        InvalidError: The markers are not complete.
    """
    lines = source.split("\n")
    sides = split_sides(lines, name=name)
    chosen = sides.local if side == "notebook" else sides.remote
    return "\n".join(lines[at] for at in chosen)


def _common(sides: Sequence[Sequence[str]]) -> int:
    """How many lines all sides begin with."""
    same = 0
    for lines in zip(*sides, strict=False):
        if len(set(lines)) > 1:
            break
        same += 1
    return same


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
