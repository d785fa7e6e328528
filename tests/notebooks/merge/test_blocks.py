from __future__ import annotations

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.notebooks.merge.blocks import split_sides


def texts(text: str) -> tuple[str, str, str, str]:
    lines = text.splitlines(keepends=True)
    sides = split_sides(lines, name="x")
    local, base, remote, both = (
        "".join(lines[at] for at in numbers)
        for numbers in (sides.local, sides.base, sides.remote, sides.both)
    )
    return local, base, remote, both


def test_a_text_without_blocks_is_everybodys() -> None:
    assert texts("a\n=======\n>>>>>>> x\nb") == ("a\n=======\n>>>>>>> x\nb",) * 4


def test_a_block_has_two_sides_and_may_have_a_base() -> None:
    text = "a\n<<<<<<< x\nl\n||||||| y\nb\n=======\nr\n>>>>>>> z\nc\n"
    assert texts(text) == ("a\nl\nc\n", "a\nb\nc\n", "a\nr\nc\n", "a\nl\nr\nc\n")


def test_sides_may_be_empty_and_labels_missing() -> None:
    assert texts("<<<<<<<\n=======\n>>>>>>>\n")[0] == ""


def test_a_base_that_git_merged_first_has_longer_markers() -> None:
    text = (
        "<<<<<<< x\nl\n||||||| base\n<<<<<<<<< Temporary 1\nb1\n=========\nb2\n"
        ">>>>>>>>> Temporary 2\n=======\nr\n>>>>>>> z\n"
    )
    assert texts(text)[:3] == ("l\n", "b1\n", "r\n")


def test_of_a_conflict_in_a_conflict_each_side_takes_its_own() -> None:
    inner = "<<<<<<< x\n1\n=======\n2\n>>>>>>> y\n"
    text = f"<<<<<<< x\n{inner}=======\n{inner}3\n>>>>>>> y\n"
    assert texts(text) == ("1\n", "1\n", "2\n3\n", "1\n2\n1\n2\n3\n")


def test_carriage_returns_belong_to_the_lines() -> None:
    text = "<<<<<<< x\r\nl\r\n=======\r\nr\r\n>>>>>>> z\r\n"
    assert texts(text)[0] == "l\r\n"


@pytest.mark.parametrize(
    "text",
    ["a\n<<<<<<< x\n", "a\n<<<<<<< x\nb\n=======\nc\n", "a\n<<<<<<< x\nb\n>>>>>>> y\n"],
)
def test_a_block_without_an_end_is_named_by_its_line(text: str) -> None:
    with pytest.raises(InvalidError, match=r"x, line 2: a conflict begins here"):
        texts(text)


def test_nesting_has_an_end() -> None:
    with pytest.raises(InvalidError, match="too deeply"):
        texts("<<<<<<< x\n" * 100_000)
