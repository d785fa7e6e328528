from __future__ import annotations

from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, CellCounts
from tests.notebooks.staging.builders import (
    OTHER_OUTPUT,
    OUTPUT,
    code,
    notebook,
    prose,
    told,
    versions,
)

IMPORT, FIT = code("a", "import os"), code("b", "fit(x)", OUTPUT)


def test_each_kind_of_change_is_told_in_the_order_of_working() -> None:
    lines = "\n".join(f"step_{number}()" for number in range(5))
    base = notebook(
        IMPORT,
        FIT,
        prose("c", "# Title"),
        code("d", lines),
        code("e", "x = 1"),
        code("f", "gone()"),
    )
    working = notebook(
        code("e", "x = 1"),
        {**IMPORT, "source": "import os\nimport sys"},
        code("n", "\n# ---\nnew()"),
        code("b", "fit(x)", OTHER_OUTPUT),
        {**prose("c", "# Title"), "metadata": {"tags": ["slow"]}},
        code("d", lines),
    )

    changes = list_changes(versions(base, working))

    assert told(changes) == [
        ("e", "moved", "unstaged", None),
        ("a", "edited", "unstaged", None),
        ("n", "added", "unstaged", None),
        ("b", "rerun", None, "unstaged"),
        ("c", "other", "unstaged", None),
        ("f", "removed", "unstaged", None),
    ]
    assert changes.counts == CellCounts(added=1, removed=1, edited=1, moved=1, rerun=1, other=1)
    assert changes.notebook is None
    assert [(each.base, each.head) for each in changes.cells][:3] == [(4, 0), (0, 1), (None, 2)]
    assert changes.cells[2].preview == "new()"
    assert changes.cells[3].execution_count == 1
    assert [each.moved for each in changes.cells] == [True] + [False] * 5


def test_a_cell_that_was_moved_and_edited_counts_twice() -> None:
    cells = [code(own, f"compute_{own}(data, {own!r})\nshow({own})") for own in "abcd"]
    edited = {**cells[0], "source": cells[0]["source"] + "\nmore()"}

    changes = list_changes(versions(notebook(*cells), notebook(*cells[1:], edited)))

    assert told(changes) == [("a", "edited", "unstaged", None)]
    assert changes.counts == CellCounts(edited=1, moved=1)


def test_noise_is_no_change() -> None:
    noisy = {**FIT, "execution_count": 7, "metadata": {"collapsed": True}}

    changes = list_changes(versions(notebook(IMPORT, FIT), notebook(IMPORT, noisy)))

    assert changes.cells == []


def test_what_differs_outside_of_the_cells_is_told_apart() -> None:
    base, working = notebook(IMPORT), notebook(IMPORT, title="A title")

    assert list_changes(versions(base, working)).notebook == "unstaged"
    assert list_changes(versions(base, working, working)).notebook == "staged"
    assert list_changes(versions(base, working, notebook(IMPORT, title="?"))).notebook == "older"


def test_a_cell_that_was_edited_after_it_was_staged_is_older() -> None:
    base, index, working = (notebook(code("a", f"x = {value}")) for value in (1, 2, 3))

    assert told(list_changes(versions(base, working, index))) == [("a", "edited", "older", None)]


def test_a_cell_that_was_put_back_after_it_was_staged_is_told() -> None:
    base, index = notebook(code("a", "x = 1")), notebook(code("a", "x = 2"), code("n", "new()"))

    changes = list_changes(versions(base, base, index))

    assert told(changes) == [("a", "edited", "older", None), ("n", "added", "older", None)]
    assert (changes.cells[1].base, changes.cells[1].head) == (None, None)


def test_outputs_that_cleaning_has_left_are_not_staged() -> None:
    base = notebook(code("a", "x = 1", OUTPUT))
    index = notebook(code("a", "x = 2"))
    working = notebook(code("a", "x = 2", OTHER_OUTPUT))

    assert told(list_changes(versions(base, working, index))) == [
        ("a", "edited", "staged", "unstaged")
    ]


def test_ids_that_several_cells_have_name_none_of_them() -> None:
    base = notebook(code("a", "one()"), code("a", "two()"))
    working = notebook(code("a", "one()"), code("a", "two(2)"), code(NOTEBOOK, "new()"))

    keys = [change.key for change in list_changes(versions(base, working)).cells]

    assert keys == ["base:1", "working:0"]


def test_a_notebook_that_is_gone_has_lost_its_cells() -> None:
    changes = list_changes(versions(notebook(IMPORT), None))

    assert told(changes) == [("a", "removed", "unstaged", None)]


def test_a_notebook_that_was_taken_out_of_the_index_counts_as_not_staged() -> None:
    base, working = notebook(IMPORT), notebook(IMPORT, FIT)

    assert told(list_changes(versions(base, working, None))) == [
        ("b", "added", "unstaged", "unstaged")
    ]


def test_a_preview_is_the_first_line_that_says_something_and_short() -> None:
    working = notebook(prose("a", "---\n\n  " + "Title " * 50), prose("b", "***"), prose("c", ""))

    previews = [change.preview for change in list_changes(versions(None, working)).cells]

    assert previews == [("Title " * 50)[:120], "***", ""]
