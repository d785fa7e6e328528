"""The rule of Colab's metadata."""

from __future__ import annotations

from typing import ClassVar, Final

from jupyter_mlops.notebooks.clean.keys import drop_cell_keys, drop_keys
from jupyter_mlops.notebooks.clean.rule import Cell, Notebook, change_cells
from jupyter_mlops.settings import CleanSettings

#: State of Colab's page. What people choose in it stays: the accelerator, private outputs, forms.
_STATE: Final = (
    "metadata.colab.authorship_tag",
    "metadata.colab.collapsed_sections",
    "metadata.colab.default_view",
    "metadata.colab.last_runtime",
    "metadata.colab.name",
    "metadata.colab.provenance",
    "metadata.colab.toc_visible",
    "metadata.colab.version",
    "metadata.colab.views",
)
_CELL_STATE: Final = (
    "cell.metadata.colab",
    "cell.metadata.colab_type",
    "cell.metadata.executionInfo",
    "cell.metadata.outputId",
)
_CELL_MARKS = tuple(key.rpartition(".")[2] for key in _CELL_STATE)
_ID: Final = "cell.metadata.id"


class Colab:
    """The state of Colab's page, with the name, id and picture of the account that ran a cell.

    In cells `colab`, `colab_type`, `executionInfo`, `outputId`, and `id` where Colab wrote it; in
    the notebook's `colab` where it was saved and what was unfolded. The accelerator and other
    choices stay.

    Settings: `colab = "drop"` or `"keep"`; `keep-keys` holds here, too.
    """

    code: ClassVar[str] = "colab"
    title: ClassVar[str] = "state of Colab"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        if settings.colab == "keep":
            return nb
        metadata = nb.get("metadata")
        everywhere = isinstance(metadata, dict) and "colab" in metadata

        def clean(cell: Cell) -> Cell:
            inner = cell.get("metadata")
            if not isinstance(inner, dict) or not inner:
                return cell
            own = everywhere or any(key in inner for key in _CELL_MARKS)
            keys = (*_CELL_STATE, _ID) if own else _CELL_STATE
            return drop_cell_keys(cell, keys, settings.keep_keys)

        return drop_keys(change_cells(nb, clean), _STATE, settings.keep_keys)
