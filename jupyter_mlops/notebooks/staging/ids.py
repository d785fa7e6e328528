"""Ids for a notebook that is put together from cells of several versions."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from jupyter_mlops.notebooks.accessors import minor_format
from jupyter_mlops.notebooks.repair import is_valid_id, repair_ids
from jupyter_mlops.notebooks.staging.versions import Cell

_MINOR_WITH_IDS = 5
_LENGTH = 8  # as Jupyter makes them


@dataclass
class Placed:
    """A cell of the notebook to be."""

    cell: Cell
    #: Whether it stays as it is, whatever ids others have.
    firm: bool
    #: Ids that it has in other versions.
    others: Sequence[object] = ()


def has_ids(nb: dict[str, Any]) -> bool:
    """Whether the format of a notebook has ids."""
    return minor_format(nb) >= _MINOR_WITH_IDS


def settle_ids(cells: Sequence[Placed], *, named: bool) -> list[Cell]:
    """The cells with ids as the notebook's format asks for.

    Args:
        cells: All cells of the notebook.
        named: Whether its format has ids.

    Returns:
        The cells; those that aren't firm may be copies without an id where the format knows none,
        with one where it asks for it, with another where a cell has theirs already.
    """
    if not named:
        return [each.cell if each.firm else _without_id(each.cell) for each in cells]
    taken = {each.cell["id"] for each in cells if each.firm and _id_of(each.cell)}
    settled = [each.cell for each in cells]
    nameless = []
    for at, each in enumerate(cells):
        if not each.firm:
            own = _free_id(each, taken)
            if own is None:
                nameless.append(at)
                continue
            taken.add(own)
            if own != each.cell.get("id"):
                settled[at] = _with_id(each.cell, own)
    for at in nameless:
        settled[at] = _with_new_id(settled, at)
    return settled


def other_id(own: str) -> str:
    """The id that a cell gets where another one has its own; always the same."""
    from hashlib import sha256  # only here: it loads OpenSSL

    return sha256(own.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]


def _free_id(placed: Placed, taken: Container[object]) -> str | None:
    """An id for a cell: its own, one of another version, or one made of these."""
    known = [own for own in (_id_of(placed.cell), *placed.others) if isinstance(own, str)]
    # What had to give way comes back once there is place.
    known = sorted(known, key=lambda own: known[0] != other_id(own))
    for own in known:
        if own not in taken and is_valid_id(own):
            return own
    if not known:
        return None
    own = other_id(known[0])
    while own in taken:
        own = other_id(own)
    return own


def _id_of(cell: Cell) -> str | None:
    own = cell.get("id")
    return own if isinstance(own, str) else None


def _without_id(cell: Cell) -> Cell:
    if "id" not in cell:
        return cell
    return {key: value for key, value in cell.items() if key != "id"}


def _with_id(cell: Cell, new: str) -> Cell:
    return {**_with_new_id([cell], 0), "id": new} if "id" not in cell else {**cell, "id": new}


def _with_new_id(cells: Sequence[Cell], at: int) -> Cell:
    """One of the cells with an id that is made from its content, and that no other has."""
    cell = {**cells[at], "id": ""} if "id" in cells[at] else cells[at]
    others = [other for index, other in enumerate(cells) if index != at]
    repaired, _ = repair_ids(
        {"nbformat": 4, "nbformat_minor": _MINOR_WITH_IDS, "cells": [*others, cell]}
    )
    new: Cell = repaired["cells"][-1]
    return new
