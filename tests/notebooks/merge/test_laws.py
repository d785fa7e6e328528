"""What every merge has to hold."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.decoding import MAX_DEPTH
from jupyter_mlops.notebooks.equality import encoded, same
from jupyter_mlops.notebooks.merge import Merged, MergeOptions, merge_notebooks
from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY
from tests.notebooks.diff.strategies import NOTEBOOKS
from tests.notebooks.merge.strategies import OPTIONS, Versions, any_versions, valid_versions
from tests.notebooks.merge.validity import check_valid


@given(NOTEBOOKS, NOTEBOOKS, OPTIONS)
def test_what_only_one_side_changed_is_taken_as_it_is(
    base: dict[str, Any], side: dict[str, Any], options: MergeOptions
) -> None:
    for local, remote in ((side, base), (base, side), (side, side)):
        merged = merge_notebooks(base, local, remote, options)

        assert encoded(merged.nb) == encoded(side)
        assert merged.conflicts == []


@given(valid_versions(), OPTIONS)
def test_every_merge_of_valid_notebooks_is_valid(versions: Versions, options: MergeOptions) -> None:
    check_valid(merge_notebooks(*versions, options).nb)


@given(valid_versions(), OPTIONS)
def test_nothing_that_is_merged_is_changed(versions: Versions, options: MergeOptions) -> None:
    before = copy.deepcopy(versions)

    merge_notebooks(*versions, options)

    assert versions == before


@given(any_versions(), OPTIONS)
def test_strange_notebooks_are_merged_too(versions: Versions, options: MergeOptions) -> None:
    merged = merge_notebooks(*versions, options)

    assert all(isinstance(cell, dict) for cell in merged.nb["cells"])


def test_metadata_may_be_as_deep_as_files_allow() -> None:
    base, local, remote = (_notebook(4, "one") for _ in range(3))
    for number, nb in enumerate((base, local, remote)):
        value: Any = number
        for _ in range(MAX_DEPTH):
            value = {"inner": value}
        nb["metadata"] = nb["cells"][0]["metadata"] = value

    merged = merge_notebooks(base, local, remote)

    assert [conflict.kinds for conflict in merged.conflicts] == [["metadata"], ["metadata"]]


@given(valid_versions())
def test_no_line_that_a_side_wrote_is_lost(versions: Versions) -> None:
    merged = merge_notebooks(*versions)

    kept = _lines(merged.nb) | _recorded_lines(merged)
    for side in versions[1:]:
        assert _lines(side) - _lines(versions.base) <= kept


@given(valid_versions())
def test_every_conflict_is_marked_and_recorded(versions: Versions) -> None:
    merged = merge_notebooks(*versions)

    for conflict in merged.conflicts:
        owner = merged.nb if conflict.cell is None else merged.nb["cells"][conflict.cell]
        assert owner["metadata"][KEY][CONFLICT]["kinds"] == conflict.kinds
        if {"source", "deleted"} & set(conflict.kinds):
            assert "<<<<<<< local" in cell_source(owner)
            assert ">>>>>>> remote" in cell_source(owner)
    marked = [cell for cell in merged.nb["cells"] if CONFLICT in cell["metadata"].get(KEY, {})]
    assert len(marked) == sum(conflict.cell is not None for conflict in merged.conflicts)


@given(valid_versions())
def test_the_conflicts_are_the_same_with_the_sides_exchanged(versions: Versions) -> None:
    base, local, remote = versions

    one, other = merge_notebooks(base, local, remote), merge_notebooks(base, remote, local)

    assert _conflicts(one) == _conflicts(other, exchanged=True)


@given(any_versions())
def test_so_they_are_in_strange_notebooks(versions: Versions) -> None:
    base, local, remote = versions

    one, other = merge_notebooks(base, local, remote), merge_notebooks(base, remote, local)

    assert _conflicts(one) == _conflicts(other, exchanged=True)


@given(valid_versions(), st.sampled_from(["local", "remote", "union"]))
def test_options_that_settle_everything_leave_no_conflict(versions: Versions, choice: Any) -> None:
    options = MergeOptions(source=choice, outputs=choice, metadata=choice)

    merged = merge_notebooks(*versions, options)

    assert merged.conflicts == []
    assert not any(CONFLICT in cell["metadata"].get(KEY, {}) for cell in merged.nb["cells"])


@given(valid_versions())
def test_a_merge_that_is_merged_again_stays_as_it_is(versions: Versions) -> None:
    merged = merge_notebooks(*versions).nb

    assert same(merge_notebooks(versions.base, merged, merged).nb, merged)
    assert same(merge_notebooks(versions.local, merged, versions.local).nb, merged)


@pytest.mark.parametrize("minor", [4, 5])
def test_a_notebook_of_one_format_takes_cells_of_another(minor: int) -> None:
    base = _notebook(4, "one")
    local, remote = _notebook(5, "one", "two"), _notebook(minor, "zero", "one")

    merged = merge_notebooks(base, local, remote)

    assert [cell_source(cell) for cell in merged.nb["cells"]] == ["zero", "one", "two"]
    check_valid(merged.nb)


def _notebook(minor: int, *sources: str) -> dict[str, Any]:
    own = [{"id": source} if minor >= 5 else {} for source in sources]
    cells = [
        {"cell_type": "markdown", **ids, "metadata": {}, "source": source}
        for ids, source in zip(own, sources, strict=True)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": minor}


def _lines(nb: dict[str, Any]) -> set[str]:
    return {line for cell in nb["cells"] for line in cell_source(cell).split("\n")}


def _recorded_lines(merged: Merged) -> set[str]:
    cells = [merged.nb["cells"][at.cell] for at in merged.conflicts if at.cell is not None]
    recorded = [cell["metadata"][KEY][CONFLICT] for cell in cells]
    sides = [data[name] for data in recorded for name in ("local", "remote") if data.get(name)]
    return _lines({"cells": sides})


def _conflicts(merged: Merged, *, exchanged: bool = False) -> Counter[bytes]:
    names = ("remote", "local") if exchanged else ("local", "remote")
    found: Counter[bytes] = Counter()
    for conflict in merged.conflicts:
        owner = merged.nb if conflict.cell is None else merged.nb["cells"][conflict.cell]
        data = owner["metadata"][KEY][CONFLICT]
        found[encoded([conflict.kinds, data["base"], *(data[name] for name in names)])] += 1
    return found
