"""What git says on standard error."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.git.progress import Listener, Step, read_step

_SAID = (
    b"Cloning into 'x'...\n"
    b"remote: Enumerating objects: 13, done.\n"
    b"remote: Counting objects:  50% (1/2)\rremote: Counting objects: 100% (2/2), done.\n"
    b"Receiving objects:   0% (0/9)\rReceiving objects:  33% (3/9), 1.20 MiB | 2.00 MiB/s\r"
    b"Receiving objects: 100% (9/9), done.\n"
    b"fatal: early EOF"
)


@pytest.mark.parametrize(
    ("line", "phase", "percent"),
    [
        ("Receiving objects:  45% (9/20), 1.20 MiB | 2.00 MiB/s", "Receiving objects", 45),
        ("remote: Compressing objects: 100% (2/2), done.", "Compressing objects", 100),
        ("Updating files:   3% (1/33)", "Updating files", 3),
        ("remote: Enumerating objects: 13, done.", "Enumerating objects", None),
        ("Enumerating objects: 13", "Enumerating objects", None),
    ],
)
def test_progress_is_a_title_and_numbers(line: str, phase: str, percent: int | None) -> None:
    assert read_step(line) == Step(phase=phase, percent=percent)


@pytest.mark.parametrize(
    "line",
    ["", "fatal: early EOF", "remote: hello", "50% (1/2)", "To https://example.org/x", "a: b: 3"],
)
def test_everything_else_is_no_progress(line: str) -> None:
    assert read_step(line) is None


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(min_value=0, max_value=len(_SAID)), max_size=8))
def test_where_reads_end_makes_no_difference(cuts: list[int]) -> None:
    listener = Listener()
    edges = [0, *sorted(cuts), len(_SAID)]
    steps = [step for start, end in pairwise(edges) for step in listener.hear(_SAID[start:end])]

    assert [step.percent for step in steps] == [None, 50, 100, 0, 33, 100]
    assert listener.said == "Cloning into 'x'...\nfatal: early EOF"


def test_of_much_the_last_is_kept() -> None:
    listener = Listener()
    list(listener.hear(b"\n".join(b"line %d" % number for number in range(10_000)) + b"\n"))

    assert listener.said.endswith("line 9999")
    assert len(listener.said) < 10_000


def test_bytes_that_are_no_text_are_replaced() -> None:
    listener = Listener()
    list(listener.hear(b"caf\xe9\n"))

    assert listener.said == "caf\ufffd"
