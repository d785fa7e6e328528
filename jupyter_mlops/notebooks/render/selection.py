"""What of a diff to show, and how much is left out as noise."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    NotebookDiff,
    OutputChange,
    PairedCell,
    RemovedCell,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.views import TextView, ValueChange
from jupyter_mlops.notebooks.render.model import Comparison, Shown


class Fold(Struct, frozen=True):
    """Cells that follow each other and of which there is nothing to show."""

    count: int


class Selection(NamedTuple):
    """What to show."""

    #: Of the notebook itself.
    metadata: list[ValueChange]
    #: The cells; a paired one holds only the changes to show.
    cells: list[AddedCell | RemovedCell | PairedCell | Fold]
    #: How many changes are left out because they are noise.
    noise: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.metadata and all(isinstance(cell, Fold) for cell in self.cells)


def select(diff: NotebookDiff, shown: Shown) -> Selection:
    """Chooses what to show of a diff."""
    metadata, noise = _values(diff.metadata, shown)
    cells: list[AddedCell | RemovedCell | PairedCell | Fold] = []
    folded = 0
    for entry in diff.cells:
        if isinstance(entry, UnchangedCells):
            folded += entry.count
            continue
        kept: AddedCell | RemovedCell | PairedCell | None = entry
        if isinstance(entry, PairedCell):
            kept, hidden = _paired(entry, shown)
            noise += hidden
        if kept is None:
            folded += 1
            continue
        if folded:
            cells.append(Fold(folded))
            folded = 0
        cells.append(kept)
    if folded:
        cells.append(Fold(folded))
    return Selection(metadata, cells, noise)


def cell_of(notebook: dict[str, Any], index: int) -> dict[str, Any]:
    """A cell of a decoded notebook; an empty one if it isn't there or is none."""
    cells = notebook.get("cells")
    cell = cells[index] if isinstance(cells, list) and index < len(cells) else None
    return cell if isinstance(cell, dict) else {}


def shown_cell(comparison: Comparison, entry: AddedCell | RemovedCell | PairedCell) -> Any:
    """The cell of an entry; as it is now if it is still there."""
    if isinstance(entry, AddedCell):
        return entry.cell
    if isinstance(entry, RemovedCell):
        return cell_of(comparison.base, entry.base)
    return cell_of(comparison.head, entry.head)


def outputs_of(cell: Any) -> list[Any]:
    """The outputs of a cell; none if it has none."""
    outputs = cell.get("outputs") if isinstance(cell, dict) else None
    return outputs if isinstance(outputs, list) else []


def run_starts(outputs: list[Any]) -> list[int]:
    """Indices of the outputs to show; streams that continue one come with it."""
    from jupyter_mlops.notebooks.diff.outputs.runs import runs_of

    return [run.start for run in runs_of(outputs)]


def _paired(entry: PairedCell, shown: Shown) -> tuple[PairedCell | None, int]:
    """The changes of a cell to show, None without any; and how many are hidden as noise."""
    outputs, noise = _outputs(entry.outputs, shown)
    metadata, more = _values(entry.metadata, shown)
    kept = msgspec.structs.replace(entry, outputs=outputs, metadata=metadata)
    visible = entry.moved or entry.retyped or entry.source or outputs or metadata
    return kept if visible else None, noise + more


def _outputs(changes: list[OutputChange], shown: Shown) -> tuple[list[OutputChange], int]:
    if not shown.outputs:
        return [], 0
    if shown.noise:
        return changes, 0
    kept = [change for change in changes if not change.noise]
    quiet = sum(
        hunk.noise
        for change in kept
        if isinstance(change.view, TextView)
        for hunk in change.view.hunks
    )
    return kept, len(changes) - len(kept) + quiet


def _values(changes: list[ValueChange], shown: Shown) -> tuple[list[ValueChange], int]:
    if not shown.metadata:
        return [], 0
    if shown.noise:
        return changes, 0
    kept = [change for change in changes if not change.noise]
    return kept, len(changes) - len(kept)
