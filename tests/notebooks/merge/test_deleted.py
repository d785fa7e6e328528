"""A cell that one side deleted and the other went on with."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.merge import Conflict, MergeOptions, merge_notebooks
from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY
from tests.notebooks.merge.builders import book, code, printed, sources
from tests.notebooks.merge.validity import check_valid

_OLD, _NEW = "data = load('houses.csv')", "data = load('houses.csv', rows=100)"
_BASE = book("import this", _OLD, "show(data)")
_DELETED = book("import this", "show(data)")
_EDITED = book("import this", _NEW, "show(data)")


def test_an_edit_is_kept_within_markers() -> None:
    merged = merge_notebooks(_BASE, _DELETED, _EDITED)

    assert sources(merged.nb)[1].split("\n") == [
        "<<<<<<< local (deleted)",
        "=======",
        _NEW,
        ">>>>>>> remote",
    ]
    assert merged.conflicts == [Conflict(cell=1, kinds=["deleted"])]
    record = merged.nb["cells"][1]["metadata"][KEY][CONFLICT]
    assert record["local"] is None
    assert (record["base"]["source"], record["remote"]["source"]) == (_OLD, _NEW)
    check_valid(merged.nb)


def test_the_deleting_side_may_be_the_other() -> None:
    merged = merge_notebooks(_BASE, _EDITED, _DELETED)

    lines = ["<<<<<<< local", _NEW, "=======", ">>>>>>> remote (deleted)"]
    assert sources(merged.nb)[1].split("\n") == lines


@pytest.mark.parametrize(
    "done",
    [
        {"outputs": [printed("1")], "execution_count": 1},
        {"metadata": {"collapsed": True, "jupyter": {"source_hidden": True}}},
        {"metadata": {"jupyter": {"source_hidden": False}}},
    ],
)
def test_what_was_only_run_or_folded_is_deleted(done: dict[str, Any]) -> None:
    base = book("import this", code(_OLD, metadata={"jupyter": {"source_hidden": True}}), "show()")
    remote = book("import this", {**base["cells"][1], **done}, "show()")

    merged = merge_notebooks(base, book("import this", "show()"), remote)

    assert sources(merged.nb) == ["import this", "show()"]
    assert merged.conflicts == []


def test_a_tag_is_an_edit() -> None:
    remote = book("import this", code(_OLD, metadata={"tags": ["parameters"]}), "show(data)")

    assert merge_notebooks(_BASE, _DELETED, remote).conflicts[0].kinds == ["deleted"]


@pytest.mark.parametrize(("choice", "kept"), [("local", False), ("remote", True), ("union", True)])
def test_options_settle_it(choice: Any, *, kept: bool) -> None:
    merged = merge_notebooks(_BASE, _DELETED, _EDITED, MergeOptions(source=choice))

    assert merged.conflicts == []
    assert sources(merged.nb) == sources(_EDITED if kept else _DELETED)


def test_what_both_deleted_is_gone() -> None:
    merged = merge_notebooks(_BASE, _DELETED, book("import this", "show(data)", "more = 1"))

    assert sources(merged.nb) == ["import this", "show(data)", "more = 1"]
