from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.sweeps.tables import is_json, read_csv_table, read_json_table

#: Texts that mean something in a field: no space around, for that is not the value's.
FIELDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() and text
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(FIELDS, FIELDS), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_what_was_written_as_csv_is_read(rows: list[tuple[str, str]], separator: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([("alpha", "beta"), *rows])
    expected = [{"alpha": alpha, "beta": beta} for alpha, beta in rows]
    assert read_csv_table(out.getvalue(), name="table") == expected


def test_empty_fields_and_rows_are_left_out() -> None:
    text = "\ufeff\n alpha , beta\r\n0.1,\r\n,,\n\n ,b\nshort\n"
    with pytest.raises(InvalidError, match="row 3 has 3 fields"):
        read_csv_table(text.replace(",,\n", "x,y,z\n"), name="table")
    points = read_csv_table(text, name="table")
    assert points == [{"alpha": "0.1"}, {"beta": "b"}, {"alpha": "short"}]


POINTS = st.lists(
    st.dictionaries(st.text("ab", min_size=1), st.integers() | st.text() | st.none()),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=50)
@given(POINTS)
def test_what_was_written_as_json_is_read(points: list[dict[str, Any]]) -> None:
    assert read_json_table(json.dumps(points), name="table") == points


def test_columns_of_json_become_points() -> None:
    text = '{"alpha": [1, 2], "beta": ["x", "y"]}'
    assert is_json(text)
    points = read_json_table(text, name="table")
    assert points == [{"alpha": 1, "beta": "x"}, {"alpha": 2, "beta": "y"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("3", "no table"),
        ("[1]", "no table"),
        ("[]", "no points"),
        ("{}", "no points"),
        ('{"a": [1], "b": []}', "different lengths"),
        (json.dumps([{"a": 1}] * 10_001), "10,001 points"),
    ],
)
def test_json_that_is_no_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidError, match=said) as caught:
        read_json_table(text, name="points.json")
    assert "points.json" in caught.value.message
    assert len(caught.value.message) < 500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("a,b", "no points"),
        ("a,a\n1,2", "two columns are called 'a'"),
        ("a,,b\n1,2,3", "column 2 has no name"),
        ('a\n"open', "not CSV"),
        ("a\n1,2", "row 2 has 2 fields"),
    ],
)
def test_csv_that_is_no_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidError, match=said) as caught:
        read_csv_table(text, name="points.csv")
    assert "points.csv" in caught.value.message
