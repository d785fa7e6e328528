"""Ids of cells: what is wrong with them, and their repair.

Format 4.5 gives each cell an id of 1 to 64 letters, digits, hyphens and underscores that no other
cell of the notebook has (https://github.com/jupyter/enhancement-proposals/blob/master/
62-cell-id/cell-id.md). Copying files, merging and old tools break that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Any

from jupyter_mlops.notebooks.accessors import minor_format
from jupyter_mlops.notebooks.structure import name_cells

_MINOR_WITH_IDS = 5
_VALID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_LENGTH = 8  # as Jupyter makes them
#: How many ids that are held twice get a note of their own.
_TOLD = 3


def id_notes(nb: dict[str, Any]) -> list[str]:
    """What is wrong with the ids of a notebook's cells; nothing where its format has none."""
    if not _has_ids(nb):
        return []
    missing: list[int] = []
    invalid: list[int] = []
    holders: dict[str, list[int]] = {}
    for number, cell in enumerate(nb["cells"], start=1):
        own = cell.get("id")
        if "id" not in cell:
            missing.append(number)
        elif not is_valid_id(own):
            invalid.append(number)
        if isinstance(own, str):
            holders.setdefault(own, []).append(number)
    notes = []
    if missing:
        have = "have" if missing[1:] else "has"
        notes.append(f"{name_cells(missing)} {have} no id, though format 4.5 asks for one")
    if invalid:
        have = "have ids that are" if invalid[1:] else "has an id that is"
        notes.append(f"{name_cells(invalid)} {have} not valid")
    shared = [(own, numbers) for own, numbers in holders.items() if numbers[1:]]
    for own, numbers in shared[:_TOLD]:
        notes.append(f"{name_cells(numbers)} have the same id {own[:64]!a}")
    if more := shared[_TOLD:]:
        notes.append(f"{len(more)} more {'ids are' if more[1:] else 'id is'} held by several cells")
    return notes


def repair_ids(nb: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Gives every cell a valid id of its own, where the notebook's format has ids.

    The first cell with an id keeps it. A new id is made from the cell's type and source, and from
    how many like it came before, so that the same notebook always gets the same ids, whatever its
    outputs, and so do two branches that both repair it.

    Args:
        nb: A notebook of format 4; it is left as it is.

    Returns:
        The notebook, with copies of the cells that changed, and notes on the ids that were wrong.
        Without anything to repair it is `nb` itself.
    """
    if not _has_ids(nb):
        return nb, ()
    cells = list(nb["cells"])
    kept: set[str] = set()
    broken: list[int] = []
    for index, cell in enumerate(cells):
        own = cell.get("id")
        if is_valid_id(own) and own not in kept:
            kept.add(own)
        else:
            broken.append(index)
    if not broken:
        return nb, ()
    tries: dict[str, int] = {}
    for index in broken:
        new = _make_id(cells[index], kept, tries)
        kept.add(new)
        cells[index] = _with_id(cells[index], new)
    return {**nb, "cells": cells}, tuple(f"{note}: repaired" for note in id_notes(nb))


def is_valid_id(value: Any) -> bool:
    """Whether a value may be the id of a cell."""
    return isinstance(value, str) and _VALID.fullmatch(value) is not None


def _has_ids(nb: dict[str, Any]) -> bool:
    return minor_format(nb) >= _MINOR_WITH_IDS


def _make_id(cell: dict[str, Any], taken: Container[str], tries: dict[str, int]) -> str:
    """A free id.

    Args:
        cell: What it is for.
        taken: Ids that are not free.
        tries: How often each content was hashed; without it many equal cells would take time
            quadratic in their number.
    """
    from hashlib import sha256  # only here: it loads OpenSSL

    content = json.dumps([cell.get("cell_type"), cell.get("source")])
    base = sha256(content.encode()).hexdigest()
    while True:
        count = tries.get(base, 0)
        tries[base] = count + 1
        new = sha256(f"{base} {count}".encode()).hexdigest()[:_LENGTH]
        if new not in taken:
            return new


def _with_id(cell: dict[str, Any], new: str) -> dict[str, Any]:
    """A copy of the cell with that id; a missing one goes where it stands among sorted keys."""
    if "id" in cell:
        return {**cell, "id": new}
    before = [key for key in cell if key < "id"]
    after = [key for key in cell if key > "id"]
    if list(cell) == before + after:
        return {
            **{key: cell[key] for key in before},
            "id": new,
            **{key: cell[key] for key in after},
        }
    return {**cell, "id": new}
