"""Notebooks of formats before 4, upgraded by nbformat."""

from __future__ import annotations

import json
import warnings
from typing import Any

from jupyter_mlops.errors import NotebookInvalidError

#: The last format whose cells have no ids.
_MINOR_WITHOUT_IDS = 4
#: Headings of Markdown have no more levels.
_LEVELS = 6


def upgrade(nb: dict[str, Any], *, name: str) -> dict[str, Any]:
    """Upgrades a notebook of format 1, 2 or 3 to format 4.4.

    Not to 4.5: its ids would be random, so that the same file would differ at each reading.

    Args:
        nb: The decoded notebook; nbformat may change it.
        name: What to call it in messages.

    Returns:
        The document as nbformat would write it: long texts are lists of lines.

    Raises:
        NotebookInvalidError: nbformat cannot make sense of it.
    """
    # Only here: the import takes a second.
    from nbformat import convert, versions

    found = nb["nbformat"]
    try:
        _limit_headings(nb)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = versions[found].to_notebook_json(nb, minor=0)
            written = versions[4].writes_json(convert(notebook, 4))
    except Exception as error:  # whatever nbformat meets in a damaged notebook, it raises as it is
        raise NotebookInvalidError(
            f"{name} is a notebook of format {found} that cannot be upgraded: "
            f"{type(error).__name__}: {error}"
        ) from error
    upgraded: dict[str, Any] = json.loads(written)
    upgraded["nbformat_minor"] = _MINOR_WITHOUT_IDS
    for cell in upgraded["cells"]:
        cell.pop("id", None)
    return upgraded


def _limit_headings(nb: dict[str, Any]) -> None:
    """Keeps a damaged level from becoming gigabytes of `#`."""
    for worksheet in nb.get("worksheets", []):
        for cell in worksheet["cells"]:
            if cell.get("cell_type") == "heading":
                cell["level"] = min(cell.get("level", 1), _LEVELS)
