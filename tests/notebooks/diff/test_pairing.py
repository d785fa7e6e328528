from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.pairing import pair_lines
from jupyter_mlops.notebooks.diff.work import Work

lines = st.lists(st.text("ab (", max_size=4), max_size=50)


def pairs(base: list[str], head: list[str], steps: int = 10**7) -> list[tuple[int, int]]:
    return pair_lines(base, head, Work(steps, Budget()))


def test_lines_with_most_in_common_are_paired() -> None:
    base = ["model.fit(X, y)", "print(score)"]
    assert pairs(base, ["import x", "model.fit(X, y, weight)", "a = 1"]) == [(0, 1)]


def test_pairs_never_cross() -> None:
    assert len(pairs(["first line", "second row"], ["second row 2", "first line 1"])) == 1


def test_many_edited_lines_are_paired_within_reach() -> None:
    base = [f"value_{at} = compute({at}, fast)" for at in range(300)]
    head = ["# new"] * 5 + [line.replace("fast", "slow") for line in base]
    assert pairs(base, head) == [(at, at + 5) for at in range(300)]


def test_a_line_finds_its_like_far_away_if_it_was_only_indented() -> None:
    head = [f"new {at}" for at in range(500)] + ["    the only old one"]
    assert pairs(["the only old one", "gone"], head) == [(0, 500)]


def test_without_work_lines_stay_alone() -> None:
    assert pairs(["a b", "c d"], ["a c", "c e"], 0) == []


@given(lines, lines)
def test_pairs_increase_on_both_sides(base: list[str], head: list[str]) -> None:
    found = pairs(base, head)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found))
    assert all(0 <= i < len(base) and 0 <= j < len(head) for i, j in found)
