"""The order of a module's cells, three-way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import diff_sequences


class Order(NamedTuple):
    """How the order has changed."""

    #: The cells that each side has moved.
    notebook: frozenset[CellKey]
    module: frozenset[CellKey]
    #: The module's cells as the notebook is to have them; empty if it has them like that.
    wanted: tuple[CellKey, ...] = ()
    #: Why that cannot be; empty if it can.
    problem: str = ""


def compare_order(
    base: Iterable[CellKey], notebook: Sequence[CellKey], module: Iterable[CellKey]
) -> Order:
    """Compares the order of the cells that all three have."""
    sides = [tuple(base), tuple(notebook), tuple(module)]
    shared = set(sides[0]) & set(sides[1]) & set(sides[2])
    was, ours, theirs = ([key for key in side if key in shared] for side in sides)
    moved = frozenset(_moved(was, ours)), frozenset(_moved(was, theirs))
    if theirs in (was, ours):
        return Order(*moved)
    if ours != was:
        return Order(*moved, problem="cells were reordered in the notebook and in the module")
    if [key.notebook for key in theirs] != [key.notebook for key in ours]:
        return Order(*moved, problem="sections were moved between those of different notebooks")
    return Order(*moved, wanted=tuple(theirs))


def _moved(was: Sequence[CellKey], now: Sequence[CellKey]) -> list[CellKey]:
    return [
        key for span in diff_sequences(was, now, Budget()) for key in now[span.head : span.head_end]
    ]
