"""Cells that were split, or joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.chains import Point, heaviest_chain

#: Share of the lines that must be the same in the whole and in its parts, in order.
_SAME = 0.9


def find_parts(
    wholes: Sequence[Cell], cells: Sequence[Cell], pairs: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Finds cells that belong to the whole that a neighbour of theirs is paired with.

    Args:
        wholes: Cells of the side on which the parts are one.
        cells: Cells of the other side.
        pairs: What is paired, (index of the whole, index of the cell).

    Returns:
        The whole of each part that has no pair, by the part's index.
    """
    paired = {cell for _, cell in pairs}
    parts: dict[int, int] = {}
    for whole, own in pairs:
        if cells[own].text == wholes[whole].text or paired >= {own - 1, own + 1}:
            continue
        before = _run(paired, range(own - 1, -1, -1))
        after = _run(paired, range(own + 1, len(cells)))
        if not before and not after:
            continue
        for part in _parts(wholes[whole], cells, own, before, after):
            parts.setdefault(part, whole)
    return parts


def _run(paired: set[int], indices: Iterable[int]) -> list[int]:
    """The cells without a pair that come first."""
    run = []
    for index in indices:
        if index in paired:
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
