"""Compares two notebooks: cells are aligned, then each pair is compared in its parts."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.align import Alignment, Pair, Prints, align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.cells import cells_of, digest_parts, frame_of
from jupyter_mlops.notebooks.diff.fingerprint import quick_print
from jupyter_mlops.notebooks.diff.metadata import notebook_changes
from jupyter_mlops.notebooks.diff.model import (
    CellEntry,
    Coarse,
    NotebookDiff,
    OutputChange,
    PairedCell,
    Side,
)
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.order import Entries, in_order
from jupyter_mlops.notebooks.diff.pair import Terms, compare_pair
from jupyter_mlops.notebooks.diff.summary import summarize
from jupyter_mlops.notebooks.diff.values import diff_objects
from jupyter_mlops.notebooks.diff.views import TextView
from jupyter_mlops.notebooks.document import language

DEFAULTS = DiffOptions()
#: Of a notebook that doesn't say what it is written in.
_USUAL_LANGUAGE = "python"

_Cells = list[dict[str, Any]]


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
    spoken = language(head) or language(base) or _USUAL_LANGUAGE
    terms = Terms(options, Budget(options.budget), spoken)
    old, new = cells_of(base), cells_of(head)
    prints = Prints([quick_print(cell) for cell in old], [quick_print(cell) for cell in new])
    alignment = align_cells(old, new, terms.budget, prints)
    entries = _compare_cells(old, new, alignment, prints, terms)
    return NotebookDiff(
        base=_side(base, prints.base),
        head=_side(head, prints.head),
        summary=summarize(entries),
        notebook=diff_objects(frame_of(base), frame_of(head), terms.budget),
        metadata=notebook_changes(base, head),
        cells=entries,
        coarse=_coarse(alignment, entries),
    )


def _compare_cells(
    old: _Cells, new: _Cells, alignment: Alignment, prints: Prints, terms: Terms
) -> list[CellEntry]:
    entries = Entries()
    for entry in in_order(alignment, len(old), new):
        if not isinstance(entry, Pair):
            entries.add(entry)
            continue
        pair = PairedCell(base=entry.base, head=entry.head, moved=True) if entry.moved else None
        cells = old[entry.base], new[entry.head]
        # Unequal to Python are cells with NaN, too, for which prints take null.
        if prints.base[entry.base] != prints.head[entry.head] or cells[0] != cells[1]:
            pair = compare_pair(*cells, entry, terms)
        if pair and (pair.moved or pair.changes):
            entries.add(pair)
        else:
            entries.add_unchanged(entry.base, entry.head)
    return entries.finish()


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
            if any(_is_coarse(change) for change in entry.outputs):
                coarse.append(Coarse(part="outputs", head=entry.head))
    return coarse


def _is_coarse(change: OutputChange) -> bool:
    return change.coarse or (isinstance(change.view, TextView) and change.view.coarse)
