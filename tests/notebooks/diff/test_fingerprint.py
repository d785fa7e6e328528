from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given

from jupyter_mlops.notebooks.diff.fingerprint import digest, fingerprint, quick_print
from jupyter_mlops.notebooks.equality import same
from tests.notebooks.diff.strategies import JSON


@given(JSON, JSON)
def test_only_the_same_values_have_the_same_fingerprint(one: Any, other: Any) -> None:
    assert (fingerprint(one) == fingerprint(other)) == same(one, other)
    assert fingerprint(one) == fingerprint(copy.deepcopy(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [([1], [1.0]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (["x" * 9000], ["x" * 9001])],
)
def test_a_quick_print_tells_values_apart(one: Any, other: Any) -> None:
    assert quick_print(one) != quick_print(other)


def test_a_quick_print_takes_nan_for_null() -> None:
    assert quick_print([float("nan")]) == quick_print([None])


def test_a_quick_print_of_a_large_value_is_small() -> None:
    assert len(quick_print("x" * 10_000)) < 100


def test_a_digest_sees_where_one_value_ends() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])
