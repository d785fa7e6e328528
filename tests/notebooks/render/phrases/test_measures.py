from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.render.phrases import (
    clip,
    count_phrase,
    percent_text,
    size_text,
    value_text,
)


def test_sizes_have_their_unit() -> None:
    sizes = [size_text(size) for size in (0, 999, 1000, 999_949, 999_950, 4_000_000, 5 * 10**12)]
    assert sizes == ["0 B", "999 B", "1.0 KB", "999.9 KB", "1.0 MB", "4.0 MB", "5000.0 GB"]


def test_numbers_have_their_noun() -> None:
    assert count_phrase(1, "cell") == "1 cell"
    assert count_phrase(1204, "cell") == "1,204 cells"
    assert count_phrase(2, "entry", "entries") == "2 entries"


@given(st.floats(0, 1))
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: float) -> None:
    assert (percent_text(share) == "100 %") is (share == 1)
    assert (percent_text(share) == "0 %") is (share == 0)


def test_values_of_any_depth_and_length_stay_short() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert value_text(deep) == "…"
    assert len(value_text("x" * 10**6)) == 80
    assert value_text(float("nan")) == "NaN"
    assert clip("abc", 2) == "a…"
