from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.render.terminal.style import RED, Line, Span, fold, paint, width, wrap

LINES = st.lists(
    st.builds(Span, st.text("ab 世e\u0301", max_size=20), st.sampled_from(["", "1", RED])),
    max_size=5,
)


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


@given(LINES, st.integers(2, 30))
@example([Span("aaaaa \u0301 a世")], 2)
def test_wrapping_loses_nothing_and_keeps_the_styles(line: Line, columns: int) -> None:
    lines = wrap(line, columns)
    assert "".join(map(text_of, lines)) == text_of(line)
    assert all(width(each) <= columns for each in lines)
    styled = [(c, span.style) for span in line for c in span.text]
    assert [(c, span.style) for each in lines for span in each for c in span.text] == styled


@given(LINES, st.integers(12, 30), st.integers(0, 6))
def test_folded_words_fit_and_only_blanks_are_lost(line: Line, columns: int, indent: int) -> None:
    lines = fold(line, columns, indent)
    assert all(width(each) <= columns for each in lines)
    assert "".join("".join(map(text_of, lines)).split()) == "".join(text_of(line).split())


def test_words_are_folded_between_them() -> None:
    lines = fold([Span("one two three four")], 12, 2)
    assert [text_of(line) for line in lines] == ["one two", "  three four"]


def test_blanks_at_the_end_are_left_out() -> None:
    assert paint([Span("a "), Span("  ", RED), Span("")], colour=True) == "a\n"


def test_neighbours_of_one_style_are_painted_at_once() -> None:
    assert paint([Span("a", RED), Span("b", RED)], colour=True) == "\x1b[31mab\x1b[0m\n"
