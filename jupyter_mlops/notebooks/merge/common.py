"""What two notebooks share: the base of a merge of which nobody knows the real one."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.accessors import cell_source, minor_format
from jupyter_mlops.notebooks.diff.align import align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import diff_sequences
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.multiline import split_lines


def common_part(local: dict[str, Any], remote: dict[str, Any], budget: Budget) -> dict[str, Any]:
    """A notebook of the cells, lines and keys that both have.

    As a base it makes whatever only one side has into something that this side has added, so that
    nothing is lost; what one side has deleted comes back.
    """
    cells = [
        _common_cell(local["cells"][pair.base], remote["cells"][pair.head], budget)
        for pair in align_cells(local["cells"], remote["cells"], budget).pairs
    ]
    return {
        **_common_values(local, remote),
        "cells": cells,
        "metadata": _common_values(_object(local, "metadata"), _object(remote, "metadata")),
        "nbformat": local["nbformat"],
        "nbformat_minor": min(minor_format(local), minor_format(remote)),
    }


def _common_cell(local: dict[str, Any], remote: dict[str, Any], budget: Budget) -> dict[str, Any]:
    if same(local, remote):
        return local
    common = {
        **_common_values(local, remote),
        "cell_type": local["cell_type"],
        "metadata": _common_values(_object(local, "metadata"), _object(remote, "metadata")),
        "source": _common_source(cell_source(local), cell_source(remote), budget),
    }
    if common["cell_type"] == "code":
        common.setdefault("outputs", [])
        common.setdefault("execution_count", None)
    return {key: common[key] for key in [*local, *common] if key in common}


def _common_source(local: str, remote: str, budget: Budget) -> str:
    if local == remote:
        return local
    lines, others = split_lines(local), split_lines(remote)
    kept: list[str] = []
    at = 0
    for changed in diff_sequences(lines, others, budget):
        kept += lines[at : changed.base]
        at = changed.base_end
    return "".join(kept + lines[at:])


def _common_values(local: dict[str, Any], remote: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in local.items() if key in remote and same(value, remote[key])
    }


def _object(holder: dict[str, Any], key: str) -> dict[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}
