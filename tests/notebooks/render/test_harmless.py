from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.render.harmless import LONGEST_LINE, harmless, line_pieces

STRANGE = {"Cc", "Cs", "Zl", "Zp"}


def shown(line: str, *marks: tuple[int, int], end: bool = False) -> str:
    return "".join(
        f"[{piece.text}]" if piece.marked else piece.text
        for piece in line_pieces(line, marks, end=end)
    )


def test_no_control_character_of_unicode_gets_through() -> None:
    for start in range(0, sys.maxunicode + 1, 4096):
        text = harmless("".join(map(chr, range(start, min(start + 4096, sys.maxunicode + 1)))))
        assert not {unicodedata.category(character) for character in text} & STRANGE


def test_marks_of_direction_that_make_code_read_otherwise_are_shown() -> None:
    assert harmless("admin\u202e = \u2066x\u2069") == "admin<U+202E> = <U+2066>x<U+2069>"


def test_control_characters_are_shown_as_their_pictures() -> None:
    assert harmless("\x1b[2J\x07\x7f\x9b") == "␛[2J␇␡<U+009B>"


def test_a_carriage_return_at_the_end_is_shown() -> None:
    assert shown("x = 1\r\n") == "x = 1␍"


def test_emoji_that_are_joined_stay_joined() -> None:
    assert harmless("👩\u200d🔬") == "👩\u200d🔬"


def test_a_tab_reaches_to_the_next_stop_also_behind_wide_characters() -> None:
    assert shown("a\tb") == "a   b"
    assert shown("世\tb") == "世  b"


def test_a_tab_that_differs_from_blanks_can_be_seen() -> None:
    assert shown("\tx", (0, 1)) == "[→   ]x"


def test_blanks_at_the_end_that_differ_can_be_seen() -> None:
    assert shown("x  \n", (1, 3)) == "x[··]"


def test_another_blank_than_the_common_one_can_be_seen_where_it_differs() -> None:
    assert shown("a\u00a0b", (1, 2)) == "a[<U+00A0>]b"
    assert shown("a\u00a0b") == "a\u00a0b"


def test_a_line_feed_is_shown_where_it_is_what_differs() -> None:
    assert shown("x\n", end=True) == "x[␊]"
    assert shown("x", end=True) == "x"


def test_a_long_line_is_cut_around_what_differs() -> None:
    line = "a" * 10_000 + "b" + "a" * 10_000
    text = shown(line, (10_000, 10_001))
    assert text.startswith("… aaa")
    assert "a[b]a" in text
    assert text.endswith(" … 8,041 more characters")
    assert len(text) < LONGEST_LINE + 100


MARKS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4).map(sorted)


@given(st.text("ab|世é"), MARKS)
def test_marks_change_nothing_of_what_is_shown(line: str, marks: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in line_pieces(line, marks)) == line


@given(st.text(), MARKS)
def test_any_line_is_harmless_with_any_marks(line: str, marks: list[tuple[int, int]]) -> None:
    pieces = line_pieces(line, marks, end=True)
    assert not {unicodedata.category(c) for piece in pieces for c in piece.text} & STRANGE
