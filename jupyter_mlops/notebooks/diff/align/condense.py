"""Leaves out what needs no thought: the inside of long runs of cells that nobody touched.

A cell that is there once on each side, equal in every bit, and whose neighbours are so too, is the
same cell. Of such a run the first and the last cell stay, as landmarks, and stand for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from jupyter_mlops.notebooks.multiline import text_of

#: Shorter runs are left to the alignment.
_SHORTEST = 4


class Condensed(NamedTuple):
    """Two notebooks without the insides of unchanged runs."""

    #: Indices of the cells that stay.
    base: list[int]
    head: list[int]
    #: Landmarks: positions in these lists of cells that are the same.
    landmarks: list[tuple[int, int]]
    #: For each base cell that stays how many it stands for, itself among them.
    stands: list[int]
    #: Pairs of cells that were left out, each after the base cell that stands for it.
    inside: list[tuple[int, int]]


def condense(
    base: Sequence[dict[str, Any]], base_prints: Sequence[bytes], head_prints: Sequence[bytes]
) -> Condensed:
    """Leaves cells out.

    A cell whose source is repeated stays: it counts when it is asked which sources are unique.

    Args:
        base: Cells of the base.
        base_prints: What is equal for cells that are equal in every bit.
        head_prints: The same of the head.
    """
    runs = _runs(base_prints, head_prints)
    texts = [text_of(cell.get("source")) for cell in base] if runs else []
    count = Counter(texts)
    inside: list[tuple[int, int]] = []
    landmarks: list[tuple[int, int]] = []
    for start, other, length in runs:
        for step in range(length):
            pair = start + step, other + step
            if 0 < step < length - 1 and count[texts[pair[0]]] == 1:
                inside.append(pair)
            else:
                landmarks.append(pair)
    return _condensed(len(base_prints), len(head_prints), landmarks, inside)


def _runs(base: Sequence[bytes], head: Sequence[bytes]) -> list[tuple[int, int, int]]:
    """Runs of cells that are there once and equal on both sides: starts and length."""
    places = _once(head)
    pairs = [(index, places.get(key, -1)) for key, index in _once(base).items()]
    same = [pair for pair in pairs if pair[1] >= 0]
    starts = [
        at + 1
        for at, (last, pair) in enumerate(pairwise(same))
        if pair[0] != last[0] + 1 or pair[1] != last[1] + 1
    ]
    bounds = [0, *starts, len(same)]
    return [
        (*same[start], stop - start)
        for start, stop in pairwise(bounds)
        if stop - start >= _SHORTEST
    ]


def _once(prints: Sequence[bytes]) -> dict[bytes, int]:
    """Where each value is that is there once, in order."""
    places = dict(zip(prints, range(len(prints)), strict=True))
    if len(places) == len(prints):
        return places
    count = Counter(prints)
    return {key: index for key, index in places.items() if count[key] == 1}


def _condensed(
    base: int, head: int, landmarks: list[tuple[int, int]], inside: list[tuple[int, int]]
) -> Condensed:
    gone_base, gone_head = {pair[0] for pair in inside}, {pair[1] for pair in inside}
    stay_base = [index for index in range(base) if index not in gone_base]
    stay_head = [index for index in range(head) if index not in gone_head]
    base_at = {index: at for at, index in enumerate(stay_base)}
    head_at = {index: at for at, index in enumerate(stay_head)}
    return Condensed(
        base=stay_base,
        head=stay_head,
        landmarks=[(base_at[one], head_at[other]) for one, other in landmarks],
        stands=[stop - start for start, stop in pairwise([*stay_base, base])],
        inside=inside,
    )
