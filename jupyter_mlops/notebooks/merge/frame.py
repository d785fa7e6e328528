"""What a notebook says besides its cells, three-way."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.metadata import NOTEBOOK_NOISE
from jupyter_mlops.notebooks.merge.conflicts import with_conflict
from jupyter_mlops.notebooks.merge.model import KEY, MergeOptions
from jupyter_mlops.notebooks.merge.values import (
    MISSING,
    Rules,
    Three,
    merge_value,
    merged_keys,
    three_way,
)

_NOISE = {**NOTEBOOK_NOISE, ("metadata", KEY): "what an earlier merge had to say"}
_MINOR = "nbformat_minor"


def merge_frame(
    three: Three, cells: list[dict[str, Any]], options: MergeOptions
) -> tuple[dict[str, Any], bool]:
    """Merges all that is not a cell.

    Args:
        three: The notebooks.
        cells: The merged cells.
        options: How to settle what both sides changed differently.

    Returns:
        The merged notebook, and whether it holds a conflict of its own.
    """
    rules = Rules(_NOISE, options.metadata)
    parts = {"cells": cells, _MINOR: _merge_minor(three.at(_MINOR))}
    keys = merged_keys(merged_keys(three.local, three.remote), ["cells", "metadata", _MINOR])
    for key in keys:
        if key not in parts:
            parts[key] = merge_value((key,), three.at(key), rules)
    if parts.get("metadata") is MISSING:
        parts["metadata"] = {}
    nb = {key: parts[key] for key in keys if parts[key] is not MISSING}
    if not rules.open:
        return nb, False
    return with_conflict(nb, ["metadata"], three, options), True


def _merge_minor(three: Three) -> Any:
    """The number after the dot of the format.

    Of two numbers the higher, even if one side lowered it, which only tools do: a notebook that is
    valid stays so in a higher one, ids apart, but not in a lower one.
    """
    if type(three.local) is int and type(three.remote) is int:
        return max(three.local, three.remote)
    settled = three_way(three)
    found = three.local if settled is None else settled[0]
    return 0 if found is MISSING else found
