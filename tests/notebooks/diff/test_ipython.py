from __future__ import annotations

import pytest

from jupyter_mlops.notebooks.diff.ipython import PLACEHOLDER, CellMagic, Masked, cell_magic, mask


def test_lines_of_ipython_become_placeholders_at_their_indentation() -> None:
    assert mask("if x:\n    !ls -l\n%time f()\ny = %sql select 1\nz?\n") == Masked(
        f"if x:\n    {PLACEHOLDER}\n{PLACEHOLDER}\n{PLACEHOLDER}\n{PLACEHOLDER}\n",
        ["!ls -l", "%time f()", "y=%sql select 1", "z?"],
    )


def test_a_line_of_ipython_goes_on_after_a_backslash() -> None:
    assert mask("!a \\\n b\nx") == Masked(f"{PLACEHOLDER}\nx", ["!a \\\n b"])


@pytest.mark.parametrize(
    "source",
    [
        "x %= 3\ny = a != b",
        "'''\n%a\n!b\nc?\n'''",
        "f(\n%a)",
        "x = a \\\n% b",
        "x = '(' # [\ny = 1",
        "'it\\'s {'\nx = 1",
        "# what?\nx = 'what?'",
    ],
)
def test_python_stays_as_it_is(source: str) -> None:
    assert mask(source) == Masked(source, [])


def test_what_follows_a_bracket_in_a_string_is_still_seen() -> None:
    assert mask("x = '('\n!ls").lines == ["!ls"]


def test_a_cell_magic_has_a_line_a_name_and_a_body() -> None:
    assert cell_magic("\n%%bash -e \necho\n") == CellMagic("%%bash -e", "bash", "echo\n")
    assert cell_magic("%%html") == CellMagic("%%html", "html", "")


def test_a_cell_magic_stands_first_or_not_at_all() -> None:
    assert cell_magic("x\n%%bash\n") is None
    assert cell_magic("%time x") is None
