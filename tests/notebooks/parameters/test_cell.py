from __future__ import annotations

import ast
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.notebooks.parameters.cell import comments, parse_python


def names(source: str) -> list[tuple[str, int]]:
    tree, _ = parse_python(source, place="train.ipynb, cell 2")
    return [
        (ast.unparse(node.targets[0]), node.lineno)
        for node in tree.body
        if isinstance(node, ast.Assign)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%%time",
        "!pip install 'x",
        "!echo it's (",
        "?print",
        "print?",
        "files = !ls",
        "a, b = %sql select 1",
        "!pip install \\\n  --quiet x",
    ],
)
def test_lines_of_ipython_are_left_out_and_the_others_keep_their_numbers(line: str) -> None:
    assert names(f"x = 1\n{line}\ny = 2") == [("x", 1), ("y", 3 + line.count("\n"))]


def test_many_magics_are_left_out() -> None:
    assert names("%magic\n" * 50 + "x = 1") == [("x", 51)]


def test_magics_in_a_string_are_text() -> None:
    tree, _ = parse_python('x = """\n%a\n!b\n"""', place="")
    assert isinstance(tree.body[0], ast.Assign)
    assert ast.literal_eval(tree.body[0].value) == "\n%a\n!b\n"


def test_magics_in_a_branch_leave_it_whole() -> None:
    assert names("if x:\n    %magic\nelse:\n    !ls\ny = 1") == [("y", 5)]


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("x = 1\ny = (\n", "cell 2, line 2"),
        ("x = 1\nx ==== 1", "cell 2, line 2"),
        ("x = 1\n  y = 2", "cell 2, line 2"),
        ("x = '\0'", "cell 2"),
        ("x = '\ud800'", "cell 2"),
        ("x = " + "[" * 5000, "cell 2"),
        ("x = " + "1+" * 20_000 + "1", "cell 2"),
    ],
)
def test_what_is_not_python_is_told_the_cell_and_line(source: str, where: str) -> None:
    with pytest.raises(ParameterError, match="parameters cell") as caught:
        parse_python(source, place="train.ipynb, cell 2")
    assert f"train.ipynb, {where}" in caught.value.message


@given(st.text() | st.text(alphabet="x=%!?\\ \n'\"#([1"))
def test_any_text_is_python_or_a_fault_of_the_cell(source: str) -> None:
    with suppress(ParameterError):
        parse_python(source, place="train.ipynb, cell 2")
    comments(source)


def test_an_odd_escape_does_not_warn() -> None:
    assert names('x = "\\d"') == [("x", 1)]


def test_comments_are_found_by_line_and_strings_are_none() -> None:
    found = comments('# above\nx = "# no"  #  behind \n  #: alone')
    assert found[1] == ("above", True)
    assert found[2] == ("behind", False)
    assert found[3] == (": alone", True)


@pytest.mark.parametrize("text", ["noqa: E501", "type: ignore", "pylint: disable=x", "fmt: off"])
def test_comments_for_tools_are_none(text: str) -> None:
    assert comments(f"x = 1  # {text}") == {}
