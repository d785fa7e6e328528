"""The order of cells three-way.

What neither side moved or deleted is fixed and stands in the base's order. Everything else is
placed by the side that put it there, behind the cell of the base that it follows on that side.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from jupyter_mlops.notebooks.diff.align import Alignment
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import diff_sequences


class Slot(NamedTuple):
    """A cell of the merged notebook, as its indices in the three; None where there is none."""

    base: int | None
    local: int | None
    remote: int | None


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
    key: Hashable | None


class Side:
    """One side's cells.

    Args:
        alignment: Of the base with this side.
        keys: For each of its cells, what is equal for cells that count as one if both sides insert
            them at the same place.
    """

    def __init__(self, alignment: Alignment, keys: Sequence[Hashable]) -> None:
        self.keys = keys
        self.head = {pair.base: pair.head for pair in alignment.pairs}
        self.base = {pair.head: pair.base for pair in alignment.pairs}
        self.moved = {pair.base for pair in alignment.pairs if pair.moved}

    def stays(self, base: int) -> bool:
        """Whether a cell of the base is still there and at its place."""
        return base in self.head and base not in self.moved


def arrange(local: Side, remote: Side, budget: Budget) -> Arrangement:
    """Puts the cells of both sides in one order.

    Args:
        local: One side.
        remote: The other.
        budget: Time, for the comparison of what both sides inserted.
    """
    gaps = _gaps(local, remote, is_local=True), _gaps(remote, local, is_local=False)
    slots: list[Slot] = []
    for fixed in [-1, *sorted(gap for gap in gaps[0] if gap >= 0)]:
        if fixed >= 0:
            slots.append(_slot(fixed, local, remote))
        slots += _merge_gap(gaps[0][fixed], gaps[1][fixed], budget)
    return Arrangement(slots, _torn(local, remote))


def _slot(base: int, local: Side, remote: Side) -> Slot:
    return Slot(base, local.head.get(base), remote.head.get(base))


def _gaps(side: Side, other: Side, *, is_local: bool) -> dict[int, list[_Item]]:
    """What a side places behind each fixed cell, and behind the beginning, which is -1."""
    items: list[_Item] = []
    gaps = {-1: items}
    anchor = -1
    for head, key in enumerate(side.keys):
        base = side.base.get(head)
        if base is None:
            slot = Slot(None, head, None) if is_local else Slot(None, None, head)
            items.append(_Item((anchor, True), slot, key))
            continue
        stays = side.stays(base)
        anchor = base if stays else anchor
        if stays and other.stays(base):
            gaps[base] = items = []
        elif _places(side, other, base, is_local=is_local):
            slot = _slot(base, side, other) if is_local else _slot(base, other, side)
            items.append(_Item((anchor, not stays), slot, None))
    return gaps


def _places(side: Side, other: Side, base: int, *, is_local: bool) -> bool:
    """Whether this side says where a cell of the base stands, which isn't fixed."""
    if base not in other.head:
        return True
    if base in side.moved:
        return is_local or base not in other.moved
    return False


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
    one: list[Hashable], other: list[Hashable], budget: Budget
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
    follows = [_fixed_before(local, remote), _fixed_before(remote, local)]
    return [_slot(base, local, remote) for base in both if follows[0][base] != follows[1][base]]


def _fixed_before(side: Side, other: Side) -> dict[int, int]:
    """For each cell of the base that a side has, the fixed one before it on that side."""
    before = {}
    fixed = -1
    for _, base in sorted(side.base.items()):
        before[base] = fixed
        if side.stays(base) and other.stays(base):
            fixed = base
    return before
