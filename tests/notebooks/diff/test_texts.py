from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.texts import diff_texts
from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.multiline import split_lines

texts = st.text("ab1 (\n", max_size=60)


def diff(base: str, head: str) -> list[Hunk]:
    return diff_texts(base, head, Budget()).hunks


def no_times(text: str) -> str:
    return re.sub(r"\d\d:\d\d", "", text)


def test_equal_texts_have_no_hunks() -> None:
    assert diff_texts("a\n", "a\n", Budget()) == TextView(hunks=[])


def test_an_edited_line_is_paired_and_marked() -> None:
    assert diff("a = 1\nb = 2\n", "a = 1\nb = 20\n") == [
        Hunk(
            base=1,
            removed=1,
            head=1,
            added=1,
            pairs=[(1, 1)],
            base_marks=[(1, 4, 5)],
            head_marks=[(1, 4, 6)],
        )
    ]


def test_an_added_line_has_no_pair() -> None:
    assert diff("a\nc\n", "a\nb\nc\n") == [Hunk(base=1, removed=0, head=1, added=1)]


def test_lines_are_paired_by_likeness_not_by_place() -> None:
    (hunk,) = diff(
        "model = fit(x)\nprint(model.score)\n",
        "# Something else entirely\nmodel = fit(x, y)\nimport this\nprint(model.score())\n",
    )
    assert hunk.pairs == [(0, 1), (1, 3)]


def test_indented_lines_are_paired_however_many() -> None:
    lines = [f"call_{number}(argument)\n" for number in range(200)]
    (hunk,) = diff("".join(lines), "with it:\n" + "".join("    " + line for line in lines))
    assert hunk.pairs == [(at, at + 1) for at in range(200)]
    assert hunk.head_marks == [(at + 1, 0, 4) for at in range(200)]
    assert hunk.base_marks == []


def test_unlike_lines_stay_alone() -> None:
    (hunk,) = diff("import numpy as np\n", "x = 3\n")
    assert hunk.pairs == []


def test_a_missing_line_feed_at_the_end_is_a_change_of_the_last_line() -> None:
    assert diff("a\nb", "a\nb\n") == [Hunk(base=1, removed=1, head=1, added=1, pairs=[(1, 1)])]


def test_noise_comes_in_hunks_of_its_own() -> None:
    view = diff_texts(
        "at 12:00\nsame\nat 12:01 loss 3\n",
        "at 12:30\nsame\nat 12:31 loss 4\n",
        Budget(),
        quiet=no_times,
    )
    assert [(hunk.base, hunk.noise) for hunk in view.hunks] == [(0, True), (2, False)]
    assert view.hunks[0].pairs == [(0, 0)]
    assert view.hunks[0].base_marks == [(0, 6, 8)]


def test_a_line_that_is_nothing_but_noise_is_noise() -> None:
    view = diff_texts("a\n12:00", "a\n12:01", Budget(), quiet=no_times)
    assert [(hunk.base, hunk.removed, hunk.noise) for hunk in view.hunks] == [(1, 1, True)]


def test_quiet_that_loses_line_feeds_is_ignored() -> None:
    view = diff_texts("a\nb\n", "a\nc\n", Budget(), quiet=lambda _: "")
    assert [(hunk.base, hunk.noise) for hunk in view.hunks] == [(1, False)]


def test_out_of_time_the_view_says_that_it_is_coarse() -> None:
    base, head = "a\nb\nc\nx\nc\nb\na\n", "c\nb\na\nx\na\nb\n"
    view = diff_texts(base, head, Budget(-1.0))
    assert view == TextView(hunks=[Hunk(base=0, removed=7, head=0, added=6)], coarse=True)


@given(texts, texts, st.booleans())
def test_the_hunks_hold_all_that_differs(base: str, head: str, loud: bool) -> None:  # noqa: FBT001
    quiet = None if loud else lambda text: text.replace("1", "")
    view = diff_texts(base, head, Budget(), quiet=quiet)
    before, after = split_lines(base), split_lines(head)
    i = j = 0
    for hunk in view.hunks:
        assert hunk.removed or hunk.added
        assert before[i : hunk.base] == after[j : hunk.head]
        i, j = hunk.base + hunk.removed, hunk.head + hunk.added
        if hunk.noise:
            assert [line.replace("1", "") for line in before[hunk.base : i]] == [
                line.replace("1", "") for line in after[hunk.head : j]
            ]
    assert before[i:] == after[j:]


@given(texts, texts)
def test_pairs_and_marks_lie_within_their_hunk_and_line(base: str, head: str) -> None:
    before, after = split_lines(base), split_lines(head)
    for hunk in diff(base, head):
        one, other = [pair[0] for pair in hunk.pairs], [pair[1] for pair in hunk.pairs]
        assert sorted(set(one)) == one
        assert sorted(set(other)) == other
        assert all(hunk.base <= line < hunk.base + hunk.removed for line in one)
        assert all(hunk.head <= line < hunk.head + hunk.added for line in other)
        for lines, marks, paired in (
            (before, hunk.base_marks, one),
            (after, hunk.head_marks, other),
        ):
            for line, start, end in marks:
                assert line in paired
                assert 0 <= start < end <= len(lines[line].removesuffix("\n"))


@pytest.mark.parametrize("unlike", ["{} = {}\n", "print({}, {})\n"])
def test_a_thousand_rewritten_lines_take_no_time_to_speak_of(unlike: str) -> None:
    base = "".join(f"value_{at} = compute({at})\n" for at in range(1_000))
    head = "".join(unlike.format(f"value_{at}", at * 7) for at in range(1_000))
    start = time.process_time()
    assert diff(base, head)
    assert time.process_time() - start < 2


def test_a_hundred_thousand_lines_are_compared_line_by_line() -> None:
    lines = [f"epoch {at}: loss {at * 7 % 13}\n" for at in range(100_000)]
    changed = [*lines[:50_000], "interrupted\n", *lines[50_000:-1], "epoch 99999: loss nan\n"]
    view = diff_texts("".join(lines), "".join(changed), Budget())
    assert [(hunk.base, hunk.removed, hunk.added) for hunk in view.hunks] == [
        (50_000, 0, 1),
        (99_999, 1, 1),
    ]
    assert not view.coarse
