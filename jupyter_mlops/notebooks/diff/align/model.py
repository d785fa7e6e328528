"""What the alignment of two notebooks says."""

from __future__ import annotations

from msgspec import Struct


class Pair(Struct, frozen=True):
    """A cell of the base and the cell of the head that stands for it."""

    #: Indices of the two.
    base: int
    head: int
    #: Whether its place among the other paired cells changed.
    moved: bool = False


class Alignment(Struct, frozen=True):
    """Which cells of two notebooks stand for each other; no cell is in two pairs."""

    #: In the head's order.
    pairs: list[Pair]
    #: Added cells that are part of a cell that was split: head index -> base index.
    splits: dict[int, int] = {}
    #: Removed cells that became part of another: base index -> head index.
    joins: dict[int, int] = {}
    #: Whether time ran out, so that cells may be unpaired that belong together.
    coarse: bool = False
