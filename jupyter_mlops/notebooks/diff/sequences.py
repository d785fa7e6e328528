"""Where two sequences differ."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.anchors import Run, match_runs
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.myers import shortest_edit
from jupyter_mlops.notebooks.diff.work import Work

#: Sequences so long are first looked at for so few edits, which needs no tables of items.
_LONG, _FEW = 20_000, 8

#: Steps that every comparison may take, and further ones for each item: about a second at most
#: for what people write, and linear beyond.
_STEPS, _STEPS_AN_ITEM = 16_000_000, 24


class Range(NamedTuple):
    """Items `base:base_end` of the base that became `head:head_end` of the head."""

    base: int
    base_end: int
    head: int
    head_end: int


class Comparison(NamedTuple):
    """Where two sequences differ, and whether that could be said with smaller ranges."""

    ranges: list[Range]
    coarse: bool


def diff_sequences(
    base: Sequence[Hashable], head: Sequence[Hashable], budget: Budget
) -> list[Range]:
    """The ranges in which two sequences differ.

    Args:
        base: Items of the base.
        head: Items of the head.
        budget: Time; once it is spent, what is left to compare becomes one range.

    Returns:
        Ranges in order, none empty on both sides, at least one equal item between any two.
    """
    return compare_sequences(base, head, budget).ranges


def compare_sequences(
    base: Sequence[Hashable], head: Sequence[Hashable], budget: Budget
) -> Comparison:
    """Like `diff_sequences`, and says whether a bound was hit.

    Work is bounded by about the sum of the lengths, never by their product.
    """
    start = 0
    for one, other in zip(base, head, strict=False):
        if one != other:
            break
        start += 1
    base_end, head_end = len(base), len(head)
    while base_end > start and head_end > start and base[base_end - 1] == head[head_end - 1]:
        base_end -= 1
        head_end -= 1
    if start in (base_end, head_end):
        whole = Range(start, base_end, start, head_end)
        return Comparison([whole] if base_end != head_end else [], coarse=False)
    return _compare_middle(base, head, Range(start, base_end, start, head_end), budget)


def _compare_middle(
    base: Sequence[Hashable], head: Sequence[Hashable], middle: Range, budget: Budget
) -> Comparison:
    """Compares within a range, by the items that both sides have."""
    one, other = base[middle.base : middle.base_end], head[middle.head : middle.head_end]
    if len(one) > _LONG and len(other) > _LONG:
        runs = shortest_edit(one, other, _FEW, Work(_STEPS, budget))
        if runs is not None:
            spans = range(middle.base, middle.base_end), range(middle.head, middle.head_end)
            return Comparison(_ranges_between(runs, *spans, middle), coarse=False)
    number = {item: at for at, item in enumerate(one)}
    head_at = [at for at, item in enumerate(other, middle.head) if item in number]
    if not head_at:
        return Comparison([middle], coarse=False)
    head_ids = [number[item] for item in other if item in number]
    shared = set(head_ids)
    ids = [number[item] for item in one]
    base_at = [at for at, id_ in enumerate(ids, middle.base) if id_ in shared]
    base_ids = [id_ for id_ in ids if id_ in shared]
    work = Work(_STEPS + _STEPS_AN_ITEM * (len(base_ids) + len(head_ids)), budget)
    runs, coarse = match_runs(base_ids, head_ids, work)
    return Comparison(_ranges_between(runs, base_at, head_at, middle), coarse)


def _ranges_between(
    runs: list[Run], base_at: Sequence[int], head_at: Sequence[int], middle: Range
) -> list[Range]:
    """The ranges that matched items leave; runs index into the positions of shared items."""
    ranges = []
    base, head = middle.base, middle.head
    for i, j, length in runs:
        one, other = base_at[i : i + length], head_at[j : j + length]
        if one[-1] - one[0] == other[-1] - other[0] == length - 1:
            if one[0] > base or other[0] > head:
                ranges.append(Range(base, one[0], head, other[0]))
        else:
            for at, other_at in zip(one, other, strict=True):
                if at > base or other_at > head:
                    ranges.append(Range(base, at, head, other_at))
                base, head = at + 1, other_at + 1
        base, head = one[-1] + 1, other[-1] + 1
    if base < middle.base_end or head < middle.head_end:
        ranges.append(Range(base, middle.base_end, head, middle.head_end))
    return ranges
