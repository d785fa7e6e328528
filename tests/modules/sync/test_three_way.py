"""Sections three-way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.sync.model import Side
from jupyter_mlops.modules.sync.three_way import assemble, merge_section

F = "def f():\n    a = 1\n    b = 2\n    c = 3\n    return a"
G = "def g():\n    return 0"
BASE = f"{F}\n\n\n{G}\n\n\nX = 1"
_STATEMENTS = ("A = 1", "A = 2", G, F, "# said", "if A:\n    B = 3", "C = 4  # why")


def merged(base: str, notebook: str, module: str, side: Side | None = None) -> str:
    merge = merge_section(base, notebook, module, side)
    assert not merge.clashes
    return assemble(notebook, merge.pieces)


def test_an_edit_of_one_side_is_the_result() -> None:
    edited = BASE.replace("return 0", "return 1")
    merge = merge_section(BASE, BASE, edited)
    assert (merge.notebook_edited, merge.module_edited) == (False, True)
    assert merged(BASE, BASE, edited) == edited
    merge = merge_section(BASE, edited, BASE)
    assert (merge.notebook_edited, merge.module_edited, merge.pieces) == (True, False, ())


def test_both_edits_of_a_function_go_together_by_line() -> None:
    result = merged(BASE, BASE.replace("a = 1", "a = 5"), BASE.replace("c = 3", "c = 6"))
    assert result == BASE.replace("a = 1", "a = 5").replace("c = 3", "c = 6")


def test_the_same_edit_is_no_edit() -> None:
    edited = BASE.replace("return 0", "return 1")
    merge = merge_section(BASE, edited, edited)
    assert (merge.pieces, merge.notebook_edited, merge.module_edited) == ((), False, False)


def test_another_formatting_of_the_notebook_is_no_edit() -> None:
    notebook = BASE.replace("X = 1", "X=1").replace("def g():\n    ", "def g( ):\n  ")
    edited = BASE.replace("X = 1", "X = 2")
    assert merged(BASE, notebook, edited).endswith("X = 2")
    assert "def g( )" in merged(BASE, notebook, edited)


@pytest.mark.parametrize(("side", "value"), [("notebook", "2"), ("module", "3")])
def test_a_clash_is_settled_for_a_side(side: Side, value: str) -> None:
    sides = BASE.replace("X = 1", "X = 2"), BASE.replace("X = 1", "X = 3")
    merge = merge_section(BASE, *sides)
    clash = merge.pieces[0].clash
    assert clash is not None
    assert (clash.notebook, clash.base, clash.module) == ("X = 2", "X = 1", "X = 3")
    assert merged(BASE, *sides, side) == BASE.replace("X = 1", f"X = {value}")


def test_without_a_base_what_differs_clashes() -> None:
    assert merge_section("", F, F.replace("1", "2")).clashes
    assert not merge_section("", F, F).pieces


def test_lines_that_merge_to_no_python_clash() -> None:
    base = "x = [\n    1,\n    2,\n    3,\n    4,\n]"
    notebook = "x = [\n    1,\n    2,\n    3,\n    4,\n    (\n        5\n    ),\n]"
    module = "x = (\n    1,\n    2,\n    3,\n    4,\n)"
    assert merge_section(base, notebook, module).clashes


@settings(deadline=None, max_examples=60)
@given(st.tuples(*[st.lists(st.sampled_from(_STATEMENTS), max_size=5)] * 3))
def test_an_unedited_side_changes_nothing(sides: tuple[list[str], ...]) -> None:
    base, other, third = ("\n\n\n".join(side) for side in sides)
    for notebook, module in ((base, other), (other, base), (other, other)):
        wanted = module if notebook == base else notebook
        assert _code(merged(base, notebook, module)) == _code(wanted)
    takes: list[tuple[Side, str]] = [("notebook", other), ("module", third)]
    for side, wanted in takes if other and third else []:
        merge = merge_section("", other, third, side)
        assert _code(assemble(other, merge.pieces)) == _code(wanted)


def _code(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
