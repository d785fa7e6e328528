"""Ids for a notebook that is put together from cells of several versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_mlops.notebooks.repair import is_valid_id, repair_ids
from jupyter_mlops.notebooks.staging.versions import Cell

_MINOR_WITH_IDS = 5


@dataclass
class Placed:
    """A cell of the notebook to be."""

    cell: Cell
    #: Whether it was chosen, so that its id may be another one; all others stay as they are.
    chosen: bool
    #: Ids that it has in other versions.
    others: Sequence[object] = ()


def settle_ids(cells: Sequence[Placed], minor: int) -> list[Cell]:
    """The cells with ids as the notebook's format asks for.

    Args:
        cells: All cells of the notebook.
        minor: The number after the dot of its format.

    Returns:
        The cells, of which the chosen ones may be copies: without an id where the format knows
        none, with one where it asks for it, with another where a cell has theirs already.
    """
    if minor < _MINOR_WITH_IDS:
        return [_without_id(each.cell) if each.chosen else each.cell for each in cells]
    taken = {each.cell["id"] for each in cells if not each.chosen and _id_of(each.cell)}
    settled = [each.cell for each in cells]
    homeless = []
    for at, each in enumerate(cells):
        if not each.chosen:
            continue
        free = [own for own in (_id_of(each.cell), *each.others) if own and own not in taken]
        if not free or not is_valid_id(free[0]):
            homeless.append(at)
            continue
        taken.add(free[0])
        if free[0] != each.cell.get("id"):
            settled[at] = _with_id(each.cell, str(free[0]))
    for at in homeless:
        settled[at] = _with_new_id(settled, at)
    return settled


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
