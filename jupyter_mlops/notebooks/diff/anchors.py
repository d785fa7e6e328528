"""Matches two sequences at what is rare in both.

Where nearly everything is equal, the shortest edit script is best. Elsewhere items that occur once
on each side are matched first, as in Bram Cohen's patience diff; between them, what repeats is
matched by the shortest edit script where that is short, else by stretches that occur once, else
by the rarest item, as in git's histogram diff.
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
#: The longest edit script that is looked for where nothing is unique.
_EDITS = 256
#: The longest one that is looked for before anchors are, or once much work has been done, ...
_FEW_EDITS = 64
#: ... and how many items there must be for each of its edits: where most is equal, an anchor may
#: mislead but a short script can't.
_ALIKE = 4
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
    matcher = _Matcher(base, head, work)
    gaps: list[_Gap] = [(0, len(base), 0, len(head))]
    coarse = False
    while gaps:
        gap = matcher.trim(gaps.pop())
        if gap[0] == gap[1] or gap[2] == gap[3]:
            continue
        if work.pay(_LOOK * (gap[1] - gap[0] + gap[3] - gap[2])):
            gaps.extend(matcher.split(gap))
        else:
            coarse = True
    return sorted(matcher.runs), coarse


class _Matcher:
    """Collects runs.

    Args:
        base: Items of the base.
        head: Items of the head.
        work: Pays for it.
    """

    def __init__(self, base: list[int], head: list[int], work: Work) -> None:
        self.runs: list[Run] = []
        self._base = base
        self._head = head
        self._work = work
        self._plenty = work.left // 2

    def trim(self, gap: _Gap) -> _Gap:
        """Matches what the two sides of a gap begin and end with."""
        base, head = self._base, self._head
        i, i_end, j, j_end = gap
        start = i
        while i < i_end and j < j_end and base[i] == head[j]:
            i += 1
            j += 1
        if i > start:
            self.runs.append((start, j - (i - start), i - start))
        end = i_end
        while i_end > i and j_end > j and base[i_end - 1] == head[j_end - 1]:
            i_end -= 1
            j_end -= 1
        if end > i_end:
            self.runs.append((i_end, j_end, end - i_end))
        return i, i_end, j, j_end

    def split(self, gap: _Gap) -> Iterator[_Gap]:
        """Matches something in a gap, and gives the gaps that are left in it."""
        i, i_end, j, j_end = gap
        if self._edit(gap, min(_FEW_EDITS, (i_end - i + j_end - j) // _ALIKE)):
            return iter(())
        anchors = unique_items(self._base[i:i_end], self._head[j:j_end], i, j)
        if anchors is None:
            return iter(())
        if anchors:
            return self._take(longest_chain(anchors), 1, gap)
        if self._edit(gap, _EDITS if self._work.left > self._plenty else _FEW_EDITS):
            return iter(())
        return self._split_repetitive(gap)

    def _edit(self, gap: _Gap, most: int) -> bool:
        """Matches a gap by its shortest edit script; False if that takes too many edits.

        Items that only one side of the gap has don't count as edits.
        """
        if not most:
            return False
        base, head = self._base, self._head
        i, i_end, j, j_end = gap
        shared = set(base[i:i_end]).intersection(head[j:j_end])
        base_at = [at for at in range(i, i_end) if base[at] in shared]
        head_at = [at for at in range(j, j_end) if head[at] in shared]
        one, other = [base[at] for at in base_at], [head[at] for at in head_at]
        script = shortest_edit(one, other, most, self._work)
        for x, y, length in script or ():
            self.runs.extend((base_at[x + k], head_at[y + k], 1) for k in range(length))
        return script is not None

    def _take(self, chain: list[Anchor], length: int, gap: _Gap) -> Iterator[_Gap]:
        """Matches stretches of a length that start at anchors, and yields the gaps between."""
        i, i_end, j, j_end = gap
        begun = (i, j)
        for anchor_i, anchor_j in chain:
            skip = max(i - anchor_i, j - anchor_j, 0)
            if skip >= length:
                continue
            one, other = anchor_i + skip, anchor_j + skip
            if one != i or other != j:
                if i > begun[0]:
                    self.runs.append((*begun, i - begun[0]))
                yield i, one, j, other
                begun = one, other
            i, j = anchor_i + length, anchor_j + length
        if i > begun[0]:
            self.runs.append((*begun, i - begun[0]))
        yield i, i_end, j, j_end

    def _split_repetitive(self, gap: _Gap) -> Iterator[_Gap]:
        """Matches something in a gap of which no item is there just once on each side."""
        i, i_end, j, j_end = gap
        one, other = self._base[i:i_end], self._head[j:j_end]
        length = 1
        while 2 * length <= min(_LONGEST_STRETCH, len(one), len(other)):
            if not self._work.pay(2 * _LOOK * (len(one) + len(other))):
                break
            one, other = double_stretches(one, other, length)
            length *= 2
            anchors = unique_items(one, other, i, j)
            if anchors is None:
                break
            if anchors:
                return self._take(longest_chain(anchors), length, gap)
        rarest = rarest_item(self._base[i:i_end], self._head[j:j_end], i, j)
        return self._take(rarest, 1, gap)
