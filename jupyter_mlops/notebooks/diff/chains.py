"""Pairs of positions at which two sequences surely correspond."""

from __future__ import annotations

from bisect import bisect_left
from operator import lt

#: (position in the base, position in the head).
Anchor = tuple[int, int]


def unique_items(base: list[int], head: list[int], i: int, j: int) -> list[Anchor] | None:
    """Positions of the items that each side has exactly once, in the base's order.

    Args:
        base: Items of the base.
        head: Items of the head.
        i: Position of the base's first item.
        j: Position of the head's first item.

    Returns:
        The positions; None if the sides have no item in common.
    """
    base_last = dict(zip(base, range(i, i + len(base)), strict=True))
    head_last = dict(zip(head, range(j, j + len(head)), strict=True))
    if base_last.keys().isdisjoint(head_last):
        return None
    base_first = _first(base, base_last, i)
    head_first = _first(head, head_last, j)
    # A dict keeps the order of first insertion, so positions of unique items come increasing
    return [
        (at, head_last[item])
        for item, at in base_last.items()
        if item in head_last and base_first[item] == at and head_first[item] == head_last[item]
    ]


def _first(items: list[int], last: dict[int, int], start: int) -> dict[int, int]:
    if len(last) == len(items):
        return last
    downwards = range(start + len(items) - 1, start - 1, -1)
    return dict(zip(reversed(items), downwards, strict=True))


def longest_chain(anchors: list[Anchor]) -> list[Anchor]:
    """The longest part of anchors, sorted by base position, that also increases in the head.

    By patience sorting: M. L. Fredman, "On computing the length of longest increasing
    subsequences", Discrete Mathematics 11 (1975).
    """
    heads = [j for _, j in anchors]
    if all(map(lt, heads, heads[1:])):
        return anchors
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, j in enumerate(heads):
        pile = bisect_left(tails, j) if tails and j < tails[-1] else len(tails)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(j)
            tops.append(index)
        else:
            tails[pile] = j
            tops[pile] = index
    chain = []
    at = tops[-1]
    while at >= 0:
        chain.append(anchors[at])
        at = before[at]
    chain.reverse()
    return chain


def rarest_item(base: list[int], head: list[int], i: int, j: int) -> list[Anchor]:
    """Occurrences, one after the other, of the item that occurs least often on both sides.

    Args:
        base: Items of the base; at least one of them is in the head too.
        head: Items of the head.
        i: Position of the base's first item.
        j: Position of the head's first item.
    """
    in_base, in_head = _places(base, i), _places(head, j)
    rarest = min(
        (places for places in in_base.items() if places[0] in in_head),
        key=lambda places: max(len(places[1]), len(in_head[places[0]])),
    )
    return list(zip(rarest[1], in_head[rarest[0]], strict=False))


def _places(items: list[int], start: int) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for at, item in enumerate(items, start):
        places.setdefault(item, []).append(at)
    return places


def double_stretches(base: list[int], head: list[int], length: int) -> tuple[list[int], list[int]]:
    """Numbers for stretches of twice the length, from numbers for stretches of a length."""
    number: dict[tuple[int, int], int] = {}
    doubled = [
        [number.setdefault(pair, len(number)) for pair in zip(side, side[length:], strict=False)]
        for side in (base, head)
    ]
    return doubled[0], doubled[1]
