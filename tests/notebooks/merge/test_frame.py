"""What a notebook says besides its cells."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.merge import Conflict, MergeOptions, merge_notebooks
from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY
from tests.notebooks.merge.builders import book, code
from tests.notebooks.merge.validity import check_valid


def _kernel(name: str) -> dict[str, Any]:
    return {"kernelspec": {"display_name": name.title(), "name": name}}


def test_metadata_is_merged_by_key() -> None:
    base = book(metadata={"title": "Houses"})
    local, remote = book(metadata={"title": "Prices"}), book(metadata={"title": "Houses", "toc": 1})

    assert merge_notebooks(base, local, remote).nb["metadata"] == {"title": "Prices", "toc": 1}


def test_python_versions_are_no_conflict() -> None:
    base, local, remote = (
        book(metadata={"language_info": {"name": "python", "version": version}})
        for version in ("3.7.9", "3.8.2", "3.9.4")
    )

    merged = merge_notebooks(base, local, remote)

    assert merged.conflicts == []
    assert merged.nb["metadata"]["language_info"]["version"] == "3.8.2"


def test_two_new_kernels_are_a_conflict_that_keeps_locals() -> None:
    base, local, remote = (book(metadata=_kernel(name)) for name in ("python3", "ir", "julia"))

    merged = merge_notebooks(base, local, remote)

    assert merged.conflicts == [Conflict(cell=None, kinds=["metadata"])]
    assert merged.nb["metadata"]["kernelspec"] == _kernel("ir")["kernelspec"]
    record = merged.nb["metadata"][KEY][CONFLICT]
    assert record["remote"]["metadata"] == _kernel("julia")
    assert "cells" not in record["remote"]
    check_valid(merged.nb)


@pytest.mark.parametrize(("choice", "kernel"), [("local", "ir"), ("remote", "julia")])
def test_options_settle_it(choice: Any, kernel: str) -> None:
    base, local, remote = (book(metadata=_kernel(name)) for name in ("python3", "ir", "julia"))

    merged = merge_notebooks(base, local, remote, MergeOptions(metadata=choice))

    assert merged.conflicts == []
    assert merged.nb["metadata"]["kernelspec"]["name"] == kernel


def test_a_kernel_that_one_side_removed_and_the_other_relabelled_is_removed() -> None:
    base = book(metadata=_kernel("python3"))
    remote = book(metadata={"kernelspec": {"display_name": "Python 3.11", "name": "python3"}})

    merged = merge_notebooks(base, book(), remote)

    assert merged.nb["metadata"] == {}
    assert merged.conflicts == []


def test_a_format_that_one_side_raised_gives_ids_to_the_others_cells() -> None:
    base, remote = book("one"), book("one", "two")
    local = book(code("one", id="own"), nbformat_minor=5)

    merged = merge_notebooks(base, local, remote)

    assert merged.nb["nbformat_minor"] == 5
    assert merged.nb["cells"][0]["id"] == "own"
    assert any("repaired" in note for note in merged.notes)
    check_valid(merged.nb)


def test_a_format_that_one_side_lowered_stays_and_so_do_ids() -> None:
    base = book(code("one", id="own"), nbformat_minor=5)
    local, remote = (
        book("one", "two", nbformat_minor=0),
        book(code("1", id="own"), nbformat_minor=5),
    )

    merged = merge_notebooks(base, local, remote)

    assert merged.nb["nbformat_minor"] == 5
    assert merged.nb["cells"][0]["id"] == "own"


def test_cells_of_a_format_without_ids_keep_none() -> None:
    base, local = book("one"), book("one", code("two", id="stray"))

    merged = merge_notebooks(base, local, book("zero", "one"))

    assert not any("id" in cell for cell in merged.nb["cells"])


def test_ids_that_both_sides_gave_are_made_unique() -> None:
    base, local, remote = (
        book(*(code(text, id=own) for text, own in cells), nbformat_minor=5)
        for cells in (
            [("import this", "a")],
            [("first = 1", "new"), ("import this", "a")],
            [("import this", "a"), ("other = 2", "new")],
        )
    )

    merged = merge_notebooks(base, local, remote)

    assert [cell["id"] for cell in merged.nb["cells"]][:2] == ["new", "a"]
    assert merged.notes == ("cells 1 and 3 have the same id 'new': repaired",)
    check_valid(merged.nb)


def test_keys_stay_sorted_where_they_were() -> None:
    base, local, remote = (
        book(metadata=dict.fromkeys(keys, 1)) for keys in (["b"], ["b", "c"], ["a", "b"])
    )

    assert list(merge_notebooks(base, local, remote).nb["metadata"]) == ["a", "b", "c"]
