"""The rule of empty cells."""

from __future__ import annotations

from typing import ClassVar

from jupyter_mlops.notebooks.clean.rule import Notebook, select_cells
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.settings import CleanSettings


class EmptyCells:
    """Cells whose source is nothing but white space.

    Kept unless asked for: an empty cell may be where somebody is to write.

    Settings: `drop-empty-cells = true`.
    """

    code: ClassVar[str] = "empty-cells"
    title: ClassVar[str] = "empty cell"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        if not settings.drop_empty_cells:
            return nb
        return select_cells(nb, lambda cell: not _is_blank(text_of(cell.get("source"))))


def _is_blank(source: str | None) -> bool:
    return source is not None and not source.strip()
