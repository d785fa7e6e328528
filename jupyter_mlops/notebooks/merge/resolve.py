"""Settling the conflicts that a merge has left in a notebook."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.merge.blocks import Sides, split_sides
from jupyter_mlops.notebooks.merge.fitting import fit_to_type
from jupyter_mlops.notebooks.merge.held import find_conflicts, read_conflict, without_conflict
from jupyter_mlops.notebooks.merge.model import KEY, STALE, CellConflict
from jupyter_mlops.notebooks.merge.picking import pick_values
from jupyter_mlops.notebooks.multiline import split_lines, text_of

__all__ = ["Settlement", "find_conflicts", "is_marked", "read_conflict", "settle"]

#: A side, both sides' lines, or what the user has made of the cell by hand.
Settlement = Literal["local", "remote", "base", "both", "edited"]

#: Not `=======`, which also underlines a heading.
_MARKER: Final = re.compile(r"^(?:<{7,}|>{7,})(?: .*)?$", re.MULTILINE)
#: Kinds of conflict for which the cell's source is settled.
_OF_SOURCE: Final = frozenset({"source", "deleted", "type"})
#: Keys with rules of their own.
_KNOWN: Final = frozenset(
    {
        *("cell_type", "id", "source", "metadata", "attachments", "outputs", "execution_count"),
        *("cells", "nbformat", "nbformat_minor"),
    }
)


def is_marked(source: str) -> bool:
    """Whether a text has lines that are conflict markers."""
    return _MARKER.search(source) is not None


def settle(nb: dict[str, Any], cell_index: int | None, choice: Settlement) -> dict[str, Any]:
    """Settles one conflict.

    What is not in conflict stays as the merge has left it: the same keys of metadata, and the
    outputs of a cell whose source is now that of one side. Otherwise the outputs, which belong
    to another source, are dropped and the cell is marked as stale.

    Args:
        nb: The notebook; it is left as it is.
        cell_index: Index of the cell; None for the notebook's metadata.
        choice: `local`, `remote` and `base` take what that side has, which removes a cell that it
            doesn't have; `both` takes local's lines, then remote's, where they are in conflict;
            `edited` leaves everything as it is, but for the conflict.

    Returns:
        The notebook without that conflict.

    Raises:
        InvalidError: There is no such conflict.
        ConflictError: `edited`, and there are markers in the cell's source.
    """
    holder = nb if cell_index is None else _cell(nb, cell_index)
    conflict = read_conflict(holder)
    where = "the notebook's metadata" if cell_index is None else f"cell {cell_index + 1}"
    if conflict is None:
        raise InvalidError(f"{where} has no conflict", hint="list them: jupyter mlops resolve -l")
    if cell_index is None:
        return {**_rest(nb, conflict, choice), "metadata": _metadata(nb, conflict, choice)}
    cells = list(nb["cells"])
    side = _side(conflict, choice)
    if choice in ("local", "remote", "base") and side is None:
        del cells[cell_index]
    else:
        cells[cell_index] = _settled(holder, conflict, side, choice, where)
    return {**nb, "cells": cells}


def _cell(nb: dict[str, Any], index: int) -> dict[str, Any]:
    cells = nb["cells"]
    if not 0 <= index < len(cells):
        raise InvalidError(f"there is no cell {index + 1}; the notebook has {len(cells)}")
    cell: dict[str, Any] = cells[index]
    return cell


def _side(conflict: CellConflict, choice: Settlement) -> dict[str, Any] | None:
    """The cell to take things from; None where that side has none, or nothing shall be taken."""
    if choice == "both":
        return conflict.local or conflict.remote
    return None if choice == "edited" else getattr(conflict, choice)


def _settled(
    cell: dict[str, Any],
    conflict: CellConflict,
    side: dict[str, Any] | None,
    choice: Settlement,
    where: str,
) -> dict[str, Any]:
    """The cell without its conflict."""
    kinds = set(conflict.kinds)
    new = {**_rest(cell, conflict, choice), "metadata": _metadata(cell, conflict, choice)}
    if choice == "edited":
        _check_unmarked(cell, conflict, where)
    elif side is not None:
        if kinds & {"type", "deleted"} and isinstance(side.get("cell_type"), str):
            new["cell_type"] = side["cell_type"]
        if kinds & _OF_SOURCE and choice == "both":
            new["source"] = _both(cell, conflict)
        elif kinds & _OF_SOURCE:
            new["source"] = "" if text_of(side.get("source")) is None else side["source"]
        if kinds & {"attachments", "deleted"}:
            _settle_attachments(new, conflict, choice)
        if "outputs" in kinds:
            new |= {key: side[key] for key in ("outputs", "execution_count") if key in side}
    if kinds & _OF_SOURCE and cell_source(new) not in _sources(conflict):
        _drop_outputs(new)
    return fit_to_type(new, cell)


def _check_unmarked(cell: dict[str, Any], conflict: CellConflict, where: str) -> None:
    source = cell_source(cell)
    own = {line for side in _sources(conflict) for line in _MARKER.findall(side)}
    left = next((found for found in _MARKER.finditer(source) if found[0] not in own), None)
    if left is not None:
        line = source.count("\n", 0, left.start()) + 1
        raise ConflictError(
            f"{where}, line {line}: there is still a marker, {left[0][:60]}",
            hint="edit the cell until no marker is left, or take a side",
        )


def _sources(conflict: CellConflict) -> list[str]:
    return [cell_source(side) for side in (conflict.local, conflict.remote) if side is not None]


def _metadata(holder: dict[str, Any], conflict: CellConflict, choice: Settlement) -> dict[str, Any]:
    found = holder.get("metadata")
    merged = without_conflict(found if isinstance(found, dict) else {})
    if choice == "edited" or not {"metadata", "deleted"} & set(conflict.kinds):
        return merged
    return pick_values(choice, merged, *_values(conflict, "metadata"))


def _rest(holder: dict[str, Any], conflict: CellConflict, choice: Settlement) -> dict[str, Any]:
    """The cell or the notebook with those of its keys settled that the format doesn't know."""
    if choice == "edited" or "metadata" not in conflict.kinds:
        return holder
    sides = [
        {key: value for key, value in (side or {}).items() if key not in _KNOWN}
        for side in (conflict.base, conflict.local, conflict.remote)
    ]
    return pick_values(choice, holder, *sides)


def _settle_attachments(cell: dict[str, Any], conflict: CellConflict, choice: Settlement) -> None:
    merged = cell.get("attachments")
    if choice == "edited":
        return
    attachments = merged if isinstance(merged, dict) else {}
    picked = pick_values(choice, attachments, *_values(conflict, "attachments"))
    cell.pop("attachments", None)
    if picked:
        cell["attachments"] = picked


def _values(conflict: CellConflict, key: str) -> list[dict[str, Any]]:
    """What base, local and remote have there."""
    found = [(side or {}).get(key) for side in (conflict.base, conflict.local, conflict.remote)]
    return [value if isinstance(value, dict) else {} for value in found]


def _both(cell: dict[str, Any], conflict: CellConflict) -> Any:
    """Both sides' lines where they are in conflict, in the form that the cell's source has."""
    lines = cell_source(cell).split("\n")
    try:
        sides = split_sides(lines, name="the cell")
    except InvalidError:
        sides = Sides()
    if sides.blocks:
        text = "\n".join([lines[number] for number in sides.both])
    else:  # somebody has edited the markers
        text = "\n".join([text for text in _sources(conflict) if text])
    return split_lines(text) if isinstance(cell.get("source"), list) else text


def _drop_outputs(cell: dict[str, Any]) -> None:
    if cell.get("cell_type") == "code":
        cell["outputs"] = []
        cell["execution_count"] = None
        own = cell["metadata"].get(KEY)
        held = own if isinstance(own, dict) else {}
        cell["metadata"] = {**cell["metadata"], KEY: {**held, STALE: True}}
