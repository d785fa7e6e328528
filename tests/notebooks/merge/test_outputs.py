"""Outputs three-way."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.merge.model import Choice
from jupyter_mlops.notebooks.merge.outputs import merge_outputs
from jupyter_mlops.notebooks.merge.values import MISSING, Three
from tests.notebooks.diff.strategies import JSON
from tests.notebooks.merge.builders import printed

_CHOICES: list[Choice] = ["mark", "local", "remote", "union"]


def _merge(base: Any, local: Any, remote: Any, choice: Choice = "mark") -> list[Any] | None:
    return merge_outputs(Three(base, local, remote), choice, Budget())


def test_the_run_that_only_one_side_made_counts() -> None:
    assert _merge([], [printed("1")], []) == [printed("1")]
    assert _merge([printed("1")], [printed("1")], []) == []


def test_of_two_runs_with_different_results_neither_counts() -> None:
    assert _merge([], [printed("1")], [printed("2")]) is None


def test_a_union_has_what_both_printed_once() -> None:
    local, remote = [printed("both"), printed("l")], [printed("both"), printed("r")]

    assert _merge([], local, remote, "union") == [*local, printed("r")]


def test_what_is_no_list_is_no_output() -> None:
    assert _merge(MISSING, "strange", [printed("1")]) == [printed("1")]


@given(st.lists(JSON), st.lists(JSON), st.lists(JSON), st.sampled_from(_CHOICES))
def test_outputs_of_any_shape_are_merged(
    base: list[Any], local: list[Any], remote: list[Any], choice: Choice
) -> None:
    outputs = _merge(base, local, remote, choice)

    known = {encoded(item) for item in [*base, *local, *remote]}
    assert {encoded(item) for item in outputs or []} <= known
