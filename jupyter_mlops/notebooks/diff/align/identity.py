"""Whether ids say which cell is which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.matching import Matching

#: How many cells of equal source must keep their id for each one whose id went to another cell.
_AGREEING = 4


def trusted_links(matching: Matching) -> dict[int, int]:
    """Cells without a pair yet that ids tie together, base index -> head index.

    Cells paired by their content are the witnesses. An id that such a cell lost to another cell
    speaks against all ids; ids that are new on both sides speak neither for nor against. Ids may
    also be right for one part of a notebook only, as where they number the cells and one was
    inserted: a link counts unless its nearest witness, before or after, speaks against it.

    Args:
        matching: With all pairs that content alone decides.
    """
    shared = _shared_ids(matching.base, matching.head)
    reverse = {head: base for base, head in shared.items()}
    verdicts: list[bool | None] = [None] * len(matching.head)
    agreeing = 0
    for base, head in matching.pairs():
        if shared.get(base) == head:
            verdicts[head] = True
            agreeing += matching.stands[base]
        elif base in shared or head in reverse:
            verdicts[head] = False
    if agreeing < _AGREEING * verdicts.count(False):
        return {}
    fine_before = _carried(verdicts)
    fine_after = _carried(verdicts[::-1])[::-1]
    return {
        base: head
        for base, head in shared.items()
        if matching.free(base, head) and fine_before[head] and fine_after[head]
    }


def _shared_ids(base: Sequence[Cell], head: Sequence[Cell]) -> dict[int, int]:
    """Cells that have the same id, one that nobody else has on either side."""
    head_ids = _unique_ids(head)
    return {index: head_ids[name] for name, index in _unique_ids(base).items() if name in head_ids}


def _unique_ids(cells: Sequence[Cell]) -> dict[str, int]:
    count = Counter(cell.id for cell in cells)
    return {
        cell.id: index
        for index, cell in enumerate(cells)
        if cell.id is not None and count[cell.id] == 1
    }


def _carried(verdicts: list[bool | None]) -> list[bool]:
    """For each cell the last verdict before it; where there is none, the ids are fine."""
    last = True
    carried = []
    for verdict in verdicts:
        last = last if verdict is None else verdict
        carried.append(last)
    return carried
