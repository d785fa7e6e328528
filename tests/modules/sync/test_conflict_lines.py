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


def test_lines_that_look_like_markers_are_kept_apart() -> None:
    marked = marked_lines(["Heading", "======="], "x", "y")
    assert marked[0] == "<<<<<<<< notebook"
    text = "\n".join(marked)
    assert settled_source(text, "notebook", name="cell") == "Heading\n======="


def test_markers_that_were_broken_by_hand_are_an_error() -> None:
    with pytest.raises(InvalidError, match="cell 3"):
        settled_source("<<<<<<< notebook\na\n=======\nb", "module", name="cell 3")
