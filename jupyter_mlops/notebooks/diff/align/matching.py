"""The pairs found so far."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.chains import Point, heaviest_chain

#: A pair more always outweighs any amount of text; among as many pairs, more text stays in place.
_PAIR = 1 << 32


class Matching:
    """Two notebooks' cells, and which of them are paired.

    Args:
        base: Cells of the base.
        head: Cells of the head.
        stands: For how many cells each of the base's stands, itself among them.
    """

    def __init__(self, base: Sequence[Cell], head: Sequence[Cell], stands: Sequence[int]) -> None:
        self.base = base
        self.head = head
        self.stands = stands
        #: For each base index the head index it is paired with, and the reverse.
        self.heads: list[int | None] = [None] * len(base)
        self.bases: list[int | None] = [None] * len(head)

    def pair(self, base: int, head: int) -> None:
        """Pairs two free cells."""
        self.heads[base] = head
        self.bases[head] = base

    def free(self, base: int, head: int) -> bool:
        """Whether both are there and neither is paired."""
        return (
            0 <= base < len(self.base)
            and 0 <= head < len(self.head)
            and self.heads[base] is None
            and self.bases[head] is None
        )

    def equal(self, base: int, head: int) -> bool:
        """Whether both have the same type and source."""
        return self.base[base].key == self.head[head].key

    @property
    def free_bases(self) -> list[int]:
        """Base cells without a pair."""
        return [index for index, head in enumerate(self.heads) if head is None]

    @property
    def free_heads(self) -> list[int]:
        """Head cells without a pair."""
        return [index for index, base in enumerate(self.bases) if base is None]

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs, (base, head), in the head's order."""
        return [(base, head) for head, base in enumerate(self.bases) if base is not None]

    def spine(self) -> list[tuple[int, int]]:
        """The pairs that stay in place, (base, head), in order: the others have moved.

        As few cells as possible move, and of these the smaller ones; cells that are empty never
        make another one move.
        """
        pairs = self.pairs()
        rank = {base: index for index, base in enumerate(sorted(base for base, _ in pairs))}
        blocks: list[list[tuple[int, int]]] = []
        last = -1
        for base, head in pairs:
            if blocks and rank[base] == last + 1:
                blocks[-1].append((base, head))
            else:
                blocks.append([(base, head)])
            last = rank[base]
        # What stands together on both sides stays or moves together, so that blocks suffice.
        points = [
            Point(rank[block[0][0]], index, sum(self._weight(*pair) for pair in block))
            for index, block in enumerate(blocks)
        ]
        return [pair for point in heaviest_chain(points) for pair in blocks[point.head]]

    def _weight(self, base: int, head: int) -> int:
        if self.base[base].trivial and self.head[head].trivial:
            return 1
        return _PAIR * self.stands[base] + min(
            len(self.base[base].text) + len(self.head[head].text), _PAIR - 1
        )
