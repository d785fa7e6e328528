"""Cells in words: their names, where they went, what became of them."""

from __future__ import annotations

from typing import Any, Final

from jupyter_mlops.notebooks.diff.model import AddedCell, Coarse, PairedCell, RemovedCell
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.notebooks.render.phrases.measures import clip

_PREVIEW: Final = 60


def first_line(cell: Any, length: int = _PREVIEW) -> str:
    """The first line of a cell that says something, cut to `length`; empty for an empty cell."""
    source = text_of(cell.get("source")) if isinstance(cell, dict) else None
    text = (source or "").lstrip()
    end = text.find("\n")
    line = text if end < 0 else text[:end]
    return clip(line[: length + 2].rstrip(), length)


def cell_numbers(base: int | None, head: int | None) -> str:
    """`[4]`, or `[3→4]` for a cell that has another place now."""
    places = [str(place + 1) for place in (base, head) if place is not None]
    return f"[{'→'.join(dict.fromkeys(places))}]"


def cell_name(cell: Any, base: int | None, head: int | None) -> str:
    """`code [3→4]`."""
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    return f"{clip(kind, _PREVIEW) if isinstance(kind, str) else 'cell'} {cell_numbers(base, head)}"


def cell_title(cell: Any, index: int, length: int = _PREVIEW) -> str:
    """`code [4]: def fit(X, y):`, with the cell's first line as far as it goes."""
    line = first_line(cell, length)
    return cell_name(cell, None, index) + (f": {line}" if line else "")


def cell_tags(cell: Any) -> list[str]:
    """The tags of a cell."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def move_phrase(entry: PairedCell) -> str:
    """`moved from 3 to 7`; empty for a cell that kept its place."""
    return f"moved from {entry.base + 1} to {entry.head + 1}" if entry.moved else ""


def split_phrase(entry: AddedCell) -> str:
    """`split from cell 3 of the base`; empty for a cell that is new."""
    return "" if entry.split_from is None else f"split from cell {entry.split_from + 1} of the base"


def join_phrase(entry: RemovedCell) -> str:
    """`joined into cell 3`; empty for a cell that is gone."""
    return "" if entry.joined_into is None else f"joined into cell {entry.joined_into + 1}"


def retyped_phrase(entry: PairedCell) -> str:
    """`code → markdown`; empty for a cell that kept its type."""
    return " → ".join(entry.retyped) if entry.retyped else ""


def coarse_phrase(coarse: Coarse) -> str:
    """Where time ran out, and what it means."""
    where = "" if coarse.head is None else f" of cell {coarse.head + 1}"
    if coarse.part == "alignment":
        return "Time ran out while pairing the cells: some that were edited may show as new"
    return f"Time ran out in the {coarse.part}{where}: the change is shown in larger pieces"
