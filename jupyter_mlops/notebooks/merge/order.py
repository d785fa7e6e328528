"""The order of cells three-way.

What neither side moved or deleted is fixed and stands in the base's order. Everything else is
placed by the side that put it there, behind the cell of the base that it follows on that side.
What one side inserts within a block that the other moves goes with the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import diff_sequences
from jupyter_mlops.notebooks.merge.sides import Key, Side, Slot


class Arrangement(NamedTuple):
    """All cells that any side still has, in order."""

    slots: list[Slot]
    #: Slots that both sides moved to different places.
    torn: list[Slot]


class _Item(NamedTuple):
    """A cell that one side places."""

    #: The cell of the base that it follows there, and whether it is another than that itself.
    place: tuple[int, bool]
    slot: Slot
    #: What is equal for equal cells, if it was inserted.
    key: Key | None


def arrange(local: Side, remote: Side, budget: Budget) -> Arrangement:
    """Puts the cells of both sides in one order.

    Args:
        local: One side.
        remote: The other.
        budget: Time, for the comparison of what both sides inserted.
    """
    led = local.inserted_in_blocks(remote) | remote.inserted_in_blocks(local)
    elsewhere = {slot for slots in led.values() for slot in slots}
    gaps = _gaps(local, remote, elsewhere), _gaps(remote, local, elsewhere)
    slots: list[Slot] = []
    for fixed in [-1, *sorted(gap for gap in gaps[0] if gap >= 0)]:
        if fixed >= 0:
            slots.append(local.slot(fixed, remote))
        for slot in _merge_gap(gaps[0][fixed], gaps[1][fixed], budget):
            slots.append(slot)
            slots += () if slot.base is None else led.get(slot.base, ())
    return Arrangement(slots, _torn(local, remote))


def _gaps(side: Side, other: Side, elsewhere: set[Slot]) -> dict[int, list[_Item]]:
    """What a side places behind each fixed cell, and behind the beginning, which is -1."""
    items: list[_Item] = []
    gaps = {-1: items}
    anchor = -1
    for head, key in enumerate(side.keys):
        base = side.base.get(head)
        if base is None:
            slot = side.inserted(head)
            if slot not in elsewhere:
                items.append(_Item((anchor, True), slot, key))
            continue
        stays = side.stays(base)
        anchor = base if stays else anchor
        if stays and other.stays(base):
            gaps[base] = items = []
        elif side.places(base, other):
            items.append(_Item((anchor, not stays), side.slot(base, other), None))
    return gaps


def _merge_gap(local: list[_Item], remote: list[_Item], budget: Budget) -> Iterator[Slot]:
    """Merges what both sides place between two fixed cells."""
    one = other = 0
    for i, j in [*_equal(local, remote, budget), (len(local), len(remote))]:
        # A stable sort: where both place something behind the same cell, local's comes first.
        between = sorted([*local[one:i], *remote[other:j]], key=lambda item: item.place)
        yield from (item.slot for item in between)
        if i < len(local):
            yield Slot(None, local[i].slot.local, remote[j].slot.remote)
        one, other = i + 1, j + 1


def _equal(local: list[_Item], remote: list[_Item], budget: Budget) -> Iterator[tuple[int, int]]:
    """Pairs of equal cells that both sides inserted, in order."""
    ours = [at for at, item in enumerate(local) if item.key is not None]
    theirs = [at for at, item in enumerate(remote) if item.key is not None]
    if not ours or not theirs:
        return
    one, other = [local[at].key for at in ours], [remote[at].key for at in theirs]
    if repr(one) <= repr(other):
        matches = _matches(one, other, budget)
    else:  # so that the pairs are the same with the sides exchanged
        matches = ((i, j) for j, i in _matches(other, one, budget))
    yield from ((ours[i], theirs[j]) for i, j in matches)


def _matches(
    one: Sequence[Key | None], other: Sequence[Key | None], budget: Budget
) -> Iterator[tuple[int, int]]:
    i = j = 0
    for found in diff_sequences(one, other, budget):
        yield from zip(range(i, found.base), range(j, found.head), strict=True)
        i, j = found.base_end, found.head_end
    yield from zip(range(i, len(one)), range(j, len(other)), strict=True)


def _torn(local: Side, remote: Side) -> list[Slot]:
    both = sorted(local.moved & remote.moved)
    if not both:
        return []
    one, other = local.fixed_before(remote), remote.fixed_before(local)
    return [local.slot(base, remote) for base in both if one[base] != other[base]]
