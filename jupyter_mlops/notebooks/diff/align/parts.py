"""Cells that were split, or joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.chains import Point, heaviest_chain
from jupyter_mlops.notebooks.diff.align.matching import Matching

#: Share of the lines that must be the same in the whole and in its parts, in order.
_SAME = 0.9
#: A cell with more characters than this is not looked at: nobody splits it by hand.
_LONG = 200_000


class Group(NamedTuple):
    """A cell of one side and the cells that it is made of on the other."""

    whole: int
    #: The one that it is paired with, and the others.
    own: int
    parts: list[int]


def pair_largest_parts(matching: Matching) -> tuple[dict[int, int], dict[int, int]]:
    """Finds split and joined cells, and pairs the whole with the largest of its parts.

    Returns:
        For each other part the whole: of split cells, head index -> base index, and of joined
        ones, base index -> head index.
    """
    splits: dict[int, int] = {}
    for group in _groups(matching.base, matching.head, matching.pairs()):
        largest = _largest(matching.head, group)
        matching.bases[group.own] = None
        matching.pair(group.whole, largest)
        splits |= {part: group.whole for part in (group.own, *group.parts) if part != largest}
    joins: dict[int, int] = {}
    mirrored = sorted((head, base) for base, head in matching.pairs())
    for group in _groups(matching.head, matching.base, mirrored):
        largest = _largest(matching.base, group)
        matching.heads[group.own] = None
        matching.pair(largest, group.whole)
        joins |= {part: group.whole for part in (group.own, *group.parts) if part != largest}
    return splits, joins


def _largest(cells: Sequence[Cell], group: Group) -> int:
    return max((group.own, *group.parts), key=lambda index: len(cells[index].text))


def _groups(
    wholes: Sequence[Cell], cells: Sequence[Cell], pairs: Sequence[tuple[int, int]]
) -> list[Group]:
    """Finds cells without a pair that belong to the whole that a neighbour is paired with.

    Args:
        wholes: Cells of the side on which the parts are one.
        cells: Cells of the other side.
        pairs: What is paired, (index of the whole, index of the cell).
    """
    taken = {cell for _, cell in pairs}
    groups = []
    for whole, own in pairs:
        text = wholes[whole].text
        if cells[own].text == text or len(text) > _LONG or taken >= {own - 1, own + 1}:
            continue
        before = _run(taken, range(own - 1, -1, -1))
        after = _run(taken, range(own + 1, len(cells)))
        if before or after:
            parts = _parts(wholes[whole], cells, own, before, after)
            if parts:
                groups.append(Group(whole, own, parts))
                taken.update(parts)
    return groups


def _run(taken: set[int], indices: Iterable[int]) -> list[int]:
    """The cells without a pair that come first."""
    run = []
    for index in indices:
        if index in taken:
            break
        run.append(index)
    return run


def _parts(
    whole: Cell, cells: Sequence[Cell], own: int, before: list[int], after: list[int]
) -> list[int]:
    """The cells around a whole's pair that are further parts of it."""
    lines = _lines(whole)
    left = Counter(lines)
    left.subtract(_lines(cells[own]))
    later = _accept(left.copy(), whole, cells, after)
    earlier = _accept(left.copy(), whole, cells, before)[::-1]
    for chosen in ((earlier, later), ([], later), (earlier, [])):
        if not chosen[0] and not chosen[1]:
            continue
        parts = [line for at in (*chosen[0], own, *chosen[1]) for line in _lines(cells[at])]
        if _in_order(lines, parts) >= _SAME * max(len(lines), len(parts)):
            return [*chosen[0], *chosen[1]]
    return []


def _accept(
    left: Counter[str], whole: Cell, cells: Sequence[Cell], indices: list[int]
) -> list[int]:
    """Cells whose lines are among those left of the whole; cells of another type may be between."""
    accepted = []
    for index in indices:
        if cells[index].kind != whole.kind:
            continue
        if len(cells[index].text) > _LONG:
            break
        lines = _lines(cells[index])
        held = sum((Counter(lines) & left).values())
        if not lines or held < _SAME * len(lines):
            break
        accepted.append(index)
        left.subtract(lines)
    return accepted


def _lines(cell: Cell) -> list[str]:
    return [line for line in map(str.strip, cell.text.split("\n")) if line]


def _in_order(whole: list[str], parts: list[str]) -> int:
    """How many lines both have in the same order; the first of equal lines stands for the first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(whole) - 1, -1, -1):
        places[whole[at]].append(at)
    points = [Point(places[line].pop(), at, 1) for at, line in enumerate(parts) if places.get(line)]
    return len(heaviest_chain(points))
