"""Cells that are called otherwise than at the last export.

Pasting gives a cell a new id, and a notebook of an old format has none, so that its cells go by
their places; what they say tells who is who.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jupyter_mlops.modules.sync.sections import Loose, Sections

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import CellKey
    from jupyter_mlops.modules.sync.model import Comparison


def follow_cells(base: Sections, notebook: Sections) -> dict[CellKey, CellKey]:
    """What cells of the last export are called now, where that is another name.

    Args:
        base: The module as of the last export.
        notebook: What the notebooks make of it now.
    """
    old = [key for key in base.texts if key not in notebook.texts or _is_place(key)]
    new = [key for key in notebook.texts if key not in base.texts or _is_place(key)]
    found = dict(_by_text(old, new, base, notebook))
    left = [key for key in old if key not in found]
    free = [key for key in new if key not in set(found.values())]
    for name in {key.notebook for key in left}:
        ours = [key for key in left if key.notebook == name and _is_place(key)]
        theirs = [key for key in free if key.notebook == name and _is_place(key)]
        if len(ours) != len(theirs):  # then those that have their place are still the same
            ours = theirs = [key for key in ours if key in theirs]
        found.update(zip(ours, theirs, strict=True))
    return {one: other for one, other in found.items() if one != other}


def renamed(sections: Sections, names: Mapping[CellKey, CellKey]) -> Sections:
    """Sections by what their cells are called now."""
    if not names:
        return sections
    return Sections(
        {names.get(key, key): text for key, text in sections.texts.items()},
        {names.get(key, key): line for key, line in sections.lines.items()},
        tuple(
            Loose(each.text, each.line, each.after and names.get(each.after, each.after))
            for each in sections.loose
        ),
    )


def with_old_names(comparison: Comparison, names: Mapping[CellKey, CellKey]) -> Comparison:
    """The comparison with what is held by the names that the module's file has."""
    if not names:
        return comparison
    back = {new: old for old, new in names.items()}
    held = tuple(
        replace(
            each,
            key=back.get(each.key, each.key),
            after=each.after and back.get(each.after, each.after),
        )
        for each in comparison.held
    )
    return replace(comparison, held=held)


def _by_text(
    old: list[CellKey], new: list[CellKey], base: Sections, notebook: Sections
) -> Iterator[tuple[CellKey, CellKey]]:
    by_text: dict[str, list[CellKey]] = {}
    for key in new:
        by_text.setdefault(notebook.texts[key], []).append(key)
    for key in old:
        text = base.texts[key]
        if text.strip() and by_text.get(text):
            yield key, by_text[text].pop(0)


def _is_place(key: CellKey) -> bool:
    """Whether a cell goes by its place, for want of an id."""
    return key.cell.startswith("@")
