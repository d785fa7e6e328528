"""Merges two versions of a notebook that go back to one."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.accessors import minor_format
from jupyter_mlops.notebooks.diff.align import Prints, align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.cells import cells_of
from jupyter_mlops.notebooks.diff.fingerprint import quick_print
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.merge.agreement import agree
from jupyter_mlops.notebooks.merge.cells import MergedCell, merge_cell
from jupyter_mlops.notebooks.merge.deleted import merge_deleted
from jupyter_mlops.notebooks.merge.frame import merge_frame
from jupyter_mlops.notebooks.merge.model import Conflict, Merged, MergeOptions
from jupyter_mlops.notebooks.merge.order import Arrangement, arrange
from jupyter_mlops.notebooks.merge.sides import Key, Side, Slot
from jupyter_mlops.notebooks.merge.values import MISSING, Three, three_way
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.notebooks.repair import repair_ids
from jupyter_mlops.notebooks.structure import name_cells

DEFAULTS = MergeOptions()
_MINOR_WITH_IDS = 5

_Cells = list[dict[str, Any]]


def merge_notebooks(
    base: dict[str, Any],
    local: dict[str, Any],
    remote: dict[str, Any],
    options: MergeOptions = DEFAULTS,
) -> Merged:
    """Merges two notebooks with their common ancestor.

    Args:
        base: The ancestor, as decoded from its file; texts may be strings or lists.
        local: One side.
        remote: The other.
        options: How to settle what both sides changed differently.

    Returns:
        The merged notebook and the conflicts left in it. If one side changed nothing, or both the
        same, it is the other side in every bit; otherwise it is valid if the three are, and has
        unique ids where its format has ids. It shares parts with the three, which are left as
        they are.
    """
    if (settled := three_way(Three(base, local, remote))) is not None:
        return Merged(nb=settled[0], conflicts=[])
    budget = Budget(options.budget)
    sides = Three(*(cells_of(nb) for nb in (base, local, remote)))
    arrangement, coarse = _arrange(sides, budget)
    merged = [(slot, _merge_slot(slot, sides, options, budget)) for slot in arrangement.slots]
    kept = [(slot, cell) for slot, cell in merged if cell is not None]
    nb, open_frame = merge_frame(
        Three(base, local, remote), [cell.cell for _, cell in kept], options
    )
    nb, repaired = _with_ids(nb)
    conflicts = [Conflict(cell=None, kinds=["metadata"])] if open_frame else []
    conflicts += [
        Conflict(cell=index, kinds=cell.kinds) for index, (_, cell) in enumerate(kept) if cell.kinds
    ]
    notes = [*_notes(kept, arrangement), *repaired]
    if coarse:
        notes.append("time ran out while cells were compared: some may stand for others")
    return Merged(nb=nb, conflicts=conflicts, notes=tuple(notes))


def _arrange(sides: Three, budget: Budget) -> tuple[Arrangement, bool]:
    """The order of cells, and whether time ran out for it."""
    prints = [[quick_print(cell) for cell in cells] for cells in sides]
    one = align_cells(sides.base, sides.local, budget, Prints(prints[0], prints[1]))
    other = align_cells(sides.base, sides.remote, budget, Prints(prints[0], prints[2]))
    keys = [[_key_of(cell) for cell in cells] for cells in sides]
    local = Side(one, keys[1], is_local=True)
    remote = Side(other, keys[2], is_local=False)
    agree(keys[0], local, remote)
    return arrange(local, remote, budget), one.coarse or other.coarse


def _key_of(cell: dict[str, Any]) -> Key:
    source = cell.get("source")
    text = text_of(source)
    return str(cell.get("cell_type")), repr(encoded(source)) if text is None else text


def _merge_slot(
    slot: Slot, sides: Three, options: MergeOptions, budget: Budget
) -> MergedCell | None:
    three = Three(
        *(
            MISSING if index is None else cells[index]
            for index, cells in zip(slot, sides, strict=True)
        )
    )
    if three.local is not MISSING and three.remote is not MISSING:
        return merge_cell(three, options, budget)
    if slot.base is None:
        return MergedCell(three.remote if three.local is MISSING else three.local)
    return merge_deleted(three, options)


def _with_ids(nb: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The notebook with ids that its format asks for, or without those that it doesn't know."""
    if minor_format(nb) >= _MINOR_WITH_IDS:
        return repair_ids(nb)
    if not any("id" in cell for cell in nb["cells"]):
        return nb, ()
    cells = [{key: cell[key] for key in cell if key != "id"} for cell in nb["cells"]]
    return {**nb, "cells": cells}, ()


def _notes(kept: list[tuple[Slot, MergedCell]], arrangement: Arrangement) -> list[str]:
    notes = []
    if stale := [number for number, (_, cell) in enumerate(kept, start=1) if cell.stale]:
        notes.append(f"outputs of {name_cells(stale)} dropped: run again what both sides changed")
    torn = set(arrangement.torn)
    if moved := [number for number, (slot, _) in enumerate(kept, start=1) if slot in torn]:
        notes.append(f"{name_cells(moved)} moved differently by both sides: local's place is kept")
    return notes
