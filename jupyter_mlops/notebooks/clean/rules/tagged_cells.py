"""The rule of cells that are to go."""

from __future__ import annotations

from typing import ClassVar

from jupyter_mlops.notebooks.clean.rule import Notebook, select_cells, tags_of
from jupyter_mlops.settings import CleanSettings


class TaggedCells:
    """Cells with a tag that says that they are not for the repository.

    None unless asked for, because they are gone from what is committed, source and all.

    Settings: `drop-tagged-cells`, a list of tags.
    """

    code: ClassVar[str] = "tagged-cells"
    title: ClassVar[str] = "cell with a tag to drop it"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        tags = settings.drop_tagged_cells
        if not tags:
            return nb
        return select_cells(nb, lambda cell: not any(tag in tags for tag in tags_of(cell)))
