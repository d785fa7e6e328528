"""Rewritten cells that both sides have alike, although only one alignment says so.

Each alignment knows one side. Where a cell was rewritten, one of them may pair the new cell with
the old one and the other take it for inserted; without this it would come out twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from jupyter_mlops.notebooks.merge.sides import Key, Side


def agree(base: Sequence[Key], local: Side, remote: Side) -> None:
    """Pairs with an old cell on one side what is equal to what the other side pairs with it.

    Args:
        base: The keys of the base's cells.
        local: One side; its pairs are changed.
        remote: The other; its pairs are changed.
    """
    finders = _Finder(local), _Finder(remote)
    if not any(finder.inserted for finder in finders):
        return
    for at, old in enumerate(base):
        found = [
            (key, finder, head)
            for side, finder in ((local, finders[1]), (remote, finders[0]))
            if (key := side.key_at(at)) is not None
            and key != old
            and side.stays(at)
            and (head := finder.find(at, key, old)) is not None
        ]
        if found:  # of two the lesser, so that it is the same with the sides exchanged
            key, finder, head = min(found, key=lambda each: each[0])
            finder.pair(at, key, head)


class _Finder:
    """Finds inserted cells of one side.

    Args:
        side: The side; its pairs are changed.
    """

    def __init__(self, side: Side) -> None:
        self._side = side
        heads = [head for head in range(len(side.keys)) if head not in side.base]
        counts = Counter(side.keys[head] for head in heads)
        #: By key, of what is there once and not blank.
        self.inserted = {
            side.keys[head]: head
            for head in heads
            if counts[side.keys[head]] == 1 and side.keys[head][1].strip()
        }
        self._staying = [base for _, base in sorted(side.base.items()) if side.stays(base)]

    def find(self, at: int, key: Key, old: Key) -> int | None:
        """The inserted cell with a key, if it can stand for a cell of the base that was rewritten.

        Args:
            at: Index of the cell of the base.
            key: What the other side made of it.
            old: What it was.
        """
        head = self.inserted.get(key)
        if head is None or self._side.key_at(at) in (key, old):
            return None
        place = bisect_left(self._staying, at)
        after = place + (self._staying[place : place + 1] == [at])
        low = self._side.head[self._staying[place - 1]] if place else -1
        high = (
            self._side.head[self._staying[after]]
            if after < len(self._staying)
            else len(self._side.keys)
        )
        return head if low < head < high else None

    def pair(self, at: int, key: Key, head: int) -> None:
        """Makes an inserted cell stand for a cell of the base."""
        del self.inserted[key]
        if not self._side.stays(at):
            self._staying.insert(bisect_left(self._staying, at), at)
        self._side.pair(at, head)
