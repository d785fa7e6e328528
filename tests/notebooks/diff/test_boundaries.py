from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.boundaries import settle
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences
from jupyter_mlops.notebooks.multiline import split_lines

_LINES = ["\n", "def f():\n", "    return 1\n", "    else:\n", ")\n"]
texts = st.lists(st.sampled_from(_LINES), max_size=25)


def added(base: str, head: str) -> str:
    before, after = split_lines(base), split_lines(head)
    (only,) = settle(diff_sequences(before, after, Budget()), before, after)
    return "".join(after[only.head : only.head_end])


def test_an_added_function_begins_where_it_is_defined() -> None:
    first = "def f():\n    x()\n    return 1\n\n"
    second = "def g():\n    x()\n    return 1\n\n"
    last = "def h():\n    x()\n    return 1\n"
    assert added(first + last, first + second + last) == second


def test_an_added_block_begins_with_its_head() -> None:
    old = "    if a:\n        x()\n    else:\n        y()\n"
    new = "    if b:\n        x()\n    else:\n        y()\n"
    assert (
        added("for a in b:\n" + old + "    z()\n", "for a in b:\n" + old + new + "    z()\n") == new
    )


def test_an_added_call_does_not_begin_with_the_end_of_another() -> None:
    old, new = "call(\n    1,\n)\n", "call(\n    2,\n)\n"
    assert added("a\n" + old + "b\n", "a\n" + old + new + "b\n") == new


@given(texts, texts)
def test_settled_ranges_are_as_right_as_before(base: list[str], head: list[str]) -> None:
    ranges = diff_sequences(base, head, Budget())
    settled = settle(ranges, base, head)
    assert len(settled) == len(ranges)
    i = j = 0
    for index, each in enumerate([*settled, Range(len(base), len(base), len(head), len(head))]):
        assert base[i : each.base] == head[j : each.head]
        assert each.base > i or index in (0, len(settled))
        i, j = each.base_end, each.head_end
