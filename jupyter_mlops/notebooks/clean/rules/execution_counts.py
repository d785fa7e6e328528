"""The rule of execution counts."""

from __future__ import annotations

from typing import Any, ClassVar

from jupyter_mlops.notebooks.clean.rule import Cell, Notebook, change_cells
from jupyter_mlops.settings import CleanSettings

_KEY = "execution_count"


class ExecutionCounts:
    """Execution counts of cells, and of outputs that are kept.

    They are cleared, that is set to null as the format asks for: they only say in which order
    somebody clicked, and differ after every run.

    Settings: `execution-counts = "clear"` or `"keep"`.
    """

    code: ClassVar[str] = "execution-counts"
    title: ClassVar[str] = "execution count"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        return nb if settings.execution_counts == "keep" else change_cells(nb, _clear_cell)


def _clear_cell(cell: Cell) -> Cell:
    cell = _clear(cell)
    outputs = cell.get("outputs")
    if not isinstance(outputs, list) or not outputs:
        return cell
    cleared = [_clear(output) for output in outputs]
    if all(new is old for new, old in zip(cleared, outputs, strict=True)):
        return cell
    return {**cell, "outputs": cleared}


def _clear(owner: Any) -> Any:
    if isinstance(owner, dict) and owner.get(_KEY) is not None:
        return {**owner, _KEY: None}
    return owner
