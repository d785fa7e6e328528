"""A cell in the versions that have it."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_mlops.notebooks.staging.versions import Cell, Version

#: Where a cell stands among all others. The first number is of the common order of base and
#: working; the second counts what only the index has behind it.
Place = tuple[int, int]


@dataclass
class Slot:
    """A cell in the versions that have it."""

    #: Its index in each version.
    at: dict[Version, int] = field(default_factory=dict)
    #: The cell itself.
    cells: dict[Version, Cell] = field(default_factory=dict)
    #: Its place in each version.
    places: dict[Version, Place] = field(default_factory=dict)
    #: Names it.
    key: str = ""

    @property
    def moved(self) -> bool:
        """Whether base and working have it at different places."""
        found = [self.places[version] for version in ("base", "working") if version in self.places]
        return len(set(found)) > 1

    def put(self, version: Version, at: int, cell: Cell, place: Place) -> None:
        """Says where a version has the cell."""
        self.at[version], self.cells[version], self.places[version] = at, cell, place

    def first(self, *versions: Version) -> Version:
        """The first of the versions that has the cell."""
        return next(version for version in versions if version in self.at)
