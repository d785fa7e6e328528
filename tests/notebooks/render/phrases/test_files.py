from __future__ import annotations

from jupyter_mlops.notebooks.render.model import Comparison
from jupyter_mlops.notebooks.render.phrases import (
    name_phrase,
    problem_phrase,
)


def test_a_file_is_said_by_its_sides() -> None:
    assert name_phrase(Comparison(path="a", base_name="HEAD", head_name="worktree")) == (
        "HEAD → worktree"
    )
    assert name_phrase(Comparison(path="a", status="added")) == "new in head"
    assert name_phrase(Comparison(path="a", status="deleted")) == "gone from head"
    assert name_phrase(Comparison(path="a", old_path="b")) == "base → head, renamed from b"


def test_a_file_that_was_not_compared_has_a_reason() -> None:
    assert problem_phrase(Comparison(path="a", problem="not JSON")) == "not JSON"
    assert problem_phrase(Comparison(path="a")) == "cannot be compared"
