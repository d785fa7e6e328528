"""Edits of a section in the source of its cell."""

from __future__ import annotations

import pytest

from jupyter_mlops.modules.cells import CellCode, read_exported
from jupyter_mlops.modules.sync.imports import Place
from jupyter_mlops.modules.sync.lift import Reader, lift_edit
from jupyter_mlops.modules.sync.model import CellEdit
from jupyter_mlops.modules.sync.three_way import assemble, merge_section
from jupyter_mlops.notebooks.directives import read_marks


def read(source: str) -> CellCode:
    lines = read_marks({"cell_type": "code", "source": source}).lines
    return read_exported(source, lines, refuse_magics=False)


READER = Reader(read, Place.of("lab.train", is_package=False))


def lift(source: str, section: str, *replaced: tuple[str, str]) -> str:
    """Edits the section of a cell, and brings that into it."""
    module = section
    for old, new in replaced:
        assert old in module
        module = module.replace(old, new)
    pieces = merge_section(section, section, module).pieces
    wanted = assemble(section, pieces)
    edit = CellEdit(key=None, notebook=section, wanted=wanted, pieces=pieces)  # type: ignore[arg-type] # not needed
    return lift_edit(source, edit, READER)


def test_only_the_edited_statement_is_replaced() -> None:
    source = "#| export\nimport os\na=1 # one\n\n\nb  =2\nc=3"
    section = "a = 1  # one\n\n\nb = 2\nc = 3"
    assert lift(source, section, ("b = 2", "b = 4")) == source.replace("b  =2", "b = 4")


def test_an_edited_function_keeps_the_lines_that_were_not() -> None:
    source = "def f( a ):\n    x=a\n    y = 2\n    z=3\n    return x"
    section = "def f(a):\n    x = a\n    y = 2\n    z = 3\n    return x"
    edited = lift(source, section, ("return x", "return x, z"))
    assert edited == source.replace("z=3\n    return x", "z = 3\n    return x, z")


def test_what_could_not_be_put_together_by_line_is_replaced_whole() -> None:
    source = "def f():\n  x = 1\n\n\n\n  return x"
    section = "def f():\n    x = 1\n\n    return x"
    edited = lift(source, section, ("x = 1\n", "x = 1\n\n    y = 2\n"))
    assert edited == "def f():\n    x = 1\n\n    y = 2\n\n    return x"


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        (("a = 1", "a = 1\nnew = 0"), "#| export\nimport os\na=1\nnew = 0\nimport re\nb=2"),
        (("a = 1", "new = 0\na = 1"), "#| export\nimport os\nnew = 0\na=1\nimport re\nb=2"),
        (("a = 1\n", ""), "#| export\nimport os\nimport re\nb=2"),
        (("b = 2", "b = 2\n# end"), "#| export\nimport os\na=1\nimport re\nb=2\n# end"),
        (("a = 1\nb = 2", "c = 3"), "#| export\nimport os\nimport re\nc = 3"),
    ],
)
def test_imports_and_directives_stay(replaced: tuple[str, str], expected: str) -> None:
    source = "#| export\nimport os\na=1\nimport re\nb=2"
    assert lift(source, "a = 1\nb = 2", replaced) == expected


def test_statements_that_share_a_line_go_together() -> None:
    assert lift("a=1; b=2\nc=3", "a = 1\nb = 2\nc = 3", ("b = 2", "b = 5")) == "a = 1\nb = 5\nc=3"


def test_magics_and_awaits_beside_an_edit_stay() -> None:
    source = "%load_ext x\na = 1\n!ls\nasync def f(): ...\nb = await f()\nc = 3"
    section = read(source).text
    text = "\n".join(
        line for line in section.split("\n") if not line.startswith(("import", "from"))
    )
    edited = lift(source, text, ("a = 1", "a = 2"), ("c = 3", "c = 4"))
    assert edited == source.replace("a = 1", "a = 2").replace("c = 3", "c = 4")


def test_relative_imports_become_absolute_in_a_notebook() -> None:
    source = "def f():\n    from lab.data import load\n    return load(1)"
    section = source.replace("lab.data", ".data")
    edited = lift(source, section, ("from .data import load", "from .other import load"))
    assert edited == source.replace("lab.data", "lab.other")
    assert lift(source, section, ("load(1)", "load(2)")) == source.replace("load(1)", "load(2)")


def test_where_parts_cannot_be_told_the_section_is_taken_whole() -> None:
    source = "#| export\nimport os\na = 1\nb = 2"
    edited = lift(source, "something = 'else'\nb = 2", ("b = 2", "b = 3"))
    assert edited == "#| export\nimport os\nsomething = 'else'\nb = 3"


def test_a_clash_stands_between_markers_at_its_statement() -> None:
    source = "#| export\nimport os\na=2\n\nb=2"
    base, notebook, module = (f"a = {value}\n\nb = 2" for value in (1, 2, 3))
    pieces = merge_section(base, notebook, module).pieces
    edit = CellEdit(key=None, notebook=notebook, wanted="", pieces=pieces)  # type: ignore[arg-type] # not needed
    marked = [
        *("#| export", "import os", "<<<<<<< notebook", "a=2", "||||||| last export", "a = 1"),
        *("=======", "a = 3", ">>>>>>> module", "", "b=2"),
    ]
    assert lift_edit(source, edit, READER).split("\n") == marked
