"""Parts of cells and outputs, whatever shape they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyter_mlops.notebooks.multiline import text_of


def cells_of(notebook: Mapping[str, Any]) -> list[Any]:
    """The cells of a notebook."""
    cells = notebook.get("cells")
    return cells if isinstance(cells, list) else []


def cell_at(notebook: Mapping[str, Any], index: int) -> Any:
    """A cell of a notebook; an empty one if there is none."""
    cells = cells_of(notebook)
    return cells[index] if 0 <= index < len(cells) else {}


def source_of(cell: Any) -> str:
    """The source of a cell."""
    return (text_of(cell.get("source")) if isinstance(cell, dict) else None) or ""


def outputs_of(cell: Any) -> list[Any]:
    """The outputs of a cell."""
    outputs = cell.get("outputs") if isinstance(cell, dict) else None
    return outputs if isinstance(outputs, list) else []


def kind_of(cell: Any) -> str:
    """The type of a cell: `code`, `markdown`, `raw`, or whatever it says."""
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    return kind if isinstance(kind, str) else "cell"


def data_of(output: Any) -> dict[str, Any]:
    """The bundle of an output: values by MIME type."""
    data = output.get("data") if isinstance(output, dict) else None
    return data if isinstance(data, dict) else {}
