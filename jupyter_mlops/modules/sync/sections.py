"""A module's sections by the cell that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.sync.chunks import Chunk, joined, split_chunks

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.text import ModuleText


class Loose(NamedTuple):
    """Code of a module that belongs to no cell."""

    text: str
    line: int
    #: The cell's section above it; None if there is none.
    after: CellKey | None


class Sections(NamedTuple):
    """The sections of a module, in order."""

    texts: Mapping[CellKey, str]
    #: Where each begins in the file, from 1.
    lines: Mapping[CellKey, int]
    loose: tuple[Loose, ...] = ()

    def names(self) -> dict[CellKey, frozenset[str]]:
        """The functions and classes that each section defines."""
        return {
            key: frozenset(name for chunk in split_chunks(text) for name in chunk.names)
            for key, text in self.texts.items()
        }


def sections_of(text: ModuleText | None, plan: ModulePlan, *, docstring: bool = True) -> Sections:
    """The sections of a module.

    Args:
        text: The module; None for one without sections.
        plan: What its cells are called now: nbdev names cells by their index.
        docstring: Whether the module's docstring is part of its first cell's section.
    """
    if text is None:
        return Sections({}, {})
    places = {(cell.key.notebook, f"@{cell.index}"): cell.key for cell in plan.cells}
    texts: dict[CellKey, str] = {}
    lines: dict[CellKey, int] = {}
    loose = []
    last: CellKey | None = None
    for section in text.sections:
        key = section.key
        key = key and places.get((key.notebook, key.cell), key)
        if key is None or key in texts:  # without a marker, or with one that was copied
            if section.text.strip():
                loose.append(Loose(section.text, section.line, last))
            continue
        texts[key] = section.text
        lines[key] = section.marker or section.line
        last = key
    if docstring and text.docstring is not None and plan.cells:
        first = plan.cells[0].key
        below = texts.get(first, "")
        texts[first] = f"{text.docstring.text}\n\n{below}" if below else text.docstring.text
        lines.setdefault(first, text.docstring.line)
    return Sections(texts, lines, tuple(loose))


def with_markers(module: Sections, base: Sections) -> Sections:
    """The module with the sections parted again whose markers alone were deleted."""
    texts, lines = dict(module.texts), dict(module.lines)
    above: CellKey | None = None
    for key, text in base.texts.items():
        if key not in texts and above is not None:
            chunks = split_chunks(texts[above])
            at = _begin_of(split_chunks(text), chunks)
            if at:
                lines[key] = lines[above] + 1 + chunks[at].start
                whole = texts[above]
                texts[above], texts[key] = joined(whole, chunks[:at]), joined(whole, chunks[at:])
        above = key if key in texts else above
    return module._replace(texts=texts, lines=lines)


def _begin_of(wanted: list[Chunk], chunks: list[Chunk]) -> int | None:
    """Where a section begins among the chunks of the one above it."""
    if not wanted:
        return None
    names = {name for chunk in wanted for name in chunk.names}
    for at, chunk in enumerate(chunks):
        if chunk.text == wanted[0].text or names & set(chunk.names):
            return at
    return None
