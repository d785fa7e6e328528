"""The cells of one side of a merge, beside those of the base and of the other side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.align import Alignment

#: A cell's type and source, which are equal for cells that count as one if both sides insert them.
Key = tuple[str, str]


class Slot(NamedTuple):
    """A cell of the merged notebook, as its indices in the three; None where there is none."""

    base: int | None
    local: int | None
    remote: int | None


class Side:
    """One side's cells.

    Args:
        alignment: Of the base with this side.
        keys: Those of its cells.
        is_local: Whether it is local, whose place counts where both moved a cell.
    """

    def __init__(self, alignment: Alignment, keys: Sequence[Key], *, is_local: bool) -> None:
        self.keys = keys
        self.is_local = is_local
        self.head = {pair.base: pair.head for pair in alignment.pairs}
        self.base = {pair.head: pair.base for pair in alignment.pairs}
        self.moved = {pair.base for pair in alignment.pairs if pair.moved}

    def key_at(self, base: int) -> Key | None:
        """The key of what became of a cell of the base; None if it is gone."""
        head = self.head.get(base)
        return None if head is None else self.keys[head]

    def pair(self, base: int, head: int) -> None:
        """Makes a cell stand for one of the base, at its place, and no other."""
        self.base.pop(self.head.get(base, -1), None)
        self.head[base], self.base[head] = head, base
        self.moved.discard(base)

    def stays(self, base: int) -> bool:
        """Whether a cell of the base is still there and at its place."""
        return base in self.head and base not in self.moved

    def places(self, base: int, other: Side) -> bool:
        """Whether this side says where its cell, which one of the two moved or deleted, stands."""
        if base not in other.head:
            return True
        return base in self.moved and (self.is_local or base not in other.moved)

    def slot(self, base: int, other: Side) -> Slot:
        """The slot of a cell of the base."""
        local, remote = (self, other) if self.is_local else (other, self)
        return Slot(base, local.head.get(base), remote.head.get(base))

    def inserted(self, head: int) -> Slot:
        """The slot of a cell that only this side has."""
        return Slot(None, head, None) if self.is_local else Slot(None, None, head)

    def inserted_in_blocks(self, other: Side) -> dict[int, list[Slot]]:
        """What this side inserts between two cells that the other moves and keeps together.

        Returns:
            By the first of the two cells, what follows it.
        """
        found = {}
        for (at, first), (stop, second) in pairwise(sorted(self.base.items())):
            if stop == at + 1 or not {first, second} <= other.moved:
                continue
            together = other.head[first] + 1 == other.head[second]
            if together and not (self.places(first, other) or self.places(second, other)):
                found[first] = [self.inserted(head) for head in range(at + 1, stop)]
        return found

    def fixed_before(self, other: Side) -> dict[int, int]:
        """For each cell of the base that is still here, the last one before it that neither moves.

        That one is -1 at the beginning.
        """
        before = {}
        fixed = -1
        for _, base in sorted(self.base.items()):
            before[base] = fixed
            if self.stays(base) and other.stays(base):
                fixed = base
        return before
