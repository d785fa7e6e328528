"""The heaviest chain: of weighted points, those that rise on both sides and weigh most together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Point(NamedTuple):
    """A possible pair."""

    base: int
    head: int
    weight: int


def heaviest_chain(points: Sequence[Point]) -> list[Point]:
    """Chooses points of which each is beyond the one before it on both sides.

    Takes O(n log n): the totals that a chain can reach by each base index are kept as a rising
    front (Jacobson and Vo, "Heaviest Increasing/Common Subsequence Problems", 1992).

    Args:
        points: With positive weights, in any order.

    Returns:
        The chain with the greatest total weight, in order; of equal ones always the same.
    """
    # Points of one head index must not see each other, so the largest base index comes first.
    order = sorted(points, key=lambda point: (point.head, -point.base))
    bases: list[int] = []
    ends: list[int] = []
    totals: list[int] = []
    before: list[int] = []
    for index, point in enumerate(order):
        at = bisect_left(bases, point.base)
        total = point.weight + (totals[at - 1] if at else 0)
        before.append(ends[at - 1] if at else -1)
        stop = at
        while stop < len(bases) and totals[stop] <= total:
            stop += 1
        if stop == at and at < len(bases) and bases[at] == point.base:
            continue  # the same base index was reached with more
        bases[at:stop], totals[at:stop], ends[at:stop] = [point.base], [total], [index]
    return _trace(order, before, ends[-1] if ends else -1)


def _trace(order: list[Point], before: list[int], end: int) -> list[Point]:
    chain = []
    while end >= 0:
        chain.append(order[end])
        end = before[end]
    return chain[::-1]
