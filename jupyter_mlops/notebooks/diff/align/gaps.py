"""What is left between cells that are paired and stay in place."""

from __future__ import annotations

from typing import NamedTuple

from jupyter_mlops.notebooks.diff.align.matching import Matching

#: So many possible pairs, eight for each cell at most, are looked at one by one.
_MANY = 256


class Gap(NamedTuple):
    """Free cells between the same two neighbours on both sides; neither list is empty."""

    base: list[int]
    head: list[int]

    @property
    def large(self) -> bool:
        """Whether there are too many possible pairs to look at each."""
        return len(self.base) * len(self.head) > _MANY


def find_gaps(matching: Matching, spine: list[tuple[int, int]]) -> list[Gap]:
    """The gaps between neighbours of the spine, in order; moved cells in them don't count."""
    gaps = []
    last_base = last_head = -1
    for base, head in [*spine, (len(matching.base), len(matching.head))]:
        if base > last_base + 1 and head > last_head + 1:
            bases = [at for at in range(last_base + 1, base) if matching.heads[at] is None]
            heads = [at for at in range(last_head + 1, head) if matching.bases[at] is None]
            if bases and heads:
                gaps.append(Gap(bases, heads))
        last_base, last_head = base, head
    return gaps
