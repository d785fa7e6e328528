"""Texts of two runs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.reproduce_text import same_text, sanitized, text_difference


def _same(one: str, other: str, tolerance: float = 1e-6) -> bool:
    return same_text(sanitized(one), sanitized(other), tolerance)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<object at 0x7f5c1a2b3c4d>", "<object at 0x7f00deadbeef>"),
        ("done at 2026-01-02 12:34:56.789", "done at 2026-03-04 01:02:03.4"),
        ("2026-01-02T12:34:56Z", "2026-03-04T21:34:56+02:00"),
        ("Last: 2018-06-01, 12:33:15", "Last: 2026-01-02, 01:02:03"),
        ("Fri Jan  2 12:34:56 2026", "Wed Mar  4 01:02:03 2026"),
        ("it is 12:34:56", "it is 01:02:03"),
        ("took 1.23 s", "took 45.6 s"),
        ("took 12 ms", "took 3.4 µs"),
        ("CPU times: user 3 ms, sys: 1 ms", "CPU times: user 5 ms, sys: 0 ns"),
        ("12.3 ns ± 0.1 ns per loop (mean)", "15 ns ± 2 ns per loop (mean)"),
        (" 50%|█████     | 5/10 [00:01<00:01, 4.9it/s]", " 60%|██████    | 6/10 [00:03, 1it/s]"),
        ("\r 1/3\r 2/3\r 3/3", " 3/3"),
        ("read 120 MB/s", "read 98.2 MB/s"),
        ("/tmp/tmpab12/x.csv", "/tmp/tmpcd34/x.csv"),  # noqa: S108
        ("id=140234", "id=140999"),
        ("pid 123456", "pid 98765"),
        ("6f1ed002-ab4c-11e9-a2a3-2a2ae2dbcce4", "5a1ed002-ab4c-11e9-a2a3-2a2ae2dbcce4"),
        ("/a/b.py:12: UserWarning: x", "/c/d/b.py:14: UserWarning: x"),
        ("/tmp/ipykernel_12/345.py:2: UserWarning", "/tmp/ipykernel_9/3.py:7: UserWarning"),  # noqa: S108
        (
            "C:\\Users\\Ada L\\AppData\\Local\\Temp\\ipykernel_1\\3.py:2: UserWarning",
            "/tmp/ipykernel_9/3.py:7: UserWarning",  # noqa: S108
        ),
        ("\x1b[31mred\x1b[0m", "red"),
        ("a    1.0", "a  1.0   "),
        ("0.30000000000000004", "0.3"),
        ("[1.0000001 2e-17]", "[1.0 3e-17]"),
        ("nan", "nan"),
    ],
)
def test_what_changes_with_every_run_is_no_difference(one: str, other: str) -> None:
    assert _same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("accuracy 0.93", "accuracy 0.94"),
        ("rows: 100", "rows: 101"),
        ("2026-01-02", "2026-01-03"),
        ("2026-01-02 00:00:00", "2026-01-03 00:00:00"),
        ("ab", "a b"),
        ("x = 1", "x = -1"),
        ("version 1.2.3", "version 1.2.4"),
        ("one\ntwo", "one"),
        ("3 errors", "3 warnings"),
        ("1.0", "nan"),
    ],
)
def test_what_differs_otherwise_is_one(one: str, other: str) -> None:
    assert not _same(one, other)


def test_numbers_are_equal_up_to_the_tolerance() -> None:
    assert _same("0.93", "0.94", tolerance=0.02)
    assert not _same("0.93", "0.94", tolerance=0.001)
    assert not _same("100", "101", tolerance=0.5)  # counts are exact


@given(st.text(), st.text())
@settings(deadline=None, max_examples=100)
def test_a_text_is_the_same_as_itself_and_order_does_not_matter(one: str, other: str) -> None:
    assert _same(one, one)
    assert _same(one, other) == _same(other, one)
    assert sanitized(sanitized(one)) == sanitized(one)


def test_a_difference_is_short() -> None:
    told = text_difference("\n".join(map(str, range(500))), "x" * 1000)
    assert len(told.splitlines()) <= 42
    assert max(map(len, told.splitlines())) <= 201


@pytest.mark.parametrize(
    "word", ["x", "1", "/a/", "1:", "a.py:", "C:\\", "{", "%|", "ipykernel_", "1 per loop"]
)
def test_a_long_line_is_no_burden(word: str) -> None:
    """Minutes would not do if a pattern were sought from each of its characters on."""
    assert not same_text(sanitized(word * (100_000 // len(word))), "other", 0)


def test_numbers_that_python_does_not_read_are_compared_as_texts() -> None:
    assert not same_text("1" * 5000, "1" * 4999 + "2", 0)
    assert same_text("1" * 5000, "1" * 5000, 0)
