"""Lists what has changed in a notebook, cell by cell."""

from __future__ import annotations

from collections import Counter

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.staging.model import (
    CellChange,
    CellCounts,
    CellKind,
    NotebookChanges,
)
from jupyter_mlops.notebooks.staging.parts import outputs_differ, source_differs, text_differs
from jupyter_mlops.notebooks.staging.slot import Slot
from jupyter_mlops.notebooks.staging.states import State, find_states
from jupyter_mlops.notebooks.staging.versions import Cell, Versions

_LONGEST_PREVIEW = 120


def list_changes(versions: Versions, budget: Budget | None = None) -> NotebookChanges:
    """Tells how base and working differ, and what of that is in the index.

    A cell of which only the index differs is told, too: it was staged, and put back since.

    Args:
        versions: The notebook.
        budget: Time; some seconds by default. Once it is spent, cells may be told as removed and
            added that were edited.
    """
    standing = find_states(versions, budget)
    changes = [_change(state, budget or Budget()) for state in standing.cells if not state.quiet]
    counts = Counter[str](change.kind for change in changes)
    counts["moved"] = sum(change.moved for change in changes)
    return NotebookChanges(cells=changes, counts=CellCounts(**counts), notebook=standing.notebook)


def _change(state: State, budget: Budget) -> CellChange:
    slot = state.slot
    cell = slot.cells[slot.first("working", "base", "index")]
    own, count = cell.get("id"), slot.cells.get("working", {}).get("execution_count")
    return CellChange(
        key=slot.key,
        kind=_kind(slot, budget),
        moved=slot.moved,
        base=slot.at.get("base"),
        head=slot.at.get("working"),
        cell_id=own if isinstance(own, str) else None,
        cell_type=str(cell.get("cell_type")),
        execution_count=count if type(count) is int else None,
        preview=preview_of(cell_source(cell)),
        source=state.source,
        outputs=state.outputs,
    )


def _kind(slot: Slot, budget: Budget) -> CellKind:
    """What happened to a cell; if nothing has, what the index would do to it."""
    base, working = slot.cells.get("base"), slot.cells.get("working")
    if base is None:
        return "added"
    if working is None:
        return "removed"
    found = _difference(base, working, budget)
    if found:
        return found
    if slot.moved:
        return "moved"
    index = slot.cells.get("index")
    if index is None:
        return "removed"
    return _difference(base, index, budget) or "moved"


def _difference(base: Cell, head: Cell, budget: Budget) -> CellKind | None:
    if text_differs(base, head):
        return "edited"
    if outputs_differ(base, head, budget):
        return "rerun"
    return "other" if source_differs(base, head) else None


def preview_of(text: str) -> str:
    """The first line of a text that says something, shortened."""
    lines = [line.strip() for line in text.split("\n")]
    telling = (line for line in lines if any(map(str.isalnum, line)))
    found = next(telling, None) or next(filter(None, lines), "")
    return found[:_LONGEST_PREVIEW]
