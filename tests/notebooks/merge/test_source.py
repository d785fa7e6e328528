"""A source three-way, in whatever form it stands."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.merge import MergeOptions
from jupyter_mlops.notebooks.merge.source import MergedSource, merge_source
from jupyter_mlops.notebooks.merge.values import MISSING, Three


def _merge(base: Any, local: Any, remote: Any, **options: Any) -> MergedSource:
    return merge_source(Three(base, local, remote), MergeOptions(**options), Budget())


def test_a_text_in_another_form_is_no_other_text() -> None:
    assert _merge("a\nb", ["a\n", "b"], "a\nb\nc") == MergedSource("a\nb\nc")
    assert _merge("a\nb", "a\nb", ["a\n", "b"]) == MergedSource(["a\n", "b"])


def test_a_side_that_has_all_of_the_others_changes_owns_the_source() -> None:
    merged = _merge("a\nb\nc", "x\nb\nc", "x\nb\ny")

    assert merged == MergedSource("x\nb\ny", owner="remote")
    assert merged.outputs(Three("base", "local", "remote")) == Three("remote", "remote", "remote")


def test_a_source_of_both_sides_has_no_outputs() -> None:
    merged = _merge("a\nb\nc", "x\nb\nc", "a\nb\ny")

    assert merged == MergedSource("x\nb\ny", owner="none")
    assert merged.outputs(Three([], [], [])) is None


@pytest.mark.parametrize("strange", [MISSING, None, 3, {"a": 1}, ["a", 1]])
def test_what_is_no_text_is_taken_as_a_whole(strange: Any) -> None:
    assert _merge("a", strange, "a").value == strange
    assert _merge("a", strange, "b") == MergedSource(strange, conflict=True, owner="local")
    assert _merge("a", strange, "b", source="remote").value == "b"
