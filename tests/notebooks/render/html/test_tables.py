from __future__ import annotations

from jupyter_mlops.notebooks.diff.views import TableCell, TableView
from jupyter_mlops.notebooks.render.html.tables import table_change


def _table(*rows: tuple[str, ...]) -> str:
    head = "<thead><tr><th></th><th>a</th><th>b</th><th>c</th></tr></thead>"
    body = "".join(
        f"<tr><th>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _cell(row: int, column: int, *, close: bool = False) -> TableCell:
    return TableCell(row="r", column="b", head=(row, column), before="1<", after="2", close=close)


_BASE = _table(("r", "5", "1&lt;", "7"), ("s", "8", "9", "10"))


def test_only_rows_and_columns_that_differ_are_there() -> None:
    view = TableView(base_shape=(2, 3), head_shape=(2, 3), cells=[_cell(0, 1)])
    markup = table_change(view, _BASE, _BASE.replace("1&lt;", "2"))
    assert '<th scope="col">b</th>' in markup
    assert '<th scope="col">a</th>' not in markup
    assert "<del>1&lt;</del>" in markup
    assert ">9<" not in markup


def test_a_new_row_is_there_with_all_its_cells() -> None:
    head = _table(("r", "5", "1", "7"), ("s", "8", "9", "10"), ("new", "x", "y", "z"))
    view = TableView(base_shape=(2, 3), head_shape=(3, 3), rows_added=[2])
    markup = table_change(view, _BASE, head)
    row = markup[markup.index('<tr class="added">') :]
    assert all(f'<td class="same">{text}</td>' in row for text in "xyz")


def test_a_row_that_is_gone_is_read_in_the_base_by_the_columns_names() -> None:
    head = _table(("r", "5", "1", "7"))
    view = TableView(base_shape=(2, 3), head_shape=(1, 3), rows_removed=[1])
    assert '<tr class="removed">' in table_change(view, _BASE, head)
    assert '<td class="same">9</td>' in table_change(view, _BASE, head)


def test_what_is_within_the_tolerance_is_not_marked_as_changed() -> None:
    view = TableView(base_shape=(2, 3), head_shape=(2, 3), cells=[_cell(0, 1, close=True)])
    markup = table_change(view, _BASE, _BASE)
    assert 'class="changed"' not in markup
    assert 'title="within the tolerance"' in markup


def test_a_table_that_nobody_can_read_again_shows_what_the_view_knows() -> None:
    view = TableView(
        base_shape=(2, 3),
        head_shape=(2, 3),
        cells=[_cell(0, 1)],
        columns_added=["<x>"],
        cells_omitted=3,
    )
    markup = table_change(view, "", "")
    assert '<th scope="row">r</th>' in markup
    assert "&lt;x&gt;" in markup
    assert "3 more cells, not shown" in markup
