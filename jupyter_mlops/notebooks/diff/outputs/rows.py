"""Which row of a table became which."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.outputs.grid import Grid
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences

Pair = tuple[int, int]
#: What to compare items by, on each side.
_Sides = tuple[Sequence[Hashable], Sequence[Hashable]]

_ELLIPSES = frozenset({"...", "…"})
_LONGEST_NUMBER = 18


class Aligned(NamedTuple):
    """Items that both sides have, in order, and those that only one has."""

    pairs: list[Pair]
    removed: list[int]
    added: list[int]


def align_columns(base: Grid, head: Grid, budget: Budget) -> Aligned:
    """Pairs columns by name, in order; of several with one name the first with the first."""
    return _aligned([(base.columns, head.columns)], budget)


def align_rows(base: Grid, head: Grid, columns: list[Pair], budget: Budget) -> Aligned:
    """Pairs rows by label and content.

    Rows equal in both come first. Of what is left between them, labels decide; but where labels
    do no more than count the rows, content decides first, so that a row put in between is that
    and not a change of all the rows below it.
    """
    old = [tuple(row[i] for i, _ in columns) for row in base.rows]
    new = [tuple(row[j] for _, j in columns) for row in head.rows]
    labels = base.labels, head.labels
    if _counts(base.labels) and _counts(head.labels):
        return _aligned([(old, new), labels], budget)
    exact = list(zip(base.labels, old, strict=True)), list(zip(head.labels, new, strict=True))
    return _aligned([exact, labels], budget)


def _aligned(keys: list[_Sides], budget: Budget) -> Aligned:
    """Pairs what is equal by the first key, and between that what is equal by the next."""
    result = Aligned([], [], [])
    base, head = keys[0]
    _align(keys, Range(0, len(base), 0, len(head)), result, budget)
    return result


def _align(keys: list[_Sides], where: Range, result: Aligned, budget: Budget) -> None:
    if not keys:
        result.removed.extend(range(where.base, where.base_end))
        result.added.extend(range(where.head, where.head_end))
        return
    (base, head), *others = keys
    old, new = base[where.base : where.base_end], head[where.head : where.head_end]
    i, j = where.base, where.head
    for start, stop, new_start, new_stop in diff_sequences(old, new, budget):
        gap, new_gap = where.base + start, where.head + new_start
        result.pairs.extend(zip(range(i, gap), range(j, new_gap), strict=True))
        i, j = where.base + stop, where.head + new_stop
        _align(others, Range(gap, i, new_gap, j), result, budget)
    result.pairs.extend(zip(range(i, where.base_end), range(j, where.head_end), strict=True))


def _counts(labels: list[str]) -> bool:
    """Whether labels number the rows from 0, with a gap where `...` stands; or there are none."""
    following = 0
    for label in labels:
        if label in _ELLIPSES:
            following = -1
        elif label:
            if not label.isdecimal() or len(label) > _LONGEST_NUMBER:
                return False
            if following not in (-1, int(label)):
                return False
            following = int(label) + 1
    return True
