from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.outputs.settled import settle


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain\ntext", "plain\ntext"),
        ("\x1b[31mred\x1b[0m \x1b[38;5;28;01mbold\x1b[39;00m", "red bold"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("100%\r5%", "5%0%"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("1/2\b\b\b2/2", "2/2"),
        ("\b\bx", "x"),
        ("step 1\b\b\b\b\b\b\rstep 2\n", "step 2\n"),
        ("\x1b", ""),
    ],
)
def test_a_text_settles_as_in_a_terminal(text: str, seen: str) -> None:
    assert settle(text) == seen


def test_an_unfinished_title_hides_no_more_than_its_line() -> None:
    assert settle("a\x1b]0;oops\nb") == "a\nb"


@given(st.text(st.sampled_from("ab\n\r\b\x1b[]0;m\x07\\")))
def test_settling_keeps_line_feeds_and_never_leaves_a_control_behind(text: str) -> None:
    seen = settle(text)
    assert seen.count("\n") == text.count("\n")
    assert not set("\r\b") & set(seen)


@pytest.mark.parametrize("text", ["x" * 500_000 + "\r" * 500_000, "x" * 500_000 + "\b" * 500_000])
def test_a_long_line_of_controls_takes_linear_time(text: str) -> None:
    assert len(settle(text)) <= 500_000
