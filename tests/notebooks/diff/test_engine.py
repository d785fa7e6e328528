"""What a diff says of two notebooks, as its readers see it."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    Coarse,
    PairedCell,
    RemovedCell,
    Summary,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.views import HashView
from tests.notebooks.diff.strategies import NOTEBOOKS, edited_notebooks


def code(source: str, **keys: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
        **keys,
    }


def notebook(*cells: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 4, **keys}


LOAD, FIT, PLOT = code("data = load('a.csv')\n"), code("model.fit(data)\n"), code("plot(model)\n")
PRINTED = {"output_type": "stream", "name": "stdout", "text": "1\n"}


@given(NOTEBOOKS)
def test_a_notebook_does_not_differ_from_itself(nb: dict[str, Any]) -> None:
    diff = diff_notebooks(nb, nb)
    assert diff.empty
    assert diff.summary == Summary(unchanged=len(nb["cells"]))


@given(edited_notebooks())
def test_every_cell_of_either_side_is_told_once(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    base, head = pair
    old: list[int] = []
    new: list[int] = []
    for entry in diff_notebooks(base, head).cells:
        if isinstance(entry, UnchangedCells):
            old += range(entry.base, entry.base + entry.count)
            new += range(entry.head, entry.head + entry.count)
            continue
        if not isinstance(entry, AddedCell):
            old.append(entry.base)
        if not isinstance(entry, RemovedCell):
            new.append(entry.head)
    assert sorted(old) == list(range(len(base["cells"])))
    assert new == list(range(len(head["cells"])))


def test_unchanged_cells_are_told_as_runs() -> None:
    diff = diff_notebooks(notebook(LOAD, FIT), notebook(LOAD, FIT, PLOT))
    assert diff.cells == [UnchangedCells(base=0, head=0, count=2), AddedCell(head=2, cell=PLOT)]


def test_a_removed_cell_stands_where_it_was() -> None:
    diff = diff_notebooks(notebook(LOAD, FIT, PLOT), notebook(LOAD, PLOT))
    assert diff.cells == [
        UnchangedCells(base=0, head=0, count=1),
        RemovedCell(base=1),
        UnchangedCells(base=2, head=1, count=1),
    ]


def test_an_edited_cell_has_hunks() -> None:
    diff = diff_notebooks(notebook(LOAD, FIT), notebook(LOAD, code("model.fit(data, 3)\n")))
    edited = diff.cells[1]
    assert isinstance(edited, PairedCell)
    assert edited.source is not None
    assert [(hunk.base, hunk.removed, hunk.added) for hunk in edited.source.hunks] == [(0, 1, 1)]
    assert diff.summary == Summary(edited=1, unchanged=1)


def test_a_reformatted_cell_is_edited_unless_formatting_is_to_be_ignored() -> None:
    base, head = notebook(code("f( x,y )\n")), notebook(code("f(x, y)\n"))
    assert diff_notebooks(base, head).summary == Summary(edited=1)
    diff = diff_notebooks(base, head, DiffOptions(ignore_formatting=True))
    assert diff.summary == Summary(reformatted=1)
    assert not diff.empty


def test_a_cell_with_other_outputs_was_rerun() -> None:
    diff = diff_notebooks(notebook(LOAD), notebook({**LOAD, "outputs": [PRINTED]}))
    assert diff.summary == Summary(rerun=1)


def test_an_execution_count_is_noise() -> None:
    diff = diff_notebooks(notebook(LOAD), notebook({**LOAD, "execution_count": 7}))
    assert diff.summary == Summary(unchanged=1)
    assert not diff.empty
    (entry,) = diff.cells
    assert isinstance(entry, PairedCell)
    assert [(change.path, change.noise) for change in entry.metadata] == [
        (["execution_count"], True)
    ]


def test_a_cell_of_another_type_was_edited() -> None:
    markdown = {"cell_type": "markdown", "metadata": {}, "source": LOAD["source"]}
    (entry,) = diff_notebooks(notebook(LOAD), notebook(markdown)).cells
    assert isinstance(entry, PairedCell)
    assert entry.retyped == ("code", "markdown")
    assert entry.source is None


def test_without_time_it_is_coarse_and_says_so() -> None:
    lines = [f"line {number}\n" for number in range(400)]
    base = notebook(code("".join(lines)), LOAD)
    head = notebook(code("".join(lines[::-1]) + "end"), LOAD)
    diff = diff_notebooks(base, head, DiffOptions(budget=0.0))
    assert Coarse(part="source", head=0) in diff.coarse


def test_without_time_an_output_is_only_said_to_differ() -> None:
    table = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "1"}}
    other = {**table, "data": {"text/plain": "2"}}
    diff = diff_notebooks(
        notebook({**LOAD, "outputs": [table]}),
        notebook({**LOAD, "outputs": [other]}),
        DiffOptions(budget=-1),
    )
    assert diff.coarse == [Coarse(part="outputs", head=0)]
    (entry,) = diff.cells
    assert isinstance(entry, PairedCell)
    (change,) = entry.outputs
    assert change.coarse
    assert isinstance(change.view, HashView)
