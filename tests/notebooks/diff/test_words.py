from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.words import Marks, mark_words, without_end

lines = st.text("ab .(=é\u0301深度\U0001f600", max_size=30)


def marked(base: str, head: str) -> tuple[list[str], list[str]] | None:
    marks = mark_words(base, head, Budget())
    if marks is None:
        return None
    return [base[a:b] for a, b in marks.base], [head[a:b] for a, b in marks.head]


def test_a_word_that_changed_is_marked_whole() -> None:
    assert marked("plot(x, rate)\n", "plot(x, rates)\n") == (["rate"], ["rates"])


def test_what_came_is_marked_on_its_side_only() -> None:
    assert marked("fit(X, y)\n", "fit(X, y.ravel())\n") == ([], [".ravel()"])


def test_neighbouring_words_that_changed_are_one_mark() -> None:
    assert marked("the quick brown fox", "the slow red fox") == (["quick brown"], ["slow red"])


def test_a_date_or_number_that_changed_is_one_mark() -> None:
    assert marked("on 2021-03-04", "on 2022-05-06") == (["2021-03-04"], ["2022-05-06"])
    assert marked("acc: 0.81 (val)", "acc: 1.93 (val)") == (["0.81"], ["1.93"])


def test_scripts_without_spaces_are_marked_by_character() -> None:
    assert marked("深度学习模型的训练", "深度学习网络的训练") == (["模型"], ["网络"])


def test_indentation_alone_is_marked() -> None:
    assert marked("return x\n", "    return x\n") == ([], ["    "])


def test_an_accent_is_never_parted_from_its_letter() -> None:
    assert marked("un e\u0301te ici", "un e te ici") == (["e\u0301te"], ["e te"])


def test_lines_with_little_in_common_are_not_compared() -> None:
    assert marked("import numpy as np\n", "x = 3\n") is None
    assert marked("", "x = 3") is None


def test_line_ends_are_never_marked() -> None:
    assert mark_words("x = 1\r\n", "x = 1", Budget()) == Marks([], [])


@pytest.mark.parametrize("count", [3_000, 300_000])
def test_a_long_line_is_compared_between_its_common_ends(count: int) -> None:
    before, after = "ab, " * count, "yz, " * count
    assert marked(before + "old " + after, before + "new " + after) == (["old"], ["new"])


def test_a_long_line_that_differs_much_is_one_mark() -> None:
    same = "same " * 20_000
    base, head = "ab cd " * 2_000, "ab xy " * 2_000
    assert marked(same + base + same, same + head + same) == ([base[3:-1]], [head[3:-1]])


@given(lines, lines)
def test_without_marks_the_lines_are_equal(base: str, head: str) -> None:
    marks = mark_words(base, head, Budget())
    if marks is None:
        return
    rest = []
    for line, spans in ((without_end(base), marks.base), (without_end(head), marks.head)):
        at, kept = 0, ""
        for start, end in spans:
            assert at <= start < end <= len(line)
            kept += line[at:start]
            at = end
        rest.append(kept + line[at:])
    assert rest[0] == rest[1]


@given(lines)
def test_a_line_has_no_marks_against_itself(line: str) -> None:
    assert mark_words(line, line, Budget()) == Marks([], [])
