"""In which order a notebook's cells stand on the page, and what of them is folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    NotebookDiff,
    PairedCell,
    RemovedCell,
    UnchangedCells,
)
from jupyter_mlops.notebooks.render.phrases import cell_kind

Changed = AddedCell | RemovedCell | PairedCell


class Quiet(NamedTuple):
    """Neighbours in which nothing, or nothing but noise, differs."""

    entries: list[UnchangedCells | PairedCell]

    @property
    def head(self) -> int:
        """Head index of the first."""
        return self.entries[0].head

    @property
    def cells(self) -> int:
        """How many cells."""
        return sum(size(entry) for entry in self.entries)

    @property
    def noisy(self) -> bool:
        """Whether noise differs in one of them."""
        return any(isinstance(entry, PairedCell) for entry in self.entries)


class Left(NamedTuple):
    """The place that a moved cell has left."""

    entry: PairedCell


def size(entry: UnchangedCells | PairedCell) -> int:
    """How many cells an entry stands for."""
    return entry.count if isinstance(entry, UnchangedCells) else 1


def items(diff: NotebookDiff) -> Iterator[Quiet | Left | Changed]:
    """What the page shows of a notebook, in order."""
    left = _left(diff)
    quiet: list[UnchangedCells | PairedCell] = []
    for entry in diff.cells:
        gone = _before(entry, left)
        calm = isinstance(entry, (UnchangedCells, PairedCell)) and cell_kind(entry) == "unchanged"
        if quiet and (gone or not calm):
            yield Quiet(quiet)
            quiet = []
        yield from gone
        if isinstance(entry, UnchangedCells) or (calm and isinstance(entry, PairedCell)):
            quiet.append(entry)
        else:
            yield entry
    if quiet:
        yield Quiet(quiet)
    yield from reversed(left)


def _left(diff: NotebookDiff) -> list[Left]:
    """Places that moved cells have left, the first one last."""
    moved = [entry for entry in diff.cells if isinstance(entry, PairedCell) and entry.moved]
    return [Left(entry) for entry in sorted(moved, key=lambda entry: -entry.base)]


def _before(entry: Changed | UnchangedCells, left: list[Left]) -> list[Left]:
    """Takes out of `left` what stood before a cell that kept its place."""
    gone: list[Left] = []
    if isinstance(entry, AddedCell) or (isinstance(entry, PairedCell) and entry.moved):
        return gone
    while left and left[-1].entry.base < entry.base:
        gone.append(left.pop())
    return gone
