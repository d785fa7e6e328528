"""Where two sequences differ."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.anchors import Run, match_runs
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.work import Work

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
    """Compares within a range by the items that both sides have."""
    number = {base[at]: at for at in range(middle.base, middle.base_end)}
    head_at = [at for at in range(middle.head, middle.head_end) if head[at] in number]
    if not head_at:
        return Comparison([middle], coarse=False)
    head_ids = [number[head[at]] for at in head_at]
    shared = set(head_ids)
    ids = [number[base[at]] for at in range(middle.base, middle.base_end)]
    base_at = [at for at, id_ in enumerate(ids, middle.base) if id_ in shared]
    base_ids = [id_ for id_ in ids if id_ in shared]
    work = Work(_STEPS + _STEPS_AN_ITEM * (len(base_ids) + len(head_ids)), budget)
    runs, coarse = match_runs(base_ids, head_ids, work)
    return Comparison(_ranges_between(runs, base_at, head_at, middle), coarse)


def _ranges_between(
    runs: list[Run], base_at: list[int], head_at: list[int], middle: Range
) -> list[Range]:
    """The ranges that matched items leave; runs index into the positions of shared items."""
    ranges = []
    base, head = middle.base, middle.head
    for i, j, length in runs:
        for one, other in _blocks(base_at, head_at, i, j, length):
            if one.start > base or other.start > head:
                ranges.append(Range(base, one.start, head, other.start))
            base, head = one.stop, other.stop
    if base < middle.base_end or head < middle.head_end:
        ranges.append(Range(base, middle.base_end, head, middle.head_end))
    return ranges


def _blocks(
    base_at: list[int], head_at: list[int], i: int, j: int, length: int
) -> list[tuple[range, range]]:
    """Splits a run of shared items where items between them are not shared."""
    last = length - 1
    whole = range(base_at[i], base_at[i + last] + 1), range(head_at[j], head_at[j + last] + 1)
    if len(whole[0]) == length == len(whole[1]):
        return [whole]
    pairs = zip(base_at[i : i + length], head_at[j : j + length], strict=True)
    return [(range(one, one + 1), range(other, other + 1)) for one, other in pairs]
