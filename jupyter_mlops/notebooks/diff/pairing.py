"""Which lines of a hunk stand for each other."""

from __future__ import annotations

from typing import NamedTuple

from jupyter_mlops.notebooks.diff.sequences import diff_sequences
from jupyter_mlops.notebooks.diff.words import LEAST_SHARED, words_of
from jupyter_mlops.notebooks.diff.work import Work

#: Between so many lines are tried at their own places first, and shifted up and down a little.
_FEW, _MANY, _SHIFTS = 6, 1_000, 5
#: Up to so many combinations, each line is compared with each.
_ALL = 900
#: Else with lines around the place where its counterpart would be if the hunk grew evenly, ...
_REACH = 8
#: ... and so many more if the sides differ in length.
_MORE_REACH = 32
#: Characters up to which a longer line weighs more.
_HEAVY = 24
#: Characters of a line that are looked at, and steps that comparing two lines counts for.
_LOOK, _STEPS = 400, 24


def pair_lines(base: list[str], head: list[str], work: Work) -> list[tuple[int, int]]:
    """Pairs similar lines of the two sides of a hunk, in order.

    Args:
        base: Lines that went.
        head: Lines that came.
        work: Once it is used up, lines stay alone.

    Returns:
        Pairs of indices, both increasing.
    """
    if not base or not head:
        return []
    if len(base) == len(head) == 1:
        return [(0, 0)]
    if _FEW < len(base) == len(head) <= _MANY and _stand_abreast(base, head, work):
        return [(at, at) for at in range(len(base))]
    if len(base) * len(head) <= _ALL:
        return _pair_similar(base, head, work)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    bare_base, bare_head = [line.strip() for line in base], [line.strip() for line in head]
    # What was only indented needs no search, and parts the rest
    for each in [*diff_sequences(bare_base, bare_head, work.budget), None]:
        i_end, j_end = (each.base, each.head) if each else (len(base), len(head))
        pairs.extend(zip(range(i, i_end), range(j, j_end), strict=True))
        if each:
            i, j = each.base_end, each.head_end
            found = _pair_similar(base[i_end:i], head[j_end:j], work)
            pairs.extend((i_end + one, j_end + other) for one, other in found)
    return pairs


def _stand_abreast(base: list[str], head: list[str], work: Work) -> bool:
    """Whether each of as many lines is like the one at its own place, and more so than shifted.

    So it is when a cell that prints its progress was run again.
    """
    if not work.pay(_STEPS * _SHIFTS * len(base)):
        return False
    old, new = [_bag(line) for line in base], [_bag(line) for line in head]
    worths = [_worth(*pair) for pair in zip(old, new, strict=True)]
    if not all(worths):
        return False
    total = sum(worths)
    for shift in range(1, _SHIFTS // 2 + 1):
        down = sum(_worth(*pair) for pair in zip(old[shift:], new, strict=False))
        up = sum(_worth(*pair) for pair in zip(old, new[shift:], strict=False))
        if max(down, up) > total:
            return False
    return True


class _Bag(NamedTuple):
    """A line as the words in it."""

    words: frozenset[str]
    size: int


def _pair_similar(base: list[str], head: list[str], work: Work) -> list[tuple[int, int]]:
    """The pairs with the most in common in total, among those within reach."""
    if not base or not head:
        return []
    n, m = len(base), len(head)
    reach = max(n, m) if n * m <= _ALL else _REACH + min(abs(n - m), _MORE_REACH)
    # Marking the words of pairs has to be paid for too
    reach = min(reach, (work.left // (3 * _STEPS) - m) // (2 * n) - 1)
    if reach < 0 or not work.pay(_STEPS * (n + m + n * min(m, 2 * reach + 1))):
        return []
    bags = [_bag(line) for line in head]
    rows: list[tuple[int, list[int]]] = []
    # What the best pairing of the lines so far is worth, by how many lines of the head it spans
    best, start = [0.0] * (min(m, reach + 1) + 1), 0
    for i, line in enumerate(base):
        own = _bag(line)
        middle = i * m // n
        low, high = max(0, middle - reach), min(m, middle + reach + 1)
        best = best[low - start :] or best[-1:]
        best.extend([best[-1]] * (high - low + 1 - len(best)))
        worths = [_worth(own, bag) for bag in bags[low:high]]
        best, steps = _advance(best, worths)
        rows.append((low, steps))
        start = low
    return _follow(rows, m)


#: How the best pairing of a row goes on: the line stays alone, is paired, or the other one stays.
_ALONE, _PAIRED, _OTHER_ALONE = 0, 1, 2


def _advance(best: list[float], worths: list[float]) -> tuple[list[float], list[int]]:
    """One line more: what pairings are worth now, and the last step of each."""
    row, steps = [best[0]], []
    last = best[0]
    for worth, before, alone in zip(worths, best, best[1:], strict=False):
        step = _ALONE
        value = alone
        if worth > 0 and before + worth > value:
            step, value = _PAIRED, before + worth
        if last > value:
            step, value = _OTHER_ALONE, last
        last = value
        row.append(value)
        steps.append(step)
    return row, steps


def _follow(rows: list[tuple[int, list[int]]], j: int) -> list[tuple[int, int]]:
    """The pairs, from the steps that led to the best pairing of all lines."""
    pairs = []
    i = len(rows) - 1
    while i >= 0 and j > 0:
        low, steps = rows[i]
        j = min(j, low + len(steps))
        step = steps[j - 1 - low] if j > low else _ALONE
        if step == _PAIRED:
            pairs.append((i, j - 1))
        if step != _OTHER_ALONE:
            i -= 1
        if step != _ALONE:
            j -= 1
    pairs.reverse()
    return pairs


def _bag(line: str) -> _Bag:
    words = frozenset(words_of(line[:_LOOK]))
    return _Bag(words, sum(map(len, words)))


def _worth(base: _Bag, head: _Bag) -> float:
    """How much it is worth to pair two lines; 0 if they share too little."""
    shared = base.words & head.words
    if not shared:
        return 0.0
    size = base.size + head.size
    count = len(base.words) + len(head.words)
    excess = len(shared) / count + sum(map(len, shared)) / size - LEAST_SHARED
    return excess * min(size, 2 * _HEAVY) if excess > 0 else 0.0
