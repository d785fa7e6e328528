from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs.grid import read_grid, split_table
from jupyter_mlops.notebooks.diff.views import TableView, TextView
from tests.notebooks.diff.outputs.builders import frame, numbers, only, result


def table(base: Any, head: Any, options: DiffOptions | None = None) -> tuple[TableView, bool]:
    change = only(frame(base), frame(head), options or DiffOptions())
    assert change.mime == "text/html"
    assert isinstance(change.view, TableView)
    return change.view, change.noise


def test_a_changed_cell_is_named_by_row_and_column() -> None:
    view, noise = table(numbers(a=[1, 2], b=["x", "y"]), numbers(a=[1, 3], b=["x", "y"]))
    assert not noise
    (cell,) = view.cells
    assert (cell.row, cell.column, cell.head) == ("1", "a", (1, 0))
    assert (cell.before, cell.after, cell.close) == ("2", "3", False)
    assert view.base_shape == view.head_shape == (2, 2)


def test_numbers_within_the_tolerance_are_noise() -> None:
    base, head = numbers(a=["0.3000000", "1,000.5"]), numbers(a=["0.30000001", "1000.5"])
    view, noise = table(base, head)
    assert noise
    assert [cell.close for cell in view.cells] == [True, True]
    assert not table(base, head, DiffOptions(tolerance=0.0))[1]


@pytest.mark.parametrize(
    ("before", "after", "close"),
    [
        ("12.0%", "12.00%", True),
        ("12.0%", "12.0", False),
        ("NaN", "nan", True),
        ("NaN", "0.0", False),
        ("12345678901", "12345678902", False),
        ("-0.0", "0.0", True),
        ("1e-15", "1e-20", False),
        ("1.0", "1", True),
        ("-", "+", False),
        ("1,23.5", "123.5", False),
    ],
)
def test_which_numbers_are_close(before: str, after: str, *, close: bool) -> None:
    view, noise = table(numbers(a=[before]), numbers(a=[after]))
    assert noise is close
    assert [cell.close for cell in view.cells] == [close]


def test_a_row_put_in_between_is_one_row() -> None:
    base = numbers(a=[10, 20, 30, 40])
    head = numbers(a=[10, 15, 20, 30, 40])
    view, noise = table(base, head)
    assert (view.rows_added, view.rows_removed, view.cells) == ([1], [], [])
    assert not noise


def test_rows_are_found_by_their_labels() -> None:
    base = pd.DataFrame({"score": [0.9, 0.8, 0.7]}, index=["accuracy", "recall", "f1"])
    head = pd.DataFrame({"score": [0.8, 0.75]}, index=["recall", "f1"])
    view, _ = table(base, head)
    assert view.rows_removed == [0]
    cells = [(cell.row, cell.before, cell.after) for cell in view.cells if not cell.close]
    assert cells == [("f1", "0.7", "0.75")]


def test_columns_are_found_by_their_names() -> None:
    base = pd.DataFrame([[1, 2, 3]], columns=["a", "b", "c"])
    head = pd.DataFrame([[1, 9, 3]], columns=["a", "x", "c"])
    view, _ = table(base, head)
    assert (view.columns_removed, view.columns_added, view.cells) == (["b"], ["x"], [])


def test_columns_of_one_name_are_told_by_their_order() -> None:
    base = pd.DataFrame([[1, 2, 3]], columns=["a", "a", "b"])
    head = pd.DataFrame([[1, 5, 3]], columns=["a", "a", "b"])
    view, _ = table(base, head)
    assert [(cell.column, cell.head) for cell in view.cells] == [("a", (0, 1))]


def test_levels_of_rows_and_columns_are_joined() -> None:
    columns = pd.MultiIndex.from_product([["x", "y"], ["a", "b"]], names=["outer", "inner"])
    index = pd.MultiIndex.from_product([["p", "q"], [1, 2]], names=["i", "j"])
    base = pd.DataFrame([[0] * 4] * 4, index=index, columns=columns)
    head = base.copy()
    head.loc[("q", 2), ("y", "b")] = 7
    view, _ = table(base, head)
    (cell,) = view.cells
    assert (cell.row, cell.column, cell.head) == ("q / 2", "y / b", (3, 3))
    assert view.head_shape == (4, 4)


def test_a_shortened_table_keeps_its_gap() -> None:
    base = pd.DataFrame({"a": range(100), "b": range(100)})
    head = base.copy()
    head.loc[99, "b"] = -1
    view, _ = table(base, head)
    assert [(cell.row, cell.column) for cell in view.cells] == [("99", "b")]
    assert view.head_shape == (11, 2)


def test_a_longer_table_that_shows_the_same_is_a_change() -> None:
    base, head = pd.DataFrame({"a": [1] * 100}), pd.DataFrame({"a": [1] * 101})
    change = only(frame(base), frame(head))
    assert not change.noise
    assert isinstance(change.view, TextView)


def test_labels_that_change_alone_are_a_change() -> None:
    base, head = pd.DataFrame({"a": [1, 1]}), pd.DataFrame({"a": [1, 1]}, index=["x", "y"])
    assert not only(frame(base), frame(head)).noise


def test_ids_of_a_styler_are_noise_and_its_colours_are_not() -> None:
    data = numbers(a=[1, 2])
    view, noise = table(data.style, data.style)
    assert noise
    assert view.cells == []
    coloured = data.style.map(lambda value: "color: red" if value == 2 else "")
    assert not only(frame(data.style), frame(coloured)).noise


def test_addresses_in_cells_are_noise_and_times_are_data() -> None:
    base = numbers(a=["<A at 0x7f0000000001>", "x"], b=["2024-01-05 10:00:00", "x"])
    assert table(base, numbers(a=["<A at 0x7f0000000002>", "x"], b=list(base.b)))[1]
    assert not table(base, numbers(a=list(base.a), b=["2024-01-05 11:00:00", "x"]))[1]


def test_words_beside_a_table_are_compared_as_text() -> None:
    html = "<h3>Accuracy {}</h3><table><tr><td>{}</td></tr></table>"
    one, other = (result({"text/html": html.format(score, 1)}) for score in (0.93, 0.94))
    change = only(one, other)
    assert isinstance(change.view, TextView)
    assert not change.noise


def test_only_so_many_cells_are_listed() -> None:
    view, _ = table(pd.DataFrame([[0] * 20] * 20), pd.DataFrame([[1] * 19 + [0]] * 20))
    assert (len(view.cells), view.cells_omitted) == (200, 180)


def test_a_real_change_is_listed_before_close_numbers() -> None:
    base = numbers(a=["1.0000000"] * 50, b=["1.0000000"] * 50, c=["x"] * 50)
    head = numbers(a=["1.0000001"] * 50, b=["1.0000001"] * 50, c=["x"] * 49 + ["y"])
    with pd.option_context("display.max_rows", None):
        view, noise = table(base, head)
    assert not noise
    assert [cell.row for cell in view.cells if not cell.close] == ["49"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>no table</p>",
        "<table><tr><td>1</td></tr>",
        "</table><table>",
        "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>",
        "<table><tr><td>1</td></tr></table><table><tr><td>1</td></tr></table>",
        "<table><!-- a comment --><tr><td>1</td></tr></table>",
        '<table><tr><td title="<">1</td></tr></table>',
        "<table><tr><td colspan=100000000>1</td></tr>" + "<tr><td colspan=9999>" * 500 + "</table>",
    ],
)
def test_what_is_no_plain_table_is_compared_as_text(html: str) -> None:
    change = only(result({"text/html": html + "a"}), result({"text/html": html + "b"}))
    assert isinstance(change.view, TextView)


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + "<tr><td rowspan=999999999 colspan=999999999>1</td></tr>" * 9 + "</table>",
        "<table></table>",
        "<TABLE><TR><TD>1<BR>2</TD></TR></TABLE>",
        "<table><td>1<td>2<tr><td>3</table>",
        "<table><tr><td rowspan=0 colspan=0>1</td></tr></table>",
        "<table>" + "<tr>" * 10_000 + "</table>",
        "<table>" + "<td " * 10_000 + "</table>",
        "<table>" + "<td a='" * 10_000 + "</table>",
        "<table>" + "<" * 10_000 + "</table>",
    ],
)
def test_odd_tables_do_no_harm(html: str) -> None:
    place = split_table(html)
    assert place is not None
    grid = read_grid(html[slice(*place)])
    assert grid is None or all(len(row) == len(grid.columns) for row in grid.rows)


def test_a_cell_may_hold_other_elements() -> None:
    grid = read_grid(
        "<table><thead><tr><th></th><th>a &amp; b</th></tr></thead>"
        "<tbody><tr><th>x</th><td><a href='u'>one</a><br>two</td></tr></tbody></table>"
    )
    assert grid is not None
    assert (grid.columns, grid.labels, grid.rows) == (["a & b"], ["x"], [["one two"]])
