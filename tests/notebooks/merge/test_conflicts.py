"""Conflicts as a notebook holds them."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import nbformat

from jupyter_mlops.notebooks.merge import CellConflict, MergeOptions, merge_notebooks
from jupyter_mlops.notebooks.merge.conflicts import with_entry, without_entry
from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY, STALE
from jupyter_mlops.notebooks.merge.resolve import settle
from tests.notebooks.merge.builders import book, code, sources


def test_a_conflict_can_be_read_back_from_a_file() -> None:
    local, remote = code("b", metadata={"name": "n"}), code("c", outputs=[])

    nb = merge_notebooks(book(code("a")), book(local), book(remote)).nb

    held = json.loads(json.dumps(nb))["cells"][0]["metadata"][KEY][CONFLICT]
    plain: dict[str, Any] = {"cell_type": "code", "execution_count": None, "metadata": {}}
    assert msgspec.convert(held, CellConflict) == CellConflict(
        kinds=["source"],
        base={**plain, "source": "a"},
        local={**plain, "metadata": {"name": "n"}, "source": "b"},
        remote={**plain, "source": "c"},
    )


def test_a_name_stays_within_its_line() -> None:
    options = MergeOptions(local_name="my\nbranch", remote_name="")

    nb = merge_notebooks(book("a"), book("b"), book("c"), options).nb

    assert sources(nb) == ["<<<<<<< my branch\nb\n=======\nc\n>>>>>>>"]


def test_a_heading_that_looks_like_a_marker_survives_taking_both() -> None:
    local, remote = "Results\n=======\nmine", "Summary\n-------\ntheirs"

    nb = merge_notebooks(book("a"), book(local), book(remote)).nb

    assert sources(nb) == [f"<<<<<<<< local\n{local}\n========\n{remote}\n>>>>>>>> remote"]
    assert sources(settle(nb, 0, "both")) == [f"{local}\n{remote}"]


def test_markers_that_are_there_already_are_text() -> None:
    marked = "<<<<<<< local\nb\n=======\nc\n>>>>>>> remote"

    merged = merge_notebooks(book("x = 1"), book(f"x = 1\n{marked}"), book("x = 1", "y = 2"))

    assert sources(merged.nb) == [f"x = 1\n{marked}", "y = 2"]
    assert merged.conflicts == []


def test_jupyter_reads_and_writes_a_notebook_with_conflicts() -> None:
    nb = merge_notebooks(book("a", "b"), book("x", "b"), book("y")).nb

    again = nbformat.reads(nbformat.writes(nbformat.from_dict(nb)), as_version=4)

    assert [cell.source for cell in again.cells] == sources(nb)
    assert [cell.metadata for cell in again.cells] == [cell["metadata"] for cell in nb["cells"]]


def test_entries_come_and_go_without_a_trace() -> None:
    cell = code("x", metadata={"tags": ["a"]})

    both = with_entry(with_entry(cell, STALE, value=True), CONFLICT, value={})

    assert without_entry(without_entry(both, CONFLICT), STALE) == cell
    assert without_entry(cell, CONFLICT) is cell
