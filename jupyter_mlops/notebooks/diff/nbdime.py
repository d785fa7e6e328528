"""A diff in the format of nbdime, for tools that read that.

https://nbdime.readthedocs.io/en/latest/diffing.html: nested lists of six operations. It knows no
moved cells (these are removed and added) and sees a notebook as nbformat reads it, with every text
as one string.
"""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.align import align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.cells import cells_of
from jupyter_mlops.notebooks.diff.engine import DEFAULTS
from jupyter_mlops.notebooks.diff.fingerprint import fingerprint
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.multiline import text_of

_Op = dict[str, Any]


def to_nbdime(
    base: dict[str, Any], head: dict[str, Any], options: DiffOptions = DEFAULTS
) -> list[_Op]:
    """Compares two notebooks in nbdime's format.

    Args:
        base: The older notebook, as decoded.
        head: The newer.
        options: How to compare; only the time budget matters here.

    Returns:
        The operations. `nbdime.patch` makes of `base`, read by nbformat, what nbformat reads of
        `head`.
    """
    budget = Budget(options.budget)
    old, new = joined_notebook(base), joined_notebook(head)
    cells = _diff_cells(cells_of(old), cells_of(new), budget)
    rest = _diff_objects(_without_cells(old), _without_cells(new), budget)
    return sorted([*rest, *_patch("cells", cells)], key=lambda op: str(op["key"]))


def _diff_cells(old: list[Any], new: list[Any], budget: Budget) -> list[_Op]:
    """What stays in its order is patched; between, what goes is removed and what comes added."""
    anchors = [(p.base, p.head) for p in align_cells(old, new, budget).pairs if not p.moved]
    ops: list[_Op] = []
    base = head = 0
    for next_base, next_head in [*anchors, (len(old), len(new))]:
        ops += _range(Range(base, next_base, head, next_head), new)
        if next_base < len(old):
            ops += _patch(next_base, _diff_objects(old[next_base], new[next_head], budget))
        base, head = next_base + 1, next_head + 1
    return ops


def _diff_objects(old: dict[str, Any], new: dict[str, Any], budget: Budget) -> list[_Op]:
    ops: list[_Op] = []
    for key in sorted({*old, *new}):
        if key not in new:
            ops.append({"op": "remove", "key": key})
        elif key not in old:
            ops.append({"op": "add", "key": key, "value": new[key]})
        else:
            ops += _diff_values(key, old[key], new[key], budget)
    return ops


def _diff_values(key: str, old: Any, new: Any, budget: Budget) -> list[_Op]:
    if same(old, new):
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        return _patch(key, _diff_objects(old, new, budget))
    if isinstance(old, list) and isinstance(new, list):
        keys = [fingerprint(item) for item in old], [fingerprint(item) for item in new]
        ranges = diff_sequences(*keys, budget)
        return _patch(key, [op for changed in ranges for op in _range(changed, new)])
    if isinstance(old, str) and isinstance(new, str) and "\n" in old:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
        ranges = diff_sequences(before, after, budget)
        return _patch(key, [op for changed in ranges for op in _range(changed, after)])
    return [{"op": "replace", "key": key, "value": new}]


def _patch(key: str | int, ops: list[_Op]) -> list[_Op]:
    return [{"op": "patch", "key": key, "diff": ops}] if ops else []


def _range(changed: Range, new: list[Any]) -> list[_Op]:
    ops: list[_Op] = []
    if changed.head_end > changed.head:
        added = new[changed.head : changed.head_end]
        ops.append({"op": "addrange", "key": changed.base, "valuelist": added})
    if changed.base_end > changed.base:
        length = changed.base_end - changed.base
        ops.append({"op": "removerange", "key": changed.base, "length": length})
    return ops


def _without_cells(nb: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in nb.items() if key != "cells"}


def joined_notebook(nb: dict[str, Any]) -> dict[str, Any]:
    """A notebook as nbformat reads it: texts that are lists of lines are joined."""
    return {**nb, "cells": [_joined_cell(cell) for cell in cells_of(nb)]}


def _joined_cell(cell: dict[str, Any]) -> dict[str, Any]:
    joined = dict(cell)
    if isinstance(cell.get("source"), list):
        joined["source"] = _joined(cell["source"])
    attachments = cell.get("attachments")
    if isinstance(attachments, dict):
        joined["attachments"] = {name: _joined_bundle(each) for name, each in attachments.items()}
    outputs = cell.get("outputs")
    if cell.get("cell_type") == "code" and isinstance(outputs, list):
        joined["outputs"] = [_joined_output(output) for output in outputs]
    return joined


def _joined_output(output: Any) -> Any:
    if not isinstance(output, dict):
        return output
    if output.get("output_type") in {"execute_result", "display_data"}:
        return {**output, "data": _joined_bundle(output["data"])} if "data" in output else output
    if output.get("output_type") and isinstance(output.get("text"), list):
        return {**output, "text": _joined(output["text"])}
    return output


def _joined_bundle(bundle: Any) -> Any:
    if not isinstance(bundle, dict):
        return bundle
    return {mime: value if _is_json(mime) else _joined(value) for mime, value in bundle.items()}


def _joined(value: Any) -> Any:
    text = text_of(value)
    return value if text is None else text


def _is_json(mime: str) -> bool:
    return mime == "application/json" or (
        mime.startswith("application/") and mime.endswith("+json")
    )
