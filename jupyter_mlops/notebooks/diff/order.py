"""The order in which a diff tells of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jupyter_mlops.notebooks.diff.align import Alignment, Pair
from jupyter_mlops.notebooks.diff.model import AddedCell, CellEntry, RemovedCell, UnchangedCells


def in_order(
    alignment: Alignment, base_count: int, head: Sequence[dict[str, Any]]
) -> Iterator[Pair | AddedCell | RemovedCell]:
    """All cells in the head's order; what is removed between two cells that stay comes first."""
    pairs = {pair.head: pair for pair in alignment.pairs}
    paired = {pair.base for pair in alignment.pairs}
    staying = [(pair.base, pair.head) for pair in alignment.pairs if not pair.moved]
    base_at = head_at = 0
    for base_stop, head_stop in [*staying, (base_count, len(head))]:
        for base in range(base_at, base_stop):
            if base not in paired:
                yield RemovedCell(base=base, joined_into=alignment.joins.get(base))
        for at in range(head_at, head_stop):
            pair = pairs.get(at)
            yield pair or AddedCell(head=at, cell=head[at], split_from=alignment.splits.get(at))
        if head_stop < len(head):
            yield pairs[head_stop]
        base_at, head_at = base_stop + 1, head_stop + 1


class Entries:
    """The entries of a diff, in which unchanged cells that follow each other are one run."""

    def __init__(self) -> None:
        self._done: list[CellEntry] = []
        self._run = (0, 0, 0)

    def add(self, entry: CellEntry) -> None:
        """Adds what happened to one cell."""
        self._end_run()
        self._done.append(entry)

    def add_unchanged(self, base: int, head: int) -> None:
        """Adds an unchanged cell, to the run before it if there is one."""
        first_base, first_head, count = self._run
        if count and (base, head) == (first_base + count, first_head + count):
            self._run = (first_base, first_head, count + 1)
        else:
            self._end_run()
            self._run = (base, head, 1)

    def finish(self) -> list[CellEntry]:
        """All entries."""
        self._end_run()
        return self._done

    def _end_run(self) -> None:
        base, head, count = self._run
        if count:
            self._done.append(UnchangedCells(base=base, head=head, count=count))
            self._run = (0, 0, 0)
