"""Matches two sequences at what is rare in both.

Items that occur once on each side are matched first, as in Bram Cohen's patience diff; between
them, what repeats is matched by the shortest edit script where that is short, else by stretches
that occur once, else by the rarest item, as in git's histogram diff.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mlops.notebooks.diff.chains import (
    Anchor,
    double_stretches,
    longest_chain,
    rarest_item,
    unique_items,
)
from jupyter_mlops.notebooks.diff.myers import shortest_edit
from jupyter_mlops.notebooks.diff.work import Work

#: Items i:i+length of the base equal items j:j+length of the head.
Run = tuple[int, int, int]
#: Items i:i_end of the base face items j:j_end of the head.
_Gap = tuple[int, int, int, int]

#: The longest stretch that is looked for when single items repeat.
_LONGEST_STRETCH = 32
#: The longest edit script that is looked for, and the longest once much work has been done.
_EDITS, _EDITS_IN_HASTE = 256, 32
#: Steps an item that looking for unique ones takes.
_LOOK = 4


def match_runs(base: list[int], head: list[int], work: Work) -> tuple[list[Run], bool]:
    """Matches equal items, in order.

    Args:
        base: Numbers that stand for items of the base.
        head: Numbers that stand for items of the head.
        work: Once it is used up, what is left stays unmatched.

    Returns:
        Runs in order, and whether the work was used up.
    """
    runs: list[Run] = []
    coarse = False
    gaps: list[_Gap] = [(0, len(base), 0, len(head))]
    plenty = work.left // 2
    while gaps:
        i, i_end, j, j_end = gap = _trim(base, head, gaps.pop(), runs)
        if i == i_end or j == j_end:
            continue
        if not work.pay(_LOOK * (i_end - i + j_end - j)):
            coarse = True
            continue
        anchors = unique_items(base[i:i_end], head[j:j_end], i, j)
        if anchors is None:
            continue
        if anchors:
            gaps.extend(_take(longest_chain(anchors), 1, gap, runs))
            continue
        script = _edit(base, head, gap, _EDITS if work.left > plenty else _EDITS_IN_HASTE, work)
        if script is None:
            gaps.extend(_split_repetitive(base, head, gap, runs, work))
        else:
            runs.extend(script)
    runs.sort()
    return runs, coarse


def _trim(base: list[int], head: list[int], gap: _Gap, runs: list[Run]) -> _Gap:
    """Matches what the two sides of a gap begin and end with."""
    i, i_end, j, j_end = gap
    start = i
    while i < i_end and j < j_end and base[i] == head[j]:
        i += 1
        j += 1
    if i > start:
        runs.append((start, j - (i - start), i - start))
    end = i_end
    while i_end > i and j_end > j and base[i_end - 1] == head[j_end - 1]:
        i_end -= 1
        j_end -= 1
    if end > i_end:
        runs.append((i_end, j_end, end - i_end))
    return i, i_end, j, j_end


def _edit(base: list[int], head: list[int], gap: _Gap, most: int, work: Work) -> list[Run] | None:
    """The shortest edit script among the items that both sides of a gap have."""
    i, i_end, j, j_end = gap
    shared = set(base[i:i_end]).intersection(head[j:j_end])
    base_at = [at for at in range(i, i_end) if base[at] in shared]
    head_at = [at for at in range(j, j_end) if head[at] in shared]
    script = shortest_edit([base[at] for at in base_at], [head[at] for at in head_at], most, work)
    if script is None:
        return None
    return [
        (base_at[x + more], head_at[y + more], 1)
        for x, y, length in script
        for more in range(length)
    ]


def _take(chain: list[Anchor], length: int, gap: _Gap, runs: list[Run]) -> Iterator[_Gap]:
    """Matches stretches of a length that start at anchors, and yields the gaps between them."""
    i, i_end, j, j_end = gap
    begun = (i, j)
    for anchor_i, anchor_j in chain:
        skip = max(i - anchor_i, j - anchor_j, 0)
        if skip >= length:
            continue
        one, other = anchor_i + skip, anchor_j + skip
        if one != i or other != j:
            if i > begun[0]:
                runs.append((*begun, i - begun[0]))
            yield i, one, j, other
            begun = one, other
        i, j = anchor_i + length, anchor_j + length
    if i > begun[0]:
        runs.append((*begun, i - begun[0]))
    yield i, i_end, j, j_end


def _split_repetitive(
    base: list[int], head: list[int], gap: _Gap, runs: list[Run], work: Work
) -> Iterator[_Gap]:
    """Matches something in a gap of which no item is there just once on each side."""
    i, i_end, j, j_end = gap
    one, other = base[i:i_end], head[j:j_end]
    length = 1
    while 2 * length <= min(_LONGEST_STRETCH, len(one), len(other)):
        if not work.pay(2 * _LOOK * (len(one) + len(other))):
            break
        one, other = double_stretches(one, other, length)
        length *= 2
        anchors = unique_items(one, other, i, j)
        if anchors is None:
            break
        if anchors:
            return _take(longest_chain(anchors), length, gap, runs)
    return _take(rarest_item(base[i:i_end], head[j:j_end], i, j), 1, gap, runs)
