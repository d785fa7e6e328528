from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.myers import shortest_edit
from jupyter_mlops.notebooks.diff.work import Work

letters = st.text("abc", max_size=20)


def _longest_common(base: str, head: str) -> int:
    row = [0] * (len(head) + 1)
    for one in base:
        new = [0]
        for j, other in enumerate(head):
            new.append(row[j] + 1 if one == other else max(row[j + 1], new[j]))
        row = new
    return row[-1]


def _plenty() -> Work:
    return Work(10**9, Budget())


@given(letters, letters)
def test_it_matches_as_many_items_as_can_be_matched(base: str, head: str) -> None:
    runs = shortest_edit(base, head, 40, _plenty())
    assert runs is not None
    at = (0, 0)
    for i, j, length in runs:
        assert base[i : i + length] == head[j : j + length]
        assert (i, j) >= at
        assert j >= at[1]
        at = (i + length, j + length)
    assert sum(length for _, _, length in runs) == _longest_common(base, head)


def test_it_gives_up_when_it_takes_too_many_edits() -> None:
    assert shortest_edit("abcd", "dcba", 5, _plenty()) is None
    assert shortest_edit("abcd", "dcba", 6, _plenty()) is not None


def test_it_gives_up_when_the_work_is_used_up() -> None:
    assert shortest_edit("ab" * 40, "c" * 80, 160, Work(0, Budget())) is None
