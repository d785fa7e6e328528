from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.sweep import Choices, GridSpace, ListSpace, RandomSpace, Range, ZipSpace
from jupyter_mlops.jobs.sweeps.points import (
    check_space,
    count_points,
    covering_points,
    names_of,
    points_of,
)

NAMES = st.text("abcdef", min_size=1, max_size=3)
COLUMNS = st.dictionaries(NAMES, st.lists(st.integers(), min_size=1, max_size=4), min_size=1)


@settings(deadline=None, max_examples=50)
@given(COLUMNS.filter(lambda columns: math.prod(map(len, columns.values())) < 5000))
def test_a_grid_has_every_combination_once_and_in_order(values: dict[str, list[int]]) -> None:
    space = GridSpace(values=values)
    check_space(space)
    points = list(points_of(space))
    assert len(points) == count_points(space)
    assert [tuple(point.values()) for point in points] == list(itertools.product(*values.values()))
    assert all(list(point) == names_of(space) for point in points)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(), st.text()), min_size=1, max_size=20))
def test_a_zip_takes_the_values_side_by_side(rows: list[tuple[int, str]]) -> None:
    space = ZipSpace(values={"a": [row[0] for row in rows], "b": [row[1] for row in rows]})
    check_space(space)
    assert count_points(space) == len(rows)
    assert [(point["a"], point["b"]) for point in points_of(space)] == rows


def test_listed_points_may_name_different_parameters() -> None:
    space = ListSpace(points=[{"a": 1}, {"b": 2, "a": 3}, {}])
    check_space(space)
    assert count_points(space) == 3
    assert names_of(space) == ["a", "b"]
    assert list(points_of(space)) == space.points


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
POSITIVE = st.floats(min_value=5e-324, allow_infinity=False)


@settings(deadline=None, max_examples=100)
@given(st.tuples(FLOATS, FLOATS).map(sorted), st.integers(0, 5))
def test_numbers_are_drawn_from_their_range(ends: list[float], seed: int) -> None:
    low, high = ends
    space = RandomSpace(values={"a": Range(low=low, high=high)}, count=20, seed=seed)
    check_space(space)
    assert all(low <= point["a"] <= high for point in points_of(space))


@settings(deadline=None, max_examples=100)
@given(st.tuples(POSITIVE, POSITIVE).map(sorted), st.integers(0, 5))
def test_logarithms_are_drawn_from_their_range(ends: list[float], seed: int) -> None:
    low, high = ends
    space = RandomSpace(values={"a": Range(low=low, high=high, log=True)}, count=20, seed=seed)
    check_space(space)
    assert all(low <= point["a"] <= high for point in points_of(space))


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 50), st.integers(0, 10), st.booleans())
def test_whole_numbers_are_drawn_with_both_ends(
    low: int,
    more: int,
    log: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    numbers = Range(low=low, high=low + more, integer=True, log=log)
    space = RandomSpace(values={"a": numbers}, count=2000, seed=1)
    check_space(space)
    drawn = {point["a"] for point in points_of(space)}
    assert drawn == set(range(low, low + more + 1))
    assert all(type(value) is int for value in drawn)


def test_logarithms_spread_evenly() -> None:
    space = RandomSpace(values={"a": Range(low=1e-4, high=1.0, log=True)}, count=4000)
    below = sum(point["a"] < 1e-2 for point in points_of(space))
    assert 0.45 < below / 4000 < 0.55


def test_the_same_seed_draws_the_same_whatever_comes_besides() -> None:
    few = RandomSpace(values={"a": Range(low=0, high=1)}, count=3, seed=7)
    more = RandomSpace(
        values={"b": Choices(values=["x", "y"]), "a": Range(low=0, high=1)}, count=9, seed=7
    )
    drawn = [point["a"] for point in points_of(few)]
    assert [point["a"] for point in points_of(more)][:3] == drawn
    # What this very version draws is what every later one has to draw.
    assert drawn == pytest.approx([0.10469736, 0.70399008, 0.28488835], abs=1e-8)


SPACES: list[tuple[Any, str]] = [
    (GridSpace(values={}), "varies no parameter"),
    (GridSpace(values={"a": []}), "parameter a has no values"),
    (GridSpace(values={"a": list(range(101)), "b": list(range(100))}), "10,100 runs"),
    (ZipSpace(values={}), "varies no parameter"),
    (ZipSpace(values={"a": [1, 2], "b": [1]}), "a has 2 values and b has 1"),
    (ListSpace(points=[]), "no points"),
    (ListSpace(points=[{}]), "varies no parameter"),
    (ListSpace(points=[{"a": 1}] * 10_001), "10,001 runs"),
    (RandomSpace(values={}, count=3), "varies no parameter"),
    (RandomSpace(values={"a": Choices(values=[])}, count=3), "parameter a has no values"),
    (RandomSpace(values={"a": Range(low=2, high=1)}, count=3), "between 2 and 1"),
    (RandomSpace(values={"a": Range(low=0, high=math.inf)}, count=3), "between 0 and inf"),
    (RandomSpace(values={"a": Range(low=0, high=1, log=True)}, count=3), "no logarithm"),
    (RandomSpace(values={"a": Range(low=0.2, high=0.8, integer=True)}, count=3), "whole number"),
    (RandomSpace(values={"a": Range(low=0, high=1)}, count=20_000), "20,000 runs"),
]


@pytest.mark.parametrize(("space", "said"), SPACES)
def test_a_space_that_cannot_be_run_is_refused(space: Any, said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        check_space(space)


def test_a_huge_grid_is_counted_without_being_made() -> None:
    space = GridSpace(values={name: list(range(1000)) for name in "abcdefgh"})
    assert count_points(space) == 10**24
    with pytest.raises(InvalidError, match="more than 10,000"):
        check_space(space)


@settings(deadline=None, max_examples=50)
@given(COLUMNS)
def test_few_points_have_every_value_of_a_grid(values: dict[str, list[int]]) -> None:
    points = list(covering_points(GridSpace(values=values)))
    assert len(points) == max(map(len, values.values()))
    for name, column in values.items():
        assert {point[name] for point in points} == set(column)


def test_all_given_points_stand_for_themselves() -> None:
    space = ZipSpace(values={"a": [1, 2], "b": [3, 4]})
    assert list(covering_points(space)) == list(points_of(space))
    drawn = RandomSpace(values={"a": Range(low=0, high=1)}, count=10_000)
    assert len(list(covering_points(drawn))) < 1000
