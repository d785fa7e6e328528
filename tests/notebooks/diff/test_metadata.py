"""Metadata: decisions of the author are shown, traces of tools are noise."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.metadata import cell_changes, notebook_changes
from jupyter_mlops.notebooks.diff.views import ValueChange


def cell(**metadata: Any) -> dict[str, Any]:
    return {"cell_type": "raw", "metadata": metadata, "source": ""}


def notebook(**metadata: Any) -> dict[str, Any]:
    return {"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}


def test_tags_are_shown() -> None:
    assert cell_changes(cell(tags=["a"]), cell(tags=["a", "b"])) == [
        ValueChange(path=["metadata", "tags"], kind="changed", before=["a"], after=["a", "b"])
    ]


def test_what_came_and_went_is_shown() -> None:
    assert cell_changes(cell(name="x"), cell(slideshow={"slide_type": "skip"})) == [
        ValueChange(path=["metadata", "name"], kind="removed", before="x"),
        ValueChange(path=["metadata", "slideshow"], kind="added", after={"slide_type": "skip"}),
    ]


@pytest.mark.parametrize(
    "metadata",
    [
        {"collapsed": True},
        {"scrolled": True},
        {"ExecuteTime": {"end_time": "2024-01-01T00:00:00"}},
        {"execution": {"iopub.status.busy": "2024-01-01T00:00:00"}},
        {"jupyter": {"source_hidden": True}},
        {"colab": {"base_uri": "x"}, "outputId": "y", "id": "z"},
    ],
)
def test_traces_of_tools_in_a_cell_are_noise(metadata: dict[str, Any]) -> None:
    changes = cell_changes(cell(), cell(**metadata))
    assert changes
    assert all(change.noise for change in changes)


def test_a_decision_beside_noise_is_shown() -> None:
    changes = cell_changes(cell(), cell(jupyter={"source_hidden": True, "mine": 1}))
    assert [(change.path[-1], change.noise) for change in changes] == [
        ("source_hidden", True),
        ("mine", False),
    ]


def test_ids_and_execution_counts_are_noise() -> None:
    changes = cell_changes({**cell(), "id": "a", "execution_count": 1}, {**cell(), "id": "b"})
    assert [(change.path, change.noise) for change in changes] == [
        (["id"], True),
        (["execution_count"], True),
    ]


def test_another_kernel_is_shown_and_another_version_of_it_is_noise() -> None:
    base = notebook(
        kernelspec={"name": "a", "display_name": "A"}, language_info={"version": "3.10"}
    )
    head = notebook(
        kernelspec={"name": "b", "display_name": "B"}, language_info={"version": "3.11"}
    )
    assert [(change.path[1:], change.noise) for change in notebook_changes(base, head)] == [
        (["kernelspec", "name"], False),
        (["kernelspec", "display_name"], True),
        (["language_info", "version"], True),
    ]


def test_another_format_is_shown() -> None:
    (change,) = notebook_changes(notebook(), {**notebook(), "nbformat_minor": 5})
    assert (change.path, change.before, change.after) == (["nbformat_minor"], 4, 5)
    assert not change.noise


def test_a_long_value_is_shortened() -> None:
    (change,) = cell_changes(cell(), cell(blob="x" * 1000))
    assert str(change.after).endswith("…")
    assert len(str(change.after)) < 300


def test_metadata_that_is_no_object_is_compared_as_a_whole() -> None:
    (change,) = cell_changes({**cell(), "metadata": 3}, cell())
    assert (change.path, change.before, change.after) == (["metadata"], 3, {})
