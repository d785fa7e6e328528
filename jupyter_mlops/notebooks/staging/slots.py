"""One place for each cell that any of the three versions has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_mlops.notebooks.diff.align import Alignment, align_cells
from jupyter_mlops.notebooks.diff.align.chains import Point, heaviest_chain
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.staging.identify import identify
from jupyter_mlops.notebooks.staging.keys import name_slots
from jupyter_mlops.notebooks.staging.slot import Place, Slot
from jupyter_mlops.notebooks.staging.versions import Cell, Version, Versions

_OTHERS: tuple[Version, ...] = ("base", "working")


def find_slots(versions: Versions, budget: Budget) -> list[Slot]:
    """Finds out which cells of the three versions stand for each other, and in which order.

    Places are such that the cells of each version, sorted by their places in it, are that version;
    so is every mixture of versions an order that is consistent with each of them.

    Args:
        versions: The notebook.
        budget: Time for the alignment.

    Returns:
        In the order of working; what isn't there, where it was among its neighbours.
    """
    base, working = versions.cells("base"), versions.cells("working")
    slots = _slots_of(align_cells(base, working, budget), base, working)
    cells = versions.cells("index")
    _add_index(slots, _known(versions, slots) or identify(slots, cells, budget), cells)
    slots.sort(key=lambda slot: slot.places[slot.first("working", "base", "index")])
    name_slots(slots)
    return slots


def _slots_of(alignment: Alignment, base: list[Cell], working: list[Cell]) -> list[Slot]:
    """The slots of base and working, with their places."""
    by_working = {pair.head: Slot() for pair in alignment.pairs}
    by_base = {pair.base: by_working[pair.head] for pair in alignment.pairs}
    for number, (old, new) in enumerate(_in_common_order(alignment, len(base), len(working))):
        if old is not None:
            by_base.setdefault(old, Slot()).put("base", old, base[old], (number, 0))
        if new is not None:
            by_working.setdefault(new, Slot()).put("working", new, working[new], (number, 0))
    removed = [slot for slot in by_base.values() if "working" not in slot.at]
    return [*by_working.values(), *removed]


def _in_common_order(
    alignment: Alignment, base_count: int, working_count: int
) -> Iterator[tuple[int | None, int | None]]:
    """All cells of both in one order, as indices; what was moved comes twice, what stays once."""
    staying = [(pair.base, pair.head) for pair in alignment.pairs if not pair.moved]
    old = new = 0
    for old_stop, new_stop in [*staying, (base_count, working_count)]:
        yield from ((at, None) for at in range(old, old_stop))
        yield from ((None, at) for at in range(new, new_stop))
        if old_stop < base_count and new_stop < working_count:
            yield old_stop, new_stop
        old, new = old_stop + 1, new_stop + 1


def _known(versions: Versions, slots: list[Slot]) -> Sequence[Slot | None] | None:
    """The slots of the index's cells where it is the base or working, byte for byte."""
    index = versions.document("index")
    for version in _OTHERS:
        other = versions.document(version)
        if index is not None and other is not None and index.data == other.data:
            held = [slot for slot in slots if version in slot.at]
            return sorted(held, key=lambda slot: slot.at[version])
    return None


def _add_index(slots: list[Slot], found: Sequence[Slot | None], cells: list[Cell]) -> None:
    """Adds the index's cells to the slots that were found, and to new ones."""
    points = [
        Point(place[0], at, 1)
        for at, slot in enumerate(found)
        if slot is not None
        for place in set(slot.places.values())
    ]
    in_order = {point.head: point.base for point in heaviest_chain(points)}
    place: Place = (-1, 0)
    for at, (slot, cell) in enumerate(zip(found, cells, strict=True)):
        place = (in_order[at], 0) if at in in_order else (place[0], place[1] + 1)
        if slot is None:
            slot = Slot()  # noqa: PLW2901 - the cell's slot from here on
            slots.append(slot)
        slot.put("index", at, cell, place)
