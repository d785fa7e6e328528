from __future__ import annotations

import pytest

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    OutputChange,
    PairedCell,
    RemovedCell,
    Summary,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.views import (
    TextView,
    ValueChange,
)
from jupyter_mlops.notebooks.render.phrases import (
    MARKS,
    cell_kinds,
    summary_phrase,
    summary_words,
)


@pytest.mark.parametrize(
    ("entry", "kinds"),
    [
        (UnchangedCells(base=0, head=0, count=2), ["unchanged"]),
        (AddedCell(head=0, cell={}), ["added"]),
        (RemovedCell(base=0), ["removed"]),
        (PairedCell(base=0, head=1, moved=True, retyped=("a", "b")), ["edited", "moved"]),
        (
            PairedCell(base=0, head=1, source=TextView(hunks=[], formatting_only=True)),
            ["reformatted"],
        ),
        (
            PairedCell(base=0, head=0, outputs=[OutputChange(base=0, head=0, mime="error")]),
            ["rerun"],
        ),
        (
            PairedCell(
                base=0, head=0, metadata=[ValueChange(path=["id"], kind="added", noise=True)]
            ),
            ["unchanged"],
        ),
    ],
)
def test_a_cell_is_of_the_kinds_that_the_summary_counts(
    entry: PairedCell, kinds: list[str]
) -> None:
    assert cell_kinds(entry) == kinds


def test_a_summary_names_what_there_is() -> None:
    summary = Summary(added=1, edited=2, removed=1, moved=1, rerun=4, unchanged=9)
    assert summary_phrase(summary) == "+1 ~2 -1 ⇅1 ⟲4"
    assert summary_words(summary) == "1 added, 2 edited, 1 removed, 1 moved, 4 rerun"
    assert summary_phrase(Summary(unchanged=3)) == ""


def test_every_kind_of_change_in_a_summary_has_its_mark() -> None:
    assert set(Summary.__struct_fields__) == {*MARKS, "unchanged"}
