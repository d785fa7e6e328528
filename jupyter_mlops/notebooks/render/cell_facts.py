"""What to say of a cell that came, went or changed, beside showing how."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.model import AddedCell, PairedCell, RemovedCell
from jupyter_mlops.notebooks.render.phrases import (
    MARKS,
    WORDS,
    cell_kinds,
    cell_name,
    join_phrase,
    move_phrase,
    retyped_phrase,
    split_phrase,
)

Entry = AddedCell | RemovedCell | PairedCell


def marked_name(cell: Any, entry: Entry) -> tuple[str, str]:
    """The marks and the name of a cell: `~` and `code [3→4]`."""
    base = None if isinstance(entry, AddedCell) else entry.base
    head = None if isinstance(entry, RemovedCell) else entry.head
    if isinstance(entry, PairedCell) and entry.moved:
        base = None
    return "".join(MARKS.get(kind, "·") for kind in cell_kinds(entry)), cell_name(cell, base, head)


def cell_facts(entry: Entry) -> list[str]:
    """What happened to a cell, in words."""
    if isinstance(entry, AddedCell):
        return [split_phrase(entry) or "added"]
    if isinstance(entry, RemovedCell):
        return [join_phrase(entry) or "removed"]
    words = {**WORDS, "reformatted": "formatting only", "unchanged": "only noise"}
    gone = {"moved"} | ({"edited"} if entry.retyped and not entry.source else set())
    gone |= {"unchanged"} if entry.moved else set()
    facts = [words[kind] for kind in cell_kinds(entry) if kind not in gone]
    return [fact for fact in (*facts, move_phrase(entry), retyped_phrase(entry)) if fact]
