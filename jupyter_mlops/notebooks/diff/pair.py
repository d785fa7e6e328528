"""Compares a cell with what became of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from jupyter_mlops.notebooks.diff.align import Pair
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.metadata import cell_changes
from jupyter_mlops.notebooks.diff.model import PairedCell
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs import compare_outputs
from jupyter_mlops.notebooks.diff.texts import diff_texts
from jupyter_mlops.notebooks.diff.values import diff_objects
from jupyter_mlops.notebooks.diff.views import TextView
from jupyter_mlops.notebooks.multiline import text_of

_Cell = dict[str, Any]


class Terms(NamedTuple):
    """What holds for all pairs of a diff."""

    #: How to compare.
    options: DiffOptions
    #: The time for the whole diff.
    budget: Budget
    #: What the notebook is written in.
    language: str


def compare_pair(base: _Cell, head: _Cell, entry: Pair, terms: Terms) -> PairedCell:
    """Says how a cell differs from its pair.

    Args:
        base: The older cell.
        head: The newer.
        entry: Their places.
        terms: What holds for the whole diff.

    Returns:
        The places with operations and views.
    """
    types = str(base.get("cell_type")), str(head.get("cell_type"))
    return PairedCell(
        base=entry.base,
        head=entry.head,
        moved=entry.moved,
        retyped=types if types[0] != types[1] else None,
        source=_compare_sources(base, head, terms),
        outputs=compare_outputs(_outputs(base), _outputs(head), terms.options, terms.budget),
        metadata=cell_changes(base, head),
        # Last, since without time it is as right, only larger
        changes=diff_objects(base, head, terms.budget),
    )


def _compare_sources(base: _Cell, head: _Cell, terms: Terms) -> TextView | None:
    before, after = text_of(base.get("source")) or "", text_of(head.get("source")) or ""
    if before == after:
        return None
    view = diff_texts(before, after, terms.budget)
    if terms.options.ignore_formatting and base.get("cell_type") == head.get("cell_type"):
        from jupyter_mlops.notebooks.diff.formatting import same_code

        spoken = terms.language if head.get("cell_type") == "code" else str(head.get("cell_type"))
        if same_code(before, after, spoken):
            return msgspec.structs.replace(view, formatting_only=True)
    return view


def _outputs(cell: _Cell) -> list[Any]:
    outputs = cell.get("outputs")
    return outputs if isinstance(outputs, list) else []
