from __future__ import annotations

import time
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.jobs.ids import is_id, new_id


def test_ids_sort_by_the_time_of_their_making() -> None:
    made = []
    for _ in range(20):
        made.append(new_id())
        time.sleep(0.002)
    assert made == sorted(made)


def test_ids_of_one_moment_differ_and_sort_by_their_making() -> None:
    made = [new_id() for _ in range(10_000)]
    assert len(set(made)) == 10_000
    moments = [list(group) for _, group in groupby(made, key=lambda each: each[:10])]
    assert any(len(group) > 10 for group in moments)
    assert all(group == sorted(group) for group in moments)


@given(st.builds(new_id))
def test_what_was_made_is_an_id_and_a_part_of_it_is_not(made: str) -> None:
    assert is_id(made)
    assert not is_id(made[:-1])
    assert not is_id(made + "0")
    assert not is_id("A" + made[1:])


@given(st.builds(new_id), st.integers(0, 25), st.sampled_from("/\\.:\0\n%~ *ilou"))
def test_nothing_that_means_something_in_a_path_is_an_id(made: str, at: int, odd: str) -> None:
    assert not is_id(made[:at] + odd + made[at + 1 :])


@given(st.text())
def test_an_id_is_safe_as_a_file_name(text: str) -> None:
    assert not is_id(text) or text.isalnum()
