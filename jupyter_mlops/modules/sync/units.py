"""Which lines of a cell's source a chunk of its section comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.modules.sync.chunks import Chunk, split_chunks

if TYPE_CHECKING:
    from jupyter_mlops.modules.cells import CellCode
    from jupyter_mlops.modules.sync.imports import Place


class Unit(Struct, kw_only=True):
    """Lines of a source, and the chunks of the section that they alone gave."""

    #: Lines of the source, from 0.
    start: int
    stop: int
    #: Chunks of the section, from 0; none if all of it stands elsewhere, as imports do.
    first: int
    last: int

    @property
    def shown(self) -> bool:
        """Whether the section has anything of it."""
        return self.last > self.first


def find_units(code: CellCode, section: str, place: Place) -> list[Unit] | None:
    """Divides a cell's source by the chunks of its section.

    Args:
        code: The cell as a module would have it, before it is put together and formatted.
        section: The cell's section as the notebook has it now.
        place: Where relative imports of the section start from.

    Returns:
        Units in order, which cover all chunks of the section; None if they cannot be told.
    """
    given = split_chunks(place.absolute_code(code.text))
    shown = split_chunks(place.absolute_code(section))
    origins = _origins(given, shown)
    if origins is None:
        return None
    units: list[Unit] = []
    at = 0
    for number, chunk in enumerate(given):
        lines = code.lines[chunk.start : chunk.stop]
        stop = at
        while stop < len(shown) and origins[stop] <= number:
            stop += 1
        unit = Unit(start=min(lines), stop=max(lines) + 1, first=at, last=stop)
        at = stop
        while units and unit.start < units[-1].stop:
            above = units.pop()
            unit.start, unit.first = min(unit.start, above.start), above.first
            unit.stop = max(unit.stop, above.stop)
        units.append(unit)
    return units if at == len(shown) else None


def _origins(given: Sequence[Chunk], shown: Sequence[Chunk]) -> list[int] | None:
    """For each chunk of the section the last one of the cell that has any of it."""
    keys = [(number, key) for number, chunk in enumerate(given) for key in chunk.keys]
    origins: list[int] = []
    at = 0
    for chunk in shown:
        found = origins[-1] if origins else 0
        for key in chunk.keys:
            place = next((n for n in range(at, len(keys)) if keys[n][1] == key), None)
            if place is None:
                if chunk.comment:  # a formatter has put it elsewhere
                    continue
                return None
            at, found = place + 1, keys[place][0]
        origins.append(found)
    return origins
