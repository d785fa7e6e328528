"""Cells that face each other alone and are plainly the same, which needs no words weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jupyter_mlops.notebooks.diff.align.gaps import Gap
from jupyter_mlops.notebooks.diff.align.matching import Matching

#: Share of the lines that must be equal, and lines from which that says something.
_SAME, _SEVERAL = 0.75, 3


def pair_alone(matching: Matching, gaps: Iterable[Gap], links: dict[int, int]) -> None:
    """Pairs the only free cells between two neighbours if no other pair comes into question.

    They have the same type, and a trusted id ties them together or most of their lines are equal;
    no trusted id ties one of them to another cell.
    """
    linked_heads = {head: base for base, head in links.items()}
    for gap in gaps:
        if len(gap.base) == len(gap.head) == 1:
            base, head = gap.base[0], gap.head[0]
            tied = links.get(base, head) == head and linked_heads.get(head, base) == base
            kinds = matching.base[base].kind, matching.head[head].kind
            if tied and kinds[0] == kinds[1] and (base in links or _alike(matching, base, head)):
                matching.pair(base, head)


def _alike(matching: Matching, base: int, head: int) -> bool:
    old = matching.base[base].text.split("\n")
    new = matching.head[head].text.split("\n")
    most = max(len(old), len(new))
    return most >= _SEVERAL and sum((Counter(old) & Counter(new)).values()) >= _SAME * most
