from __future__ import annotations

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    CellEntry,
    NotebookDiff,
    OutputChange,
    PairedCell,
    Side,
    Summary,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.views import Hunk, TextView, ValueChange
from jupyter_mlops.notebooks.render.model import Shown
from jupyter_mlops.notebooks.render.selection import Fold, cell_of, outputs_of, select

COUNT = ValueChange(path=["execution_count"], kind="changed", before=1, after=2, noise=True)
TAGS = ValueChange(path=["metadata", "tags"], kind="added", after=["a"])


def diff(*cells: CellEntry) -> NotebookDiff:
    side = Side(nbformat=4, nbformat_minor=5, cells=9)
    return NotebookDiff(base=side, head=side, summary=Summary(), cells=list(cells))


def test_cells_with_nothing_but_noise_fold_with_the_unchanged_ones() -> None:
    selection = select(
        diff(
            UnchangedCells(base=0, head=0, count=3),
            PairedCell(base=3, head=3, metadata=[COUNT]),
            UnchangedCells(base=4, head=4, count=2),
            AddedCell(head=6, cell={}),
        ),
        Shown(),
    )
    assert selection.cells == [Fold(6), AddedCell(head=6, cell={})]
    assert selection.noise == 1


def test_noise_is_shown_on_demand() -> None:
    entry = PairedCell(base=3, head=3, metadata=[COUNT])
    selection = select(diff(entry), Shown(noise=True))
    assert selection.cells == [entry]
    assert selection.noise == 0


def test_a_cell_keeps_its_changes_that_are_no_noise() -> None:
    noise = Hunk(base=0, removed=1, head=0, added=1, noise=True)
    view = TextView(hunks=[noise, Hunk(base=4, removed=1, head=4, added=1)])
    outputs = [
        OutputChange(base=0, head=0, mime="stream/stdout", view=view),
        OutputChange(base=1, head=1, mime="text/plain", noise=True),
    ]
    entry = PairedCell(base=0, head=0, outputs=outputs, metadata=[COUNT, TAGS])
    (kept,) = select(diff(entry), Shown()).cells
    assert kept == PairedCell(base=0, head=0, outputs=outputs[:1], metadata=[TAGS])
    assert select(diff(entry), Shown()).noise == 3


def test_outputs_and_metadata_are_left_out_on_demand_and_then_are_no_noise() -> None:
    entry = PairedCell(
        base=0,
        head=0,
        outputs=[OutputChange(base=0, head=0, mime="error")],
        metadata=[COUNT],
    )
    selection = select(diff(entry), Shown(outputs=False, metadata=False))
    assert selection.empty
    assert selection.noise == 0


def test_a_moved_cell_is_always_shown() -> None:
    entry = PairedCell(base=0, head=4, moved=True)
    assert select(diff(entry), Shown()).cells == [entry]


def test_cells_and_outputs_that_are_none_are_empty() -> None:
    assert cell_of({"cells": [7]}, 0) == {}
    assert cell_of({}, 3) == {}
    assert outputs_of({"outputs": "x"}) == []
