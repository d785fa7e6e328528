from __future__ import annotations

import re
import time
from typing import Any

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.render.html import render_html
from jupyter_mlops.notebooks.render.html.limits import Allowance, weight
from jupyter_mlops.notebooks.render.html.tokens import Colorist
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from tests.notebooks.render.cases import compare
from tests.notebooks.render.materials import chart, code, display, notebook, stream


def _page(base: dict[str, Any], head: dict[str, Any], **shown: Any) -> str:
    comparison = Comparison(path="a.ipynb", base=base, head=head, diff=diff_notebooks(base, head))
    return render_html([comparison], shown=Shown(**shown))


def test_outputs_and_metadata_that_are_not_shown_are_not_in_the_page() -> None:
    comparison = compare("added-and-removed")
    assert "data:image/png" in render_html([comparison], shown=Shown())
    page = render_html([comparison], shown=Shown(outputs=False, metadata=False))
    assert "data:image/png" not in page
    assert 'data-toggle="outputs"' not in page


def test_unchanged_outputs_are_named_and_left_out() -> None:
    image = display({"image/png": chart([9], (0, 0, 0))})
    base = notebook(code("a", "x = 1", image), code("b", "y", image))
    head = notebook(code("a", "x = 2", image), code("b", "y", image))
    page = _page(base, head)
    assert "data:image/png;base64" not in page
    assert re.search(r"output unchanged, [\d.]+ KB, not included", page)


def test_a_stream_in_several_pieces_is_one_output() -> None:
    base = notebook(code("a", "x", stream("1\n"), stream("2\n")))
    head = notebook(code("a", "x", stream("1\n"), stream("3\n")))
    page = _page(base, head)
    assert page.count('<section class="output') == 1
    assert "unchanged, " not in page


def test_a_moved_cell_and_the_place_it_left_lead_to_each_other() -> None:
    page = render_html([compare("moved-and-edited")], shown=Shown())
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page
    assert "moved from 6 to 3" in page
    assert "moved to 3" in page


def test_ten_thousand_cells_make_a_page_whose_cells_are_folded() -> None:
    cells = [code(f"c{n}", f"x{n} = {n}\nprint(x{n})") for n in range(10_000)]
    head = [*cells[:5_000], code("new", "new"), *cells[5_000:]]
    start = time.perf_counter()
    page = _page(notebook(*cells), notebook(*head))
    assert time.perf_counter() - start < 30
    assert page.count("<article") == 1
    assert page.count("<details") == 2
    assert len(page) < 3_000_000


def test_a_page_has_room_for_so_much_and_says_what_it_left_out() -> None:
    room = Allowance(size=10)
    assert room.take(6)
    assert not room.take(6)
    assert room.take(4)


def test_a_cell_with_a_large_output_is_cut() -> None:
    text = "".join(f"line {number}\n" for number in range(200_000))
    page = _page(notebook(code("a", "x")), notebook(code("a", "x", stream(text))))
    assert len(page) < 500_000
    assert "more lines, not shown" in page


def test_weight_counts_the_characters_of_a_value_however_deep() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert weight(deep) == 1
    assert weight({"ab": ["cd", 1]}) == 2 + 2 + 4


def test_colours_stop_where_they_would_take_too_long() -> None:
    colorist = Colorist(characters=10)
    assert colorist.color("x = 1", "python")
    assert not colorist.color("x = 1_000_000", "python")
    assert not Colorist().color("x = 1", "no such language")
    assert not Colorist().color("%%html\n<b>1</b>", "python")
    assert not Colorist().color("x = " + "1" * 5_000, "python")


def test_the_style_and_the_script_end_nowhere_but_at_their_end() -> None:
    page = render_html([], shown=Shown())
    assert page.count("<style>") == page.count("</style>") == 1
    assert page.count("<script>") == page.count("</script>") == 1
