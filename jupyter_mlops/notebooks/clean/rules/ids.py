"""The rule of cell ids."""

from __future__ import annotations

from typing import ClassVar

from jupyter_mlops.notebooks.accessors import minor_format
from jupyter_mlops.notebooks.clean.rule import Cell, Notebook, change_cells
from jupyter_mlops.notebooks.repair import repair_ids
from jupyter_mlops.settings import CleanSettings

_MINOR_WITH_IDS = 5


class Ids:
    """Ids of cells, which format 4.5 has.

    They are kept, as links, comments and merges go by them, and repaired where they are missing,
    not valid, or held twice: JupyterLab would do that too, but with other ids each time.

    Settings: `ids = "keep"`, `"repair"`, `"deterministic"` or `"sequential"`. Deterministic ids are
    made from the cell's type and source, so that an id changes with its cell only; sequential ones
    are `0`, `1` and so on, as nbstripout makes them, so that each new cell changes all that follow.
    """

    code: ClassVar[str] = "ids"
    title: ClassVar[str] = "id"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        if settings.ids == "keep" or minor_format(nb) < _MINOR_WITH_IDS:
            return nb
        if settings.ids == "repair":
            return repair_ids(nb)[0]
        if settings.ids == "sequential":
            made = [str(index) for index in range(len(nb["cells"]))]
        else:
            blank = change_cells(nb, lambda cell: {**cell, "id": ""})
            made = [cell["id"] for cell in repair_ids(blank)[0]["cells"]]
        # Missing ids first, so that they stand where Jupyter writes them.
        nb, ids = repair_ids(nb)[0], iter(made)
        return change_cells(nb, lambda cell: _with_id(cell, next(ids)))


def _with_id(cell: Cell, new: str) -> Cell:
    return cell if cell["id"] == new else {**cell, "id": new}
