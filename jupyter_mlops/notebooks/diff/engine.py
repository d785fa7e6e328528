"""Compares two notebooks: cells are aligned, then each pair is compared in its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jupyter_mlops.notebooks.diff.align import Alignment, Prints, align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.cells import cells_of, digest_parts, frame_of
from jupyter_mlops.notebooks.diff.fingerprint import quick_print
from jupyter_mlops.notebooks.diff.metadata import notebook_changes
from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    Coarse,
    NotebookDiff,
    PairedCell,
    RemovedCell,
    Side,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.pair import Terms, compare_pair
from jupyter_mlops.notebooks.diff.summary import summarize
from jupyter_mlops.notebooks.diff.values import diff_objects
from jupyter_mlops.notebooks.document import language

DEFAULTS = DiffOptions()
#: Of a notebook that doesn't say what it is written in.
_USUAL_LANGUAGE = "python"


def diff_notebooks(
    base: dict[str, Any], head: dict[str, Any], options: DiffOptions = DEFAULTS
) -> NotebookDiff:
    """Compares two notebooks.

    Args:
        base: The older notebook, as decoded from its file; texts may be strings or lists.
        head: The newer.
        options: How to compare.

    Returns:
        The diff. `patch_notebook(base, diff)` is `head`, to the order of its keys. It says in
        `coarse` where the time budget ended before the work.
    """
    budget = Budget(options.budget)
    old, new = cells_of(base), cells_of(head)
    old_prints = [quick_print(cell) for cell in old]
    new_prints = [quick_print(cell) for cell in new]
    alignment = align_cells(old, new, budget, Prints(old_prints, new_prints))
    spoken = language(head) or language(base) or _USUAL_LANGUAGE
    terms = Terms(options, budget, spoken)
    entries: list[CellEntry] = []
    for entry in _in_order(alignment, old, new):
        if isinstance(entry, PairedCell):
            cells = old[entry.base], new[entry.head]
            equal = old_prints[entry.base] == new_prints[entry.head] and cells[0] == cells[1]
            pair = entry if equal else compare_pair(*cells, entry, terms)
            if not pair.moved and not pair.changes:
                _extend_unchanged(entries, pair)
            else:
                entries.append(pair)
        else:
            entries.append(entry)
    return NotebookDiff(
        base=_side(base, old_prints),
        head=_side(head, new_prints),
        summary=summarize(entries),
        notebook=diff_objects(frame_of(base), frame_of(head), budget),
        metadata=notebook_changes(base, head),
        cells=entries,
        coarse=_coarse(alignment, entries),
    )


def _in_order(
    alignment: Alignment, old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> Iterator[CellEntry]:
    """All cells in the head's order; what is removed between two cells that stay comes first."""
    pairs = {pair.head: pair for pair in alignment.pairs}
    paired = {pair.base for pair in alignment.pairs}
    anchors = [(pair.head, pair.base) for pair in alignment.pairs if not pair.moved]
    gone = 0
    next_head = 0
    for stop_head, stop_base in [*anchors, (len(new), len(old))]:
        for base in range(gone, stop_base):
            if base not in paired:
                yield RemovedCell(base=base, joined_into=alignment.joins.get(base))
        gone = stop_base
        for head in range(next_head, min(stop_head + 1, len(new))):
            pair = pairs.get(head)
            if pair is None:
                split = alignment.splits.get(head)
                yield AddedCell(head=head, cell=new[head], split_from=split)
            else:
                yield PairedCell(base=pair.base, head=head, moved=pair.moved)
        next_head = stop_head + 1


def _extend_unchanged(entries: list[CellEntry], entry: PairedCell) -> None:
    """Adds an unchanged cell to the run before it, or begins one."""
    last = entries[-1] if entries else None
    if (
        isinstance(last, UnchangedCells)
        and last.base + last.count == entry.base
        and last.head + last.count == entry.head
    ):
        entries[-1] = UnchangedCells(base=last.base, head=last.head, count=last.count + 1)
    else:
        entries.append(UnchangedCells(base=entry.base, head=entry.head, count=1))


def _side(nb: dict[str, Any], prints: list[bytes]) -> Side:
    return Side(
        nbformat=_number(nb.get("nbformat")),
        nbformat_minor=_number(nb.get("nbformat_minor")),
        cells=len(prints),
        digest=digest_parts(nb, prints),
    )


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _coarse(alignment: Alignment, entries: list[CellEntry]) -> list[Coarse]:
    coarse = [Coarse(part="alignment")] if alignment.coarse else []
    for entry in entries:
        if isinstance(entry, PairedCell):
            if entry.source is not None and entry.source.coarse:
                coarse.append(Coarse(part="source", head=entry.head))
            if any(getattr(change.view, "coarse", False) for change in entry.outputs):
                coarse.append(Coarse(part="outputs", head=entry.head))
    return coarse
