"""From a line of a module to its cell: through formatting, imports, magics and edits."""

from __future__ import annotations

from jupyter_mlops.modules.lines import LineMap, Place
from jupyter_mlops.modules.model import ModulePlan
from jupyter_mlops.modules.text import build_modules
from tests.modules.text.plans import cell, plan, project


def _built(made: ModulePlan) -> str:
    (text,) = build_modules([made], project()).values()
    return text


def _place(made: ModulePlan, text: str, words: str) -> Place | None:
    """Where the first line with these words comes from."""
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines, 1) if words in line)
    return LineMap(text, made, project()).find(at)


def _found(made: ModulePlan, words: str) -> tuple[str, int, bool] | None:
    place = _place(made, _built(made), words)
    return None if place is None else (place.key.cell, place.line, place.exact)


def test_a_line_that_formatting_moved_is_found_where_it_was_written() -> None:
    made = plan(
        "import os",
        "x = {  'a':1,\n 'b' : 2}; y = 3\n\n# then\n"
        "def f(a,b): return a+ \\\n   b\nassert f(1, 2) == 3",
    )

    assert _found(made, "x = {") == ("c1", 1, True)
    assert _found(made, "y = 3") == ("c1", 2, True)
    assert _found(made, "# then") == ("c1", 4, True)
    assert _found(made, "def f") == ("c1", 5, True)
    assert _found(made, "return a") == ("c1", 5, True)
    assert _found(made, "assert f") == ("c1", 7, True)


def test_what_was_exploded_leads_to_the_line_it_came_from() -> None:
    names = [f"argument_number_{at}" for at in range(12)]
    made = plan("x = 1\ny = call(" + ", ".join(names) + ")\nz = 2")

    assert _found(made, "argument_number_7") == ("c0", 2, True)
    assert _found(made, "z = 2") == ("c0", 3, True)


def test_a_line_within_a_text_is_found() -> None:
    made = plan("import os\n\ntext  = '''\none\ntwo\n'''\nf'''{text}\nthree'''")

    assert _found(made, "two") == ("c0", 5, True)
    assert _found(made, "three") == ("c0", 8, True)


def test_imports_on_top_are_found_in_the_first_cell_that_has_them() -> None:
    made = plan(
        '"""Doc\n\nmore."""\nimport sys, os',
        "from __future__ import annotations\nx = 1",
        "import os\nfrom pkg.data import (\n    load,\n    save,\n)",
        f"from wide import {', '.join(f'rather_long_name_{at}' for at in range(6))}",
        "from wide import another",
    )

    assert _found(made, "import os") == ("c0", 4, True)
    assert _found(made, "more.") == ("c0", 3, True)
    assert _found(made, "__future__") == ("c1", 1, True)
    assert _found(made, "from .data") == ("c2", 2, True)
    assert _found(made, "rather_long_name_3") == ("c3", 1, True)
    assert _found(made, "    another,") == ("c4", 1, True)
    assert _found(made, "__all__") is None
    assert _found(made, "# version") is None


def test_lines_of_the_notebooks_source_are_given_where_directives_are_left_out() -> None:
    given = cell("x = 1\ny = 2")
    made = plan(
        type(given)(
            key=given.key,
            index=3,
            source="#| export\n%time x = 1\n\ny = 2",
            text=given.text,
            lines=(1, 3),
        )
    )
    place = _place(made, _built(made), "y = 2")

    assert place == Place(key=given.key, index=3, line=4, exact=True)


def test_after_an_edit_of_the_module_places_are_guesses() -> None:
    made = plan("def f():\n  a = 1\n  b = 2\n  return a")
    edited = _built(made).replace("a = 1\n", "a = 1\n    new = 0\n")

    assert (place := _place(made, edited, "b = 2"))
    assert (place.line, place.exact) == (3, False)
    assert (place := _place(made, edited, "new = 0"))
    assert (place.line, place.exact) == (2, False)


def test_after_an_edit_of_the_notebook_places_are_guesses() -> None:
    text = _built(plan("x = 1\ny = 2"))
    place = _place(plan("# more\n\nx = 1\ny = 2"), text, "y = 2")

    assert place
    assert (place.line, place.exact) == (4, False)


def test_a_cell_that_is_gone_is_named_by_its_marker() -> None:
    text = _built(plan("x = 1\ny = 2", "z = 3"))
    place = _place(plan("other = 1"), text, "z = 3")

    assert place
    assert (place.key.cell, place.index, place.line, place.exact) == ("c1", None, 1, False)


def test_what_stands_below_a_bare_marker_has_no_cell() -> None:
    made = plan("x = 1")

    assert _place(made, _built(made) + "\n\n# %%\nnew = 1\n", "new = 1") is None


def test_a_marker_of_nbdevs_that_counts_cells_finds_one_with_an_id() -> None:
    made = plan(cell("x = 1\ny = 2", "a1", index=4))
    text = "# %% ../../notebooks/train.ipynb 4\nx = 1\ny = 2\n"
    place = _place(made, text, "y = 2")

    assert place
    assert (place.key.cell, place.line) == ("a1", 2)


def test_code_that_cannot_be_read_is_followed_as_far_as_it_goes() -> None:
    made = plan("x = 1\ny = 2")
    text = _built(made).replace("y = 2", "y = (2")

    assert _place(made, text, "y = (2") is not None
