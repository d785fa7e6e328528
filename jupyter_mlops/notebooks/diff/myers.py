"""The shortest edit script, where it is short.

E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from jupyter_mlops.notebooks.diff.work import Work

#: Edits after which the work is paid for; steps that one edit and diagonal count for.
_TERM, _STEPS = 16, 2


def shortest_edit(
    base: Sequence[Hashable], head: Sequence[Hashable], most: int, work: Work
) -> list[tuple[int, int, int]] | None:
    """Matches as many items as can be matched, in order.

    Args:
        base: Items of the base.
        head: Items of the head.
        most: How many items may be removed and added together.
        work: Pays for it.

    Returns:
        Runs (index in the base, index in the head, length) in order; None if it takes more edits
        or more work.
    """
    n, m = len(base), len(head)
    if abs(n - m) > most:
        return None
    most = min(most, n + m)
    middle = most + 1
    # How far each diagonal reaches in the base; a diagonal is base index less head index
    furthest = [0] * (2 * most + 3)
    trace: list[list[int]] = []
    for edits in range(most + 1):
        if edits % _TERM == _TERM - 1 and not work.pay(_STEPS * _TERM * edits):
            return None
        trace.append(furthest[middle - edits - 1 : middle + edits + 2])
        low, high = 2 * max(0, edits - m) - edits, edits - 2 * max(0, edits - n)
        for at in range(middle + low, middle + high + 1, 2):
            x = furthest[at - 1] + 1
            if at == middle - edits or (at != middle + edits and x <= furthest[at + 1]):
                x = furthest[at + 1]
            y = x - at + middle
            while x < n and y < m and base[x] == head[y]:
                x += 1
                y += 1
            furthest[at] = x
            if x >= n and y >= m:
                return _backtrack(trace, n, m)
    return None


def _backtrack(trace: list[list[int]], x: int, y: int) -> list[tuple[int, int, int]]:
    """Follows the path back from its end; `trace[d]` is how far it had come before edit d."""
    runs = []
    for edits in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[edits], x - y
        at = diagonal + edits + 1
        if diagonal == -edits or (diagonal != edits and reached[at - 1] < reached[at + 1]):
            begin = before = reached[at + 1]
            before_y = before - diagonal - 1
        else:
            before = reached[at - 1]
            begin = before + 1
            before_y = before - diagonal + 1
        if edits == 0:
            begin = 0
        if x > begin:
            runs.append((begin, begin - diagonal, x - begin))
        x, y = before, before_y
    runs.reverse()
    return runs
