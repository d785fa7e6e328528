from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.words import describe_changes
from tests.notebooks.staging.builders import code, notebook, versions

A, B, C = (code(own, f"value_{own} = compute({own!r})") for own in "abc")


def _edited(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "source": cell["source"] + "\nmore()"}


@pytest.mark.parametrize(
    ("working", "expected"),
    [
        (notebook(_edited(A), _edited(B), C, code("n", "new()")), "train: edit 2 cells, add 1"),
        (notebook(A, B), "train: remove 1 cell"),
        (notebook(A, B, C, title="One"), "train: change metadata"),
        (notebook({**A, "metadata": {"tags": ["x"]}}, B, C), "train: change metadata of 1 cell"),
        (notebook(A, B, C), "train: update"),
    ],
)
def test_a_subject_tells_what_has_changed(working: dict[str, Any], expected: str) -> None:
    assert describe_changes("train", list_changes(versions(notebook(A, B, C), working))) == expected
