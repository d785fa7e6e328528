"""Names for cells that stay while people type."""

from __future__ import annotations

from collections import Counter

from jupyter_mlops.notebooks.staging.model import NOTEBOOK
from jupyter_mlops.notebooks.staging.slot import Slot
from jupyter_mlops.notebooks.staging.versions import Version

_ORDER: tuple[Version, ...] = ("working", "base", "index")


def name_slots(slots: list[Slot]) -> None:
    """Gives each slot a key that no other has.

    The id of the cell is one where no other cell of its version has it. Else it is the cell's
    index in the base, which stays until the next commit; of a new cell, how many such come before.

    Args:
        slots: In the order of working.
    """
    taken = {NOTEBOOK}
    for version in _ORDER:
        named = [slot for slot in slots if slot.first(*_ORDER) == version]
        ids = Counter(_id_of(slot, version) for slot in slots if version in slot.cells)
        nameless = 0
        for slot in named:
            own = _id_of(slot, version)
            if own is None or ids[own] > 1 or own in taken:
                own = _by_place(slot, nameless)
                nameless += "base" not in slot.at
            while own in taken:  # an id may look like anything
                own += ":"
            taken.add(own)
            slot.key = own


def _by_place(slot: Slot, number: int) -> str:
    if "base" in slot.at:
        return f"base:{slot.at['base']}"
    return f"{slot.first('working', 'index')}:{number}"


def _id_of(slot: Slot, version: Version) -> str | None:
    own = slot.cells[version].get("id")
    return own if isinstance(own, str) and own else None
