"""How much changed, in a word or a mark for each kind of change."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    PairedCell,
    Summary,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.summary import fates

#: The mark of each kind of change, in the order in which a summary names them.
MARKS: Final = {
    "added": "+",
    "edited": "~",
    "removed": "-",
    "moved": "⇅",
    "rerun": "⟲",
    "reformatted": "≈",
    "other": "◇",
}
#: The word of each kind of change.
WORDS: Final = {kind: "metadata" if kind == "other" else kind for kind in MARKS}


def cell_kinds(entry: CellEntry) -> list[str]:
    """What happened to a cell, the most telling first: keys of `MARKS`, or only `unchanged`."""
    if isinstance(entry, PairedCell):
        kinds = fates(entry)
        return [kind for kind in MARKS if kind in kinds] or ["unchanged"]
    if isinstance(entry, UnchangedCells):
        return ["unchanged"]
    return ["added"] if isinstance(entry, AddedCell) else ["removed"]


def cell_kind(entry: CellEntry) -> str:
    """The most telling of `cell_kinds`."""
    return cell_kinds(entry)[0]


def summary_counts(summary: Summary) -> list[tuple[str, int]]:
    """The kinds of change that there are, as (key of `MARKS`, number of cells)."""
    counts = [(kind, int(getattr(summary, kind))) for kind in MARKS]
    return [(kind, count) for kind, count in counts if count]


def summary_phrase(summary: Summary) -> str:
    """`+1 ~2 -1 ⇅1 ⟲4`; empty if no cell changed."""
    return " ".join(f"{MARKS[kind]}{count}" for kind, count in summary_counts(summary))


def summary_words(summary: Summary) -> str:
    """`1 added, 2 edited, 4 rerun`; empty if no cell changed."""
    return ", ".join(f"{count:,} {WORDS[kind]}" for kind, count in summary_counts(summary))
