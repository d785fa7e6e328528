"""What a notebook says of itself and of its cells, however it is stored."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.multiline import text_of


def cell_source(cell: dict[str, Any]) -> str:
    """The source of a cell as one text; empty if it has none that is a text."""
    return text_of(cell.get("source")) or ""


def cell_id(cell: dict[str, Any], index: int) -> str:
    """The id of a cell; notebooks older than format 4.5 have none, their cells go by position."""
    own = cell.get("id")
    return own if isinstance(own, str) and own else f"cell-{index}"


def kernel_name(nb: dict[str, Any]) -> str | None:
    """Name of the kernelspec that the notebook asks for."""
    return _text(nb, "kernelspec", "name")


def language(nb: dict[str, Any]) -> str | None:
    """Name of the language that the notebook is written in, as its kernel spells it."""
    return _text(nb, "language_info", "name") or _text(nb, "kernelspec", "language")


def minor_format(nb: dict[str, Any]) -> int:
    """The number after the dot of the notebook's format; 0 if it says none."""
    minor = nb.get("nbformat_minor")
    return minor if type(minor) is int else 0


def _text(nb: dict[str, Any], section: str, key: str) -> str | None:
    metadata = nb.get("metadata")
    found = metadata.get(section) if isinstance(metadata, dict) else None
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, str) and value else None
