"""Puts added and removed lines where a reader expects them.

An added function that begins with a blank line could as well end with one: the diff is right both
ways, but reads better if it begins where the function does. Michael Haggerty's measurements for
git's `diff.indentHeuristic` are where the idea comes from.
"""

from __future__ import annotations

import re

from jupyter_mlops.notebooks.diff.sequences import Range

#: How far lines are moved at most.
_FARTHEST = 100
#: What begins a line that goes on or ends what the lines before began.
_CONTINUES = re.compile(r"\s*(?:[)\]}]|(?:else|elif|except|finally|end)\b)")

#: What speaks against a boundary before a line, in columns of indentation: that it is blank, that
#: it continues something; and, for it, that a blank line precedes it.
_BLANK, _CONTINUATION, _AFTER_BLANK = 1, 3, 4


def settle(ranges: list[Range], base: list[str], head: list[str]) -> list[Range]:
    """Moves ranges that only add or only remove lines, where equal lines allow it.

    Args:
        ranges: Where the lines differ, in order.
        base: Lines of the base.
        head: Lines of the head.

    Returns:
        As many ranges, as right as before.
    """
    settled: list[Range] = []
    for index, each in enumerate(ranges):
        if each.base < each.base_end and each.head < each.head_end:
            settled.append(each)
            continue
        above = each.base - (settled[-1].base_end + 1) if settled else each.base
        following = ranges[index + 1].base - 1 if index + 1 < len(ranges) else len(base)
        below = following - each.base_end
        if each.base == each.base_end:
            shift = _best_shift(head, each.head, each.head_end, above, below)
        else:
            shift = _best_shift(base, each.base, each.base_end, above, below)
        settled.append(Range(*(at + shift for at in each)) if shift else each)
    return settled


def _best_shift(lines: list[str], start: int, end: int, above: int, below: int) -> int:
    up = down = 0
    while up < min(above, _FARTHEST) and lines[start - up - 1] == lines[end - up - 1]:
        up += 1
    while down < min(below, _FARTHEST) and lines[start + down] == lines[end + down]:
        down += 1
    if not up and not down:
        return 0
    return min(
        range(down, -up - 1, -1),
        key=lambda shift: _cost(lines, start + shift) + _cost(lines, end + shift),
    )


def _cost(lines: list[str], at: int) -> int:
    """How badly a boundary before a line reads."""
    if at in (0, len(lines)):
        return -_AFTER_BLANK
    line = lines[at]
    after_blank = not lines[at - 1].strip()
    if not line.strip():
        following = next((each for each in lines[at : at + _FARTHEST] if each.strip()), "")
        return _indent(following) + (0 if after_blank else _BLANK)
    cost = _indent(line) - (_AFTER_BLANK if after_blank else 0)
    return cost + (_CONTINUATION if _CONTINUES.match(line) else 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
