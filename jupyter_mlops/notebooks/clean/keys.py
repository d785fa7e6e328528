"""Metadata without some of its keys."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from jupyter_mlops.notebooks.clean.rule import Cell, Notebook, change_cells

_CELL, _NOTEBOOK = "cell.metadata", "metadata"


def drop_keys(nb: Notebook, dropped: Collection[str], kept: Collection[str]) -> Notebook:
    """Drops metadata of a notebook and of its cells.

    Args:
        nb: It is left as it is.
        dropped: Where the metadata is, with dots: `metadata.a` of the notebook, `cell.metadata.a.b`
            of each cell. A dot may also belong to a key. An object that becomes empty goes, too.
        kept: What stays nevertheless, with all below it.
    """
    below = [key for key in dropped if key.startswith(f"{_CELL}.")]
    if below:
        nb = change_cells(nb, lambda cell: drop_cell_keys(cell, below, kept))
    return _without(nb, _NOTEBOOK, dropped, kept)


def drop_cell_keys(cell: Cell, dropped: Collection[str], kept: Collection[str]) -> Cell:
    """Drops metadata of a cell, see `drop_keys`."""
    return _without(cell, _CELL, dropped, kept)


def _without(
    owner: dict[str, Any], place: str, dropped: Collection[str], kept: Collection[str]
) -> dict[str, Any]:
    metadata = owner.get("metadata")
    if not isinstance(metadata, dict) or not metadata:
        return owner
    left = _prune(metadata, place, dropped, kept, gone=False)
    return owner if left is metadata else {**owner, "metadata": left}


def _prune(
    value: dict[str, Any],
    place: str,
    dropped: Collection[str],
    kept: Collection[str],
    *,
    gone: bool,
) -> dict[str, Any]:
    """An object without the keys to drop; the object itself if it has none of them.

    Args:
        value: The object.
        place: Where it is.
        dropped: What to drop.
        kept: What to keep.
        gone: Whether everything in the object is to be dropped that isn't to be kept.
    """
    left: dict[str, Any] = {}
    for key, inner in value.items():
        here = f"{place}.{key}"
        if here in kept:
            left[key] = inner
            continue
        going = gone or here in dropped
        if isinstance(inner, dict) and _any_below(here, kept if going else dropped):
            pruned = _prune(inner, here, dropped, kept, gone=going)
            if pruned or (pruned is inner and not going):
                left[key] = pruned
        elif not going:
            left[key] = inner
    same = len(left) == len(value) and all(left[key] is value[key] for key in left)
    return value if same else left


def _any_below(place: str, keys: Collection[str]) -> bool:
    return any(key.startswith(f"{place}.") for key in keys)
