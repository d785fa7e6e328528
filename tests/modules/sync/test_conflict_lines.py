"""Conflicts in the source of a cell."""

from __future__ import annotations

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.sync.conflict_lines import marked_lines, settled_source
from jupyter_mlops.notebooks.merge.resolve import is_marked


def test_both_sides_can_be_taken_out_again() -> None:
    marked = "\n".join(["before", *marked_lines(["a", "b"], "", "c"), "after"])
    assert is_marked(marked)
    assert settled_source(marked, "notebook", name="cell") == "before\na\nb\nafter"
    assert settled_source(marked, "module", name="cell") == "before\nc\nafter"


def test_what_all_have_in_common_stands_outside() -> None:
    lines = [f"def f():\n    a = {value}\n    return a" for value in (1, 2, 3)]
    assert marked_lines(lines[1].split("\n"), lines[0], lines[2]) == [
        *("def f():", "<<<<<<< notebook", "    a = 2", "||||||| last export", "    a = 1"),
        *("=======", "    a = 3", ">>>>>>> module", "    return a"),
    ]
    assert marked_lines(["a", "b"], "", "a\nc")[:2] == ["a", "<<<<<<< notebook"]
    assert marked_lines(["a", "a"], "a", "a\nb\na")[0] == "a"
    deleted = marked_lines([], "a\nb", "a\nc")
    assert settled_source("\n".join(deleted), "notebook", name="cell") == ""
    assert settled_source("\n".join(deleted), "module", name="cell") == "a\nc"


def test_lines_that_look_like_markers_are_kept_apart() -> None:
    marked = marked_lines(["Heading", "======="], "x", "y")
    assert marked[0] == "<<<<<<<< notebook"
    text = "\n".join(marked)
    assert settled_source(text, "notebook", name="cell") == "Heading\n======="


def test_markers_that_were_broken_by_hand_are_an_error() -> None:
    with pytest.raises(InvalidError, match="cell 3"):
        settled_source("<<<<<<< notebook\na\n=======\nb", "module", name="cell 3")
