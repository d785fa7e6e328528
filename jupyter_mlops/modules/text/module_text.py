"""A module's text in the parts that it is made of."""

from __future__ import annotations

from msgspec import Struct

from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.text.header import Header


class Statement(Struct, frozen=True, kw_only=True):
    """A statement on top of a module, above all sections."""

    text: str
    #: Where it begins in the file, from 1.
    line: int


class Section(Struct, frozen=True, kw_only=True):
    """What a module has of one cell, or of none."""

    #: The cell that its marker names; None for what stands below a bare `# %%`, and for what
    #: somebody has put between the imports and the first marker.
    key: CellKey | None
    #: What is below the marker, without blank lines around it.
    text: str
    #: Where the text begins in the file, from 1.
    line: int
    #: Where its marker is, from 1; 0 if it has none.
    marker: int


class ModuleText(Struct, frozen=True, kw_only=True):
    """A module's text."""

    #: Ours; None in a module that nbdev or a person made.
    header: Header | None
    #: The docstring as it is written, quotes included.
    docstring: Statement | None
    #: Imports from `__future__` above the first section.
    future: tuple[Statement, ...]
    #: The other imports above the first section.
    imports: tuple[Statement, ...]
    #: What its generated `__all__` lists; None if it has none.
    all_names: tuple[str, ...] | None
    #: Where that is, from 1; 0 if it has none.
    all_line: int
    sections: tuple[Section, ...]
    #: Whether nbdev made it.
    nbdev: bool
