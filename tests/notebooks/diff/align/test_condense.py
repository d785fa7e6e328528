"""Runs of unchanged cells are left out of the thinking, and nothing comes out otherwise."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.align import Alignment, Prints, align_cells
from jupyter_mlops.notebooks.diff.align.condense import condense
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.fingerprint import quick_print
from tests.notebooks.diff.align.builders import Cells, align, code


def prints(cells: Cells) -> list[bytes]:
    return [quick_print(cell) for cell in cells]


def align_at_length(base: Cells, head: Cells) -> Alignment:
    """Aligns with prints that no two cells share, so that every cell is looked at."""
    unlike = Prints(
        [b"b%d" % at for at in range(len(base))], [b"h%d" % at for at in range(len(head))]
    )
    return align_cells(base, head, Budget(), unlike)


def cells(*sources: str) -> Cells:
    return [code(source) for source in sources]


A = cells(*(f"load_{at}(table_{at})" for at in range(8)))


def test_the_inside_of_a_run_is_left_out() -> None:
    left = condense(A, prints(A), prints(A))
    assert left.base == left.head == [0, 7]
    assert left.stands == [7, 1]
    assert left.inside == [(at, at) for at in range(1, 7)]


def test_the_ends_of_a_run_stay_as_landmarks() -> None:
    head = [*A[:4], code("new()"), *A[4:]]
    left = condense(A, prints(A), prints(head))
    assert left.base == [0, 3, 4, 7]
    assert left.head == [0, 3, 4, 5, 8]
    assert left.landmarks == [(0, 0), (1, 1), (2, 3), (3, 4)]


def test_a_short_run_is_no_run() -> None:
    head = [*A[:3], code("new()")]
    assert condense(A, prints(A), prints(head)).inside == []


def test_a_repeated_source_stays() -> None:
    base = [*A[:2], code("show()", prints="1"), *A[2:], code("show()", prints="2")]
    assert 2 in condense(base, prints(base), prints(base)).base


def test_cells_that_are_equal_in_every_bit_to_others_stay() -> None:
    base = cells("a", "b", "a", "b", "a", "b")
    assert condense(base, prints(base), prints(base)).inside == []


@given(st.integers(8, 30), st.randoms(use_true_random=False))
def test_nothing_comes_out_otherwise(count: int, seed: random.Random) -> None:
    base = cells(*(f"load_{at} = table{at}.query{at}('name')\nkeep{at}()" for at in range(count)))
    head = list(base)
    for _ in range(seed.randrange(5)):
        at = seed.randrange(len(head))
        change = seed.randrange(4)
        if change == 0:
            head[at] = {**head[at], "source": head[at]["source"] + "\nedited()"}
        elif change == 1:
            head.insert(at, code(seed.choice(["show()", "", "fresh(one)"])))
        elif change == 2:
            head.insert(seed.randrange(len(head)), head.pop(at))
        else:
            head[at : at + 5] = reversed(head[at : at + 5])
    assert align(base, head) == align_at_length(base, head)
