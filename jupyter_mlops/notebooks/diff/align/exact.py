"""Pairs of cells with the same type and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.gaps import Gap
from jupyter_mlops.notebooks.diff.align.matching import Matching
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.fingerprint import fingerprint
from jupyter_mlops.notebooks.diff.sequences import diff_sequences


def pair_unique(matching: Matching) -> None:
    """Pairs cells whose content is there once on each side, wherever they stand."""
    _pair_by(matching, lambda cell: cell.key if cell.text else None)
    _pair_by(matching, lambda cell: cell.text or None)  # another type, so not found before


def pair_equal_links(matching: Matching, links: dict[int, int]) -> None:
    """Pairs cells of the same content that have the same id."""
    for base, head in links.items():
        if matching.equal(base, head) and not matching.base[base].trivial:
            matching.pair(base, head)


def pair_by_outputs(matching: Matching) -> None:
    """Pairs cells of the same content, of which there are several, by what they put out."""
    repeated = _repeated(matching.base) | _repeated(matching.head)

    def identity(cell: Cell) -> Hashable:
        shown = isinstance(cell.outputs, list) and cell.outputs and cell.key in repeated
        return (cell.key, _fingerprint(cell.outputs)) if shown and cell.text else None

    _pair_by(matching, identity)


def extend(matching: Matching, anchors: Sequence[tuple[int, int]]) -> None:
    """Pairs cells of the same content that stand right after or before a pair, and so on."""
    for (one, other), step in _directions(anchors):
        i, j = one + step, other + step
        while matching.free(i, j) and matching.equal(i, j):
            matching.pair(i, j)
            i, j = i + step, j + step


def pair_repeated(matching: Matching, gaps: Sequence[Gap], budget: Budget) -> bool:
    """Pairs cells of the same content in order where a gap is too large to compare all its cells.

    Returns:
        Whether there was time for it.
    """
    large = [gap for gap in gaps if gap.large]
    for gap in large:
        base = [at for at in gap.base if not matching.base[at].trivial]
        head = [at for at in gap.head if not matching.head[at].trivial]
        keys = [matching.base[at].key for at in base], [matching.head[at].key for at in head]
        i = j = 0
        for changed in [*diff_sequences(*keys, budget), None]:
            stop = changed.base if changed else len(base)
            for one, other in zip(base[i:stop], head[j : j + stop - i], strict=True):
                matching.pair(one, other)
            if changed:
                i, j = changed.base_end, changed.head_end
    return not (large and budget.spent)


def _directions(
    anchors: Sequence[tuple[int, int]],
) -> Iterable[tuple[tuple[int, int], int]]:
    yield from ((anchor, 1) for anchor in anchors)
    yield from ((anchor, -1) for anchor in reversed(anchors))


def _pair_by(matching: Matching, identity: Callable[[Cell], Hashable]) -> None:
    """Pairs free cells whose identity no other cell has, free or not; None is no identity."""
    heads = _once(matching.head, identity)
    for value, base in _once(matching.base, identity).items():
        head = heads.get(value)
        if head is not None and matching.free(base, head):
            matching.pair(base, head)


def _once(cells: Sequence[Cell], identity: Callable[[Cell], Hashable]) -> dict[Hashable, int]:
    """The identities that are there once, and where."""
    places: dict[Hashable, int] = {}
    repeated: set[Hashable] = {None}
    for index, cell in enumerate(cells):
        value = identity(cell)
        if places.setdefault(value, index) != index:
            repeated.add(value)
    return {value: index for value, index in places.items() if value not in repeated}


def _repeated(cells: Sequence[Cell]) -> set[tuple[str, str]]:
    return {key for key, count in Counter(cell.key for cell in cells).items() if count > 1}


def _fingerprint(outputs: list[Any]) -> bytes:
    """A hash of outputs without the count that every run changes."""
    return fingerprint(
        [
            {key: value for key, value in output.items() if key != "execution_count"}
            if isinstance(output, dict)
            else output
            for output in outputs
        ]
    )
