"""What a diff is written on."""

from __future__ import annotations

from msgspec import Struct

from jupyter_mlops.notebooks.render.model import Shown
from jupyter_mlops.notebooks.render.terminal.style import Line, fold, paint

_NARROW = 60


class Screen(Struct, frozen=True, kw_only=True):
    """A terminal, and what to show on it."""

    shown: Shown
    #: Columns.
    width: int
    colour: bool
    side_by_side: bool
    #: Whether all there is to show is on one side, so that a second column would stay empty.
    one_sided: bool = False

    @property
    def columns(self) -> bool:
        """Whether to show texts in two columns; too narrow a terminal has no room for them."""
        return self.side_by_side and not self.one_sided and self.width >= _NARROW

    def write(self, *lines: Line, indent: int = 4) -> str:
        """Lines of words, folded to the width; what follows the first of each is indented."""
        return "".join(
            paint(part, colour=self.colour)
            for line in lines
            for part in fold(line, max(self.width, _NARROW // 2), indent)
        )

    def draw(self, lines: list[Line]) -> str:
        """Lines as they are."""
        return "".join(paint(line, colour=self.colour) for line in lines)
