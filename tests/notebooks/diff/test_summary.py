"""How cells are counted."""

from __future__ import annotations

import pytest

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    OutputChange,
    PairedCell,
    RemovedCell,
    Summary,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.summary import fates, summarize
from jupyter_mlops.notebooks.diff.views import Hunk, TextView, ValueChange

HUNK = Hunk(base=0, removed=1, head=0, added=1)
EDITED = TextView(hunks=[HUNK])
REFORMATTED = TextView(hunks=[HUNK], formatting_only=True)
RERUN = OutputChange(base=0, head=0, mime="text/plain")
NOISE = OutputChange(base=0, head=0, mime="text/plain", noise=True)
TAGGED = ValueChange(path=["metadata", "tags"], kind="added", after=["x"])


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (PairedCell(base=0, head=0, source=EDITED), ["edited"]),
        (PairedCell(base=0, head=0, source=EDITED, moved=True), ["moved", "edited"]),
        (PairedCell(base=0, head=0, retyped=("code", "raw")), ["edited"]),
        (PairedCell(base=0, head=0, source=REFORMATTED), ["reformatted"]),
        (PairedCell(base=0, head=0, outputs=[RERUN]), ["rerun"]),
        (PairedCell(base=0, head=0, source=EDITED, outputs=[RERUN]), ["edited"]),
        (PairedCell(base=0, head=0, outputs=[RERUN], moved=True), ["moved", "rerun"]),
        (PairedCell(base=0, head=0, metadata=[TAGGED]), ["other"]),
        (PairedCell(base=0, head=0, outputs=[NOISE]), ["unchanged"]),
        (PairedCell(base=0, head=1, moved=True), ["moved"]),
    ],
)
def test_what_happened_to_a_paired_cell(entry: PairedCell, words: list[str]) -> None:
    assert fates(entry) == words


def test_cells_are_counted_by_what_happened_to_them() -> None:
    entries: list[CellEntry] = [
        UnchangedCells(base=0, head=0, count=5),
        AddedCell(head=5, cell={}),
        RemovedCell(base=5),
        PairedCell(base=6, head=6, source=EDITED, moved=True),
    ]
    assert summarize(entries) == Summary(unchanged=5, added=1, removed=1, edited=1, moved=1)
