"""Cell tags: what a notebook's author says about a cell."""

from __future__ import annotations

from typing import Any


def cell_tags(cell: dict[str, Any]) -> list[str]:
    """The tags of a cell.

    Tags are typed by people and rewritten by tools, so whatever is not a list of texts counts as
    no tag rather than as a fault of the notebook.
    """
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
