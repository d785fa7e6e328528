"""Tables of two runs."""

from __future__ import annotations

import pandas as pd
import pytest

from jupyter_mlops.checks.reproduce import ReproduceCheck
from tests.checks.executed import judged, succeeded
from tests.checks.notebooks import code, shown, subject

FRAME = pd.DataFrame({"name": ["a", "b"], "price": [1.25, 2.5]})


def _told(before: str, after: str) -> list[tuple[str, str]]:
    one, other = (
        shown(**{"text/html": html, "text/plain": str(id(html))}) for html in (before, after)
    )
    checked = judged(ReproduceCheck(), subject(code("x", one)), succeeded(outputs={"c0": (other,)}))
    return [(found.code, found.detail) for found in checked.findings]


def test_a_table_is_compared_by_its_values() -> None:
    assert _told(FRAME.to_html(), FRAME.to_html(border=0, classes="other")) == []


def test_numbers_have_a_tolerance() -> None:
    assert _told(FRAME.to_html(), FRAME.assign(price=[1.25, 2.5000001]).to_html()) == []


def test_a_value_that_differs_is_told_with_its_place() -> None:
    assert _told(FRAME.to_html(), FRAME.assign(price=[1.25, 3.5]).to_html()) == [
        ("table-differs", "row 2, column price: 2.50 → 3.50")
    ]


def test_other_rows_are_told_by_their_number() -> None:
    assert _told(FRAME.to_html(), FRAME.head(1).to_html()) == [
        ("table-differs", "3 by 3 cells → 2 by 3")
    ]


def test_a_styled_table_may_name_its_cells_otherwise() -> None:
    html = "<style>#T_{0} {{}}</style><table id='T_{0}'><tr><td id='T_{0}_1'>1</td></tr></table>"
    assert _told(html.format("abc"), html.format("def")) == []


def test_many_differences_are_cut_short() -> None:
    many = pd.DataFrame({"n": range(50)})
    ((_, detail),) = _told(many.to_html(), (many + 1).to_html())
    assert detail.splitlines()[-1] == "and 40 more"


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ("<b>one</b>", "<i>one</i>", []),
        ("<b>one</b>", "<b>two</b>", ["result-differs"]),
        (
            "<div id='a1'><script>draw('a1')</script></div>",
            "<div id='b'><script>x</script></div>",
            [],
        ),
        ("<table><tr><td>1</table>", "<p>1</p>", ["table-differs"]),
        ("<table><td>1", "<table><td>1", []),
    ],
)
def test_other_html_is_compared_by_its_text(before: str, after: str, codes: list[str]) -> None:
    assert [code for code, _ in _told(before, after)] == codes
