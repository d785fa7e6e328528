from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.texts import diff_texts
from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.lines import text_by_lines
from jupyter_mlops.notebooks.render.html.texts import same_text, text_change, whole_text
from jupyter_mlops.notebooks.render.html.tokens import Colorist

_LINE = re.compile(r'<(del|ins|div) class="ln"(?: data-b="(\d+)")?(?: data-h="(\d+)")?>(.*?)</\1>')
_TEXTS = st.lists(st.sampled_from(["a = 1\n", "b = a + 2\n", "\n", "print(b)\n", "x"])).map("".join)


def _lines(markup: str, number: int) -> dict[int, str]:
    """Text of each line by its number in the base (2) or the head (3)."""
    found = {}
    for match in _LINE.finditer(markup):
        if match[number]:
            found[int(match[number])] = unescape(re.sub("<[^>]*>", "", match[4]))
    return found


@given(_TEXTS, _TEXTS, st.integers(0, 4))
def test_every_line_of_both_sides_is_there_once_coloured_or_not(
    base: str, head: str, context: int
) -> None:
    view = diff_texts(base, head, Budget())
    colorist = Colorist()
    old, new = (text_by_lines(text, colorist.color(text, "python")) for text in (base, head))
    markup = text_change(old, new, view, context)
    for number, text in ((2, base), (3, head)):
        expected = [line.rstrip("\n") for line in split_lines(text)]
        found = _lines(markup, number)
        assert [found[line] for line in sorted(found)] == expected


def test_words_are_marked_across_colours() -> None:
    base, head = (
        text_by_lines("f(1)\n"),
        text_by_lines("f(2)\n", Colorist().color("f(2)\n", "python")),
    )
    hunk = Hunk(base=0, removed=1, head=0, added=1, pairs=[(0, 0)], head_marks=[(0, 1, 3)])
    markup = text_change(base, head, TextView(hunks=[hunk]), 3)
    assert '<ins class="ln" data-h="1"><code>f<mark>(<span class="t-n">2</span></mark>)' in markup


def test_lines_that_differ_in_nothing_but_their_end_are_shown_as_equal() -> None:
    view = diff_texts("a", "a\nb", Budget())
    markup = text_change(text_by_lines("a"), text_by_lines("a\nb"), view, 3)
    assert "<del" not in markup.replace('<del class="filler">', "")
    assert markup.count("<ins") == 1


def test_noise_reads_like_an_equal_line_until_it_is_asked_for() -> None:
    view = TextView(hunks=[Hunk(base=0, removed=1, head=0, added=1, noise=True)])
    markup = text_change(text_by_lines("at 1"), text_by_lines("at 2"), view, 3)
    calm, noise = markup.split('<div class="noise">')
    assert "<ins" not in calm
    assert "at 2" in calm
    assert "<del" in noise


def test_a_long_text_and_a_long_line_are_cut_with_a_note() -> None:
    many = whole_text(text_by_lines("x\n" * (limits.LINES + 5)), "added")
    assert many.count("<ins") == limits.LINES
    assert "5 more lines, not shown" in many
    wide = whole_text(text_by_lines("x" * (limits.LINE + 1_000)), "removed")
    assert "1,000 more characters" in wide


def test_an_unchanged_source_shows_its_beginning() -> None:
    markup = same_text(text_by_lines("x\n" * 20))
    assert "15 unchanged lines" in markup.split("<summary>")[1]
