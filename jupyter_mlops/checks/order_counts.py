"""What execution counts tell of outputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupyter_mlops.checks.subject import Cell


class Odd(NamedTuple):
    """A cell whose count shows that its outputs are from another order of cells."""

    cell: Cell
    code: str
    message: str
    hint: str


_AGAIN = "restart the kernel and run all cells"


def find_odd_counts(cells: Sequence[Cell]) -> Iterator[Odd]:
    """Yields cells that were not run in their order, as far as their counts tell.

    Without outputs, or without counts, there is nothing to tell.

    Args:
        cells: The code cells of a notebook, in their order.
    """
    if not any(cell.execution_count for cell in cells) or not any(cell.outputs for cell in cells):
        return
    seen: dict[int, Cell] = {}
    before: Cell | None = None
    for cell in cells:
        count = cell.execution_count
        if not count:
            if cell.outputs and cell.source.strip():
                yield Odd(
                    cell,
                    "stale-output",
                    "its outputs are from an earlier session: other cells were run since",
                    "run it, or clear its outputs",
                )
            continue
        if count in seen:
            yield Odd(
                cell,
                "repeated-count",
                f"it has the same execution count [{count}] as a cell above, so they are from "
                "different sessions",
                _AGAIN,
            )
        elif before is not None and count < (before.execution_count or 0):
            yield Odd(
                cell,
                "out-of-order",
                f"it was run as [{count}], before the cell above, which was run as "
                f"[{before.execution_count}]",
                _AGAIN,
            )
        seen[count] = before = cell
