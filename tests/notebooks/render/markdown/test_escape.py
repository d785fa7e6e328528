from __future__ import annotations

from hypothesis import given

from jupyter_mlops.notebooks.render.markdown.escape import code_span, fence, html_code, prose
from tests.notebooks.render.strategies import TEXTS


def test_code_is_fenced_by_more_ticks_than_it_has() -> None:
    assert code_span("a") == "`a`"
    assert code_span("`a`") == "`` `a` ``"
    assert code_span("a``b") == "```a``b```"


def test_a_bar_stays_in_its_cell_of_a_table() -> None:
    assert code_span("a | b", table=True) == "`a \\| b`"
    assert code_span("a \\| b", table=True) == "<code>a \\\\\\| b</code>"


def test_text_has_no_markup_and_calls_nobody() -> None:
    assert prose("fix #12 of @octocat: *a* <b>") == (
        "fix #&#8203;12 of @&#8203;octocat: \\*a\\* &lt;b&gt;"
    )


def test_code_in_html_is_escaped() -> None:
    assert html_code("</code><script>") == "<code>&lt;/code&gt;&lt;script&gt;</code>"


@given(TEXTS)
def test_a_fence_is_longer_than_any_in_it(text: str) -> None:
    lines = [f" {line}" for line in text.split("\n")]
    first, *body, last = fence(lines).rstrip("\n").split("\n")
    ticks = first.removesuffix("diff")
    assert last == ticks
    assert set(ticks) == {"`"}
    assert body == lines
    assert ticks not in "\n".join(body)
