"""Which cell of the index is which of base and working."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from jupyter_mlops.notebooks.diff.align import align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.fingerprint import quick_print
from jupyter_mlops.notebooks.diff.sequences import diff_sequences
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.notebooks.staging.ids import other_id
from jupyter_mlops.notebooks.staging.slot import Place, Slot
from jupyter_mlops.notebooks.staging.versions import Cell

#: What a cell is known by; None for one that can't be known by it.
_Trait = Callable[[Cell], Hashable]


def identify(slots: list[Slot], cells: list[Cell], budget: Budget) -> list[Slot | None]:
    """Finds the slot of each cell of the index.

    What staging has put there has the id and the text of the base or of working, in an order that
    is consistent with both. Cells that git or an editor has put there are known by one of these,
    and at last by their likeness.

    Args:
        slots: Those of base and working.
        cells: Those of the index.
        budget: Time for the alignment of what is left.

    Returns:
        A slot for each cell, none twice; None for a cell that only the index has.
    """
    found = _Found(slots, cells)
    found.unmistakable()
    found.by_trait(_id, _other_id)
    found.in_order(budget)
    for trait in (_trait, _content, _id):
        found.by_trait(trait, trait)
    found.by_likeness(budget)
    return found.slots


class _Found:
    """What has been identified so far."""

    def __init__(self, slots: list[Slot], cells: list[Cell]) -> None:
        self.slots: list[Slot | None] = [None] * len(cells)
        self._cells = cells
        self._all = slots
        self._free = {id(slot): slot for slot in slots}

    def unmistakable(self) -> None:
        """Identifies cells that are equal in every bit to those of one slot alone."""
        holders: defaultdict[bytes, set[int]] = defaultdict(set)
        for slot in self._free.values():
            for cell in slot.cells.values():
                holders[quick_print(cell)].add(id(slot))
        prints = [quick_print(cell) for cell in self._cells]
        times = Counter(prints)
        for at, whole in enumerate(prints):
            if times[whole] == len(holders.get(whole, ())) == 1:
                self._take(at, self._free[next(iter(holders[whole]))])

    def in_order(self, budget: Budget) -> None:
        """Identifies cells in the common order of base and working."""
        traits: list[Hashable] = [
            _trait(cell) if slot is None else id(slot)
            for cell, slot in zip(self._cells, self.slots, strict=True)
        ]
        there = set(traits)
        # An id that the base has, too, stays with the base's cell, see `ids`.
        holders = {_id(slot.cells["base"]): slot for slot in self._all if "base" in slot.cells}
        holders.pop(None, None)
        places: dict[Place, tuple[Hashable, Slot]] = {}
        for slot in self._all:
            # Where both versions have their cell at one place, the one that the index has counts.
            for version in ("base", "working"):
                if version in slot.cells:
                    known = id(slot) not in self._free
                    trait = id(slot) if known else _trait(slot.cells[version])
                    if holders.get(_id(slot.cells[version]), slot) is not slot:
                        continue
                    place = slot.places[version]
                    if trait in there or place not in places:
                        places[place] = trait, slot
        ordered = [places[place] for place in sorted(places)]
        for i, j in _equal([trait for trait, _ in ordered], traits, budget):
            if id(ordered[i][1]) in self._free:
                self._take(j, ordered[i][1])

    def by_trait(self, trait: _Trait, theirs: _Trait) -> None:
        """Identifies cells by something, wherever they stand; the working cell's comes first.

        Args:
            trait: What it is of a cell of the index.
            theirs: The same of a cell of base or working.
        """
        if not self._left:
            return
        holders: defaultdict[Hashable, list[Slot]] = defaultdict(list)
        for version in ("working", "base"):
            for slot in self._free.values():
                if version in slot.cells:
                    holders[theirs(slot.cells[version])].append(slot)
        for at in self._left:
            known = trait(self._cells[at])
            free = [slot for slot in holders[known] if id(slot) in self._free]
            if known is not None and free:
                self._take(at, free[0])

    def by_likeness(self, budget: Budget) -> None:
        """Identifies what is left as the diff would."""
        for version in ("working", "base"):
            left = self._left
            slots = [slot for slot in self._free.values() if version in slot.cells]
            if not left or not slots:
                continue
            slots.sort(key=lambda slot: slot.places[version])
            cells = [slot.cells[version] for slot in slots]
            for pair in align_cells(cells, [self._cells[at] for at in left], budget).pairs:
                self._take(left[pair.head], slots[pair.base])

    @property
    def _left(self) -> list[int]:
        return [at for at, slot in enumerate(self.slots) if slot is None]

    def _take(self, at: int, slot: Slot) -> None:
        self.slots[at] = self._free.pop(id(slot))


def _trait(cell: Cell) -> Hashable:
    return _content(cell), _id(cell)


def _content(cell: Cell) -> tuple[str, str | bytes]:
    source = cell.get("source")
    text = text_of(source)
    return str(cell.get("cell_type")), encoded(source) if text is None else text


def _id(cell: Cell) -> str | None:
    own = cell.get("id")
    return own if isinstance(own, str) and own else None


def _other_id(cell: Cell) -> str | None:
    own = _id(cell)
    return None if own is None else other_id(own)


def _equal(
    one: Sequence[Hashable], other: Sequence[Hashable], budget: Budget
) -> Iterator[tuple[int, int]]:
    """Pairs of equal items, both rising."""
    i = j = 0
    for found in diff_sequences(one, other, budget):
        yield from zip(range(i, found.base), range(j, found.head), strict=True)
        i, j = found.base_end, found.head_end
    yield from zip(range(i, len(one)), range(j, len(other)), strict=True)
