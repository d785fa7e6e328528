from __future__ import annotations

import re
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.terminal import render_terminal
from jupyter_mlops.notebooks.render.width import width_of
from tests.notebooks.render.cases import UNREADABLE, compare
from tests.notebooks.render.materials import code, notebook, stream
from tests.notebooks.render.strategies import SHOWN, comparisons

COLOUR = re.compile(r"\x1b\[(?:\d{1,2}(?:;\d{1,2})*)?m")


def render(
    *found: Comparison,
    shown: Shown = Shown(),  # noqa: B008 - frozen
    width: int = 80,
    colour: bool = False,
    side_by_side: bool = False,
) -> str:
    pieces = render_terminal(
        found, shown=shown, width=width, colour=colour, side_by_side=side_by_side
    )
    return "".join(pieces)


def changed(before: str, after: str, **options: bool) -> str:
    base, head = (notebook(code("a", source)) for source in (before, after))
    comparison = Comparison(path="a.ipynb", base=base, head=head, diff=diff_notebooks(base, head))
    return render(comparison, **options)  # type: ignore[arg-type]


@given(comparison=comparisons(), shown=SHOWN, colour=st.booleans(), side_by_side=st.booleans())
def test_nothing_in_a_notebook_can_drive_the_terminal(
    comparison: Comparison, shown: Shown, *, colour: bool, side_by_side: bool
) -> None:
    text = render(comparison, shown=shown, colour=colour, side_by_side=side_by_side, width=100)
    text = COLOUR.sub("", text) if colour else text
    assert {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} <= {"\n"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(comparisons(), SHOWN, st.integers(60, 300))
def test_side_by_side_no_line_is_wider_than_the_terminal(
    comparison: Comparison, shown: Shown, width: int
) -> None:
    text = render(comparison, shown=shown, side_by_side=True, width=width)
    assert max(map(width_of, text.split("\n"))) <= width


@given(comparison=comparisons(), shown=SHOWN, side_by_side=st.booleans())
def test_colours_change_nothing_but_the_colour(
    comparison: Comparison, shown: Shown, *, side_by_side: bool
) -> None:
    plain = render(comparison, shown=shown, side_by_side=side_by_side, width=120)
    painted = render(comparison, shown=shown, side_by_side=side_by_side, width=120, colour=True)
    assert "\x1b" not in plain
    assert COLOUR.sub("", painted) == plain


def test_only_the_colours_of_the_users_theme_are_used() -> None:
    text = "".join(render(compare(name), colour=True) for name in ("edited-source", "hostile"))
    codes = {code for match in COLOUR.findall(text) for code in match[2:-1].split(";")}
    assert codes <= {"0", "1", "2", "7", "31", "32", "33", "35", "36"}


def test_words_that_differ_stand_out() -> None:
    text = changed("level = 1\n", "level = 2\n", colour=True)
    assert "\x1b[31m- level = \x1b[0m\x1b[31;7m1\x1b[0m" in text
    assert "\x1b[32m+ level = \x1b[0m\x1b[32;7m2\x1b[0m" in text


def test_lines_that_are_too_long_are_left_as_they_are_to_be_copied() -> None:
    line = "total = " + " + ".join(f"part_{n}" for n in range(40))
    assert f"+ {line}\n" in changed("x", line)


def test_side_by_side_lines_that_are_too_long_go_on_below() -> None:
    base, head = (notebook(code("a", source)) for source in ("x", "y = " + "abc " * 30))
    comparison = Comparison(path="a.ipynb", base=base, head=head, diff=diff_notebooks(base, head))
    lines = render(comparison, side_by_side=True, width=100).split("\n")
    halves = [line.split("│")[1].strip() for line in lines if "│" in line]
    assert halves[0].startswith("1 + y = abc")
    assert " ".join(halves).count("abc") == 30


def test_a_terminal_too_narrow_for_two_columns_has_one() -> None:
    assert "│" not in render(compare("edited-source"), side_by_side=True, width=50)


def test_a_file_that_is_all_new_takes_the_whole_width() -> None:
    head = notebook(code("a", "x = 1"))
    base = {**head, "cells": []}
    comparison = Comparison(
        path="a.ipynb", status="added", base=base, head=head, diff=diff_notebooks(base, head)
    )
    assert "│" not in render(comparison, side_by_side=True, width=160)


def test_line_ends_of_windows_are_shown() -> None:
    assert "+ x = 1␍\n" in changed("x = 1\ny", "x = 1\r\ny")


def test_a_huge_output_is_cut_and_says_how_much_is_missing() -> None:
    base = notebook(code("a", "x"))
    head = notebook(code("a", "x", stream("line\n" * 10_000)))
    comparison = Comparison(path="a.ipynb", base=base, head=head, diff=diff_notebooks(base, head))
    text = render(comparison)
    assert "… 9,990 more lines" in text
    assert text.count("\n") < 30


def test_an_output_that_differs_in_many_places_is_cut_and_says_so() -> None:
    sides = [
        notebook(code("a", "x", stream("".join(f"{n} {n % 9 and value}\n" for n in range(9_000)))))
        for value in ("old", "new")
    ]
    comparison = Comparison(
        path="a.ipynb", base=sides[0], head=sides[1], diff=diff_notebooks(sides[0], sides[1])
    )
    text = render(comparison)
    assert "… 7,816 more lines differ" in text
    assert text.count("\n") < 400


def test_files_without_a_change_to_show_are_not_mentioned() -> None:
    same = notebook(code("a", "x", stream("1\n")))
    rerun = notebook(code("a", "x", stream("2\n")))
    equal = Comparison(path="a.ipynb", base=same, head=same, diff=diff_notebooks(same, same))
    hidden = Comparison(path="b.ipynb", base=same, head=rerun, diff=diff_notebooks(same, rerun))
    assert render(equal, hidden, shown=Shown(outputs=False)) == ""


def test_a_file_with_nothing_but_noise_says_so_in_a_line() -> None:
    assert "only noise differs (2 changes: --show-noise)" in render(compare("noise-only"))


def test_noise_is_shown_on_demand() -> None:
    text = render(compare("noise-only"), shown=Shown(noise=True))
    assert "execution_count: 3 → 8" in text
    assert "- <Model at 0x7f3a00c0ffee>" in text
    assert "--show-noise" not in text


def test_a_file_that_was_not_compared_has_its_reason() -> None:
    assert "! notebooks/merge.ipynb, line 14: holds the markers" in render(UNREADABLE)


def test_files_come_one_by_one_as_they_are_compared() -> None:
    taken = []

    def found() -> object:
        for name in ("edited-source", "noise-only"):
            taken.append(name)
            yield compare(name)

    pieces = render_terminal(
        found(),  # type: ignore[arg-type]
        shown=Shown(),
        width=80,
        colour=False,
        side_by_side=False,
    )
    next(pieces)
    assert taken == ["edited-source"]


def test_ten_thousand_changed_cells_take_linear_time() -> None:
    def seconds(cells: int) -> float:
        sides = [
            notebook(*(code(f"c{n}", f"x = {n}\ny = {value}\nz") for n in range(cells)))
            for value in (1, 2)
        ]
        comparison = Comparison(
            path="a.ipynb", base=sides[0], head=sides[1], diff=diff_notebooks(sides[0], sides[1])
        )
        start = time.perf_counter()
        assert render(comparison).count("~ code") == cells
        return time.perf_counter() - start

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.05)
