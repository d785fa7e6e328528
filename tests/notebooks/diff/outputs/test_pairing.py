from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.outputs import pair_outputs
from tests.notebooks.diff.outputs.builders import display, error, result, stream

ODD = [None, 3, {}, {"output_type": "stream", "text": 1}]
OUTPUTS = st.sampled_from(
    [stream("a"), stream("b"), stream("a", name="stderr"), error("E", "1"), error("E", "2"), *ODD]
    + [result({"text/plain": str(at)}, at) for at in range(3)]
    + [display({"image/png": str(at)}) for at in range(3)]
)


def pair(base: list[Any], head: list[Any]) -> list[tuple[int | None, int | None]]:
    return pair_outputs(base, head, Budget())


def test_equal_outputs_are_paired_first() -> None:
    plots = [display({"image/png": name}) for name in "abc"]
    assert pair(plots, plots[1:]) == [(0, None), (1, 0), (2, 1)]


def test_execution_counts_and_the_form_of_texts_do_not_count() -> None:
    one = result({"text/plain": "a\nb"}, 1)
    other = result({"text/plain": ["a\n", "b"]}, 9)
    assert pair([stream("x"), one], [other]) == [(0, None), (1, 0)]


def test_then_outputs_of_one_type_are_paired_in_order() -> None:
    base = [stream("1"), display({"image/png": "1"}), display({"text/html": "1"})]
    head = [display({"image/png": "2"}), stream("2"), display({"text/html": "2"})]
    assert pair(base, head)[-1] == (2, 2)
    assert len([1 for i, j in pair(base, head) if i is not None and j is not None]) == 2


def test_then_rich_outputs_of_other_types() -> None:
    base = [stream("1"), result({"text/plain": "1"})]
    head = [stream("1"), result({"text/plain": "1", "text/html": "1"})]
    assert pair(base, head) == [(0, 0), (1, 1)]


def test_an_error_does_not_become_a_picture() -> None:
    assert pair([error("E", "m")], [display({"image/png": "1"})]) == [(0, None), (None, 0)]


@given(st.lists(OUTPUTS), st.lists(OUTPUTS))
def test_pairs_cover_both_sides_in_order(base: list[Any], head: list[Any]) -> None:
    pairs = pair(base, head)
    assert [i for i, _ in pairs if i is not None] == list(range(len(base)))
    assert [j for _, j in pairs if j is not None] == list(range(len(head)))
    assert (None, None) not in pairs


@given(st.lists(OUTPUTS))
def test_a_list_is_paired_with_itself(outputs: list[Any]) -> None:
    assert pair(outputs, outputs) == [(at, at) for at in range(len(outputs))]


def test_very_many_outputs_are_paired_at_once() -> None:
    base = [display({"text/plain": str(at)}) for at in range(30_000)]
    head = [display({"text/plain": str(-at)}) for at in range(30_000)]
    assert len(pair(base, head)) >= 30_000
