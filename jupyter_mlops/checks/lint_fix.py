"""Sources that a linter has mended, put into the notebook that they are from."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.rewriting import write_document


def apply_sources(document: Document, mended: bytes, *, name: str) -> bytes:
    """A notebook with the sources of another that has the same cells.

    Args:
        document: The notebook.
        mended: The other one; only its sources matter.
        name: What to call it in messages.

    Returns:
        The notebook's content; all else in it has the bytes that it had.
    """
    others = load_document(mended, name=name).nb["cells"]
    cells: list[dict[str, Any]] = []
    for cell, other in zip(document.nb["cells"], others, strict=True):
        source = cell_source(other)
        if cell.get("cell_type") != "code" or source == cell_source(cell):
            cells.append(cell)
            continue
        as_lines = isinstance(cell.get("source"), list)
        cells.append({**cell, "source": split_lines(source) if as_lines else source})
    return write_document(document, {**document.nb, "cells": cells})
