"""Marks put on new cells, and taken off old ones."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.modules.sync.marks import Marking, marking_for, without_mark


def cell(source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}}


@pytest.mark.parametrize(
    ("like", "marking"),
    [
        (None, Marking(lines=("#| export train",))),
        (cell("x = 1"), Marking(lines=("#| export train",))),
        (cell("#|export\nx = 1"), Marking(lines=("#|export",))),
        (cell("#| default_exp train\n#| export\n#| hide"), Marking(lines=("#| export",))),
        (cell("#| exporti lab.train"), Marking(lines=("#| exporti lab.train",))),
        (cell("#| export other, train"), Marking(lines=("#| export train",))),
        (cell("#| export other\n#| exports train"), Marking(lines=("#| exports train",))),
        (cell("x = 1", "own", "export"), Marking(tags=("export",))),
        (cell("x = 1", "export:other", "export:train"), Marking(tags=("export:train",))),
    ],
)
def test_a_new_cell_is_marked_like_another(like: dict[str, Any] | None, marking: Marking) -> None:
    assert marking_for(like, "train", "lab") == marking


@pytest.mark.parametrize(
    ("before", "source", "tags"),
    [
        (cell("#| export\nx = 1"), "x = 1", []),
        (cell("#| export train other\nx = 1"), "#| export other\nx = 1", []),
        (cell("#| hide\n#| export other\n#| export train\nx"), "#| hide\n#| export other\nx", []),
        (cell("x = 1", "own", "export"), "x = 1", ["own"]),
        (cell("x = 1", "export:lab.train", "export:other"), "x = 1", ["export:other"]),
    ],
)
def test_a_mark_is_taken_off(before: dict[str, Any], source: str, tags: list[str]) -> None:
    assert without_mark(before, "train", "lab") == (source, tags)
