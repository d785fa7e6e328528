"""Counts what happened to the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    PairedCell,
    RemovedCell,
    Summary,
    UnchangedCells,
)


def summarize(entries: Iterable[CellEntry]) -> Summary:
    """Counts cells by what happened to them; see `Summary` for which counts twice."""
    counts: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, UnchangedCells):
            counts["unchanged"] += entry.count
        elif isinstance(entry, AddedCell):
            counts["added"] += 1
        elif isinstance(entry, RemovedCell):
            counts["removed"] += 1
        else:
            counts.update(fates(entry))
    return Summary(**counts)


def fates(entry: PairedCell) -> list[str]:
    """What happened to a paired cell, in the words of `Summary`."""
    words = ["moved"] if entry.moved else []
    if (entry.source is not None and not entry.source.formatting_only) or entry.retyped:
        words.append("edited")
    elif entry.source is not None:
        words.append("reformatted")
    elif any(not change.noise for change in entry.outputs):
        words.append("rerun")
    elif any(not change.noise for change in entry.metadata):
        words.append("other")
    return words or ["unchanged"]
