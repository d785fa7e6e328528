from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.render.markdown import render_markdown
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from tests.notebooks.render.cases import CASES, branch, compare
from tests.notebooks.render.materials import code, notebook
from tests.notebooks.render.strategies import SHOWN, TEXTS, comparisons

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|<code>.*?</code>")
ROW = re.compile(r"(?:\\.|[^\\|])*")


def check(text: str) -> list[str]:
    """Asserts that all that was opened is closed; gives the lines outside of fences."""
    outside, fence, depth = [], "", 0
    for line in text.split("\n"):
        found = FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip("` "):
                fence = ""
        elif found:
            fence = found[1]
        else:
            outside.append(line)
            depth += line.startswith("<details") - line.startswith("</details>")
            assert depth in (0, 1)
    assert not fence
    assert depth == 0
    return outside


@given(st.lists(comparisons(), max_size=3), SHOWN, TEXTS, st.none() | st.integers(1_500, 9_000))
def test_nothing_in_a_notebook_breaks_out_or_calls_anybody(
    found: list[Comparison], shown: Shown, title: str, limit: int | None
) -> None:
    text = render_markdown(found, shown=shown, title=title, limit=limit)
    for line in check(text):
        bare = CODE.sub("", re.sub(r"&#\d+;", " ", line))
        assert not re.search(r"[@#]\w", bare), line
        assert set(re.findall(r"<\S*", bare)) <= {
            "<details>",
            "<details",
            "<summary>",
            "</summary>",
            "</details>",
        }, line
    if limit is not None and len(title) < 100:
        assert len(text) <= limit


@pytest.mark.parametrize("limit", [*range(500, 3_000, 40), *range(3_000, 30_000, 501)])
def test_a_report_is_sound_at_every_size(limit: int) -> None:
    found = [compare(name) for name in CASES]
    text = render_markdown(found, shown=Shown(), title="A branch", limit=limit)
    outside = check(text)
    assert "| Notebook | Added |" in text
    assert "**16 notebooks**" in text
    for line in outside:
        if line.startswith("| "):
            assert CODE.sub("", line).count("|") in (8, 5)
    if limit >= 1_000:
        assert len(text) <= limit


def test_the_more_room_there_is_the_more_is_said() -> None:
    found = [compare(name) for name in CASES]
    lengths = [
        len(render_markdown(found, shown=Shown(), limit=limit))
        for limit in range(1_000, 20_000, 500)
    ]
    full = len(render_markdown(found, shown=Shown()))
    assert lengths == sorted(lengths)
    assert lengths[-1] == full
    assert all(
        length > min(limit, full) - 2_500
        for limit, length in zip(range(1_000, 20_000, 500), lengths, strict=True)
    )


def test_the_largest_detail_goes_first_and_leaves_its_line() -> None:
    small, large = "x = 1", "\n".join(f"y = {'long * ' * 20}{n}" for n in range(1_000))
    base = notebook()
    head = notebook(code("a", small), code("b", large), code("c", small))
    comparison = Comparison(path="a.ipynb", base=base, head=head, diff=diff_notebooks(base, head))
    text = render_markdown([comparison], shown=Shown(), limit=1_000)
    assert text.count("+x = 1") == 2
    assert "**+ code [2]** · added · _left out here_" in text
    assert "_To fit, the details of 1 change are left out._" in text


def test_a_cell_of_thousands_of_lines_is_shortened_where_there_is_room_for_some() -> None:
    base, head = (notebook(code("a", f"x = {n}\n" * 9_000)) for n in (1, 2))
    comparison = Comparison(path="a.ipynb", base=base, head=head, diff=diff_notebooks(base, head))
    text = render_markdown([comparison], shown=Shown(), limit=5_000)
    assert text.count("+x = 2\n") == 20
    assert "# … 8,980 more lines" in text
    check(text)


def test_a_thousand_notebooks_fit_a_comment() -> None:
    found = [
        Comparison(path=f"n/{n}.ipynb", base=one.base, head=one.head, diff=one.diff)
        for one in [compare("edited-source")]
        for n in range(1_000)
    ]
    text = render_markdown(found, shown=Shown(), limit=65_536)
    assert len(text) <= 65_536
    assert "**1,000 notebooks**" in text
    check(text)


def test_a_table_row_counts_what_happened() -> None:
    text = render_markdown(branch(), shown=Shown())
    assert "| `notebooks/new.ipynb` | 3 |  |  |  |  | new file |" in text
    assert "| ``reports/a \\| `b`.ipynb`` |  | 1 |" in text
    assert "**not compared**: notebooks/merge.ipynb, line 14" in text


def test_a_single_notebook_is_open() -> None:
    assert "<details open>" in render_markdown([compare("edited-source")], shown=Shown())


def test_without_a_difference_it_says_so() -> None:
    same = notebook(code("a", "x"))
    equal = Comparison(path="a.ipynb", base=same, head=same, diff=diff_notebooks(same, same))
    assert render_markdown([equal], shown=Shown(), title="T") == "## T\n\nNo notebook differs.\n"


def test_ten_thousand_changed_cells_are_cut_in_linear_time() -> None:
    sides = [
        notebook(*(code(f"c{n}", f"x = {n}\ny = {value}\nz") for n in range(10_000)))
        for value in (1, 2)
    ]
    comparison = Comparison(
        path="a.ipynb", base=sides[0], head=sides[1], diff=diff_notebooks(sides[0], sides[1])
    )
    start = time.perf_counter()
    text = render_markdown([comparison], shown=Shown(), limit=65_536)
    assert time.perf_counter() - start < 10
    assert 60_000 < len(text) <= 65_536
