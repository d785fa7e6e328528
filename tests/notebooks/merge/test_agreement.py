"""Both sides rewrote a cell alike, and one of them did more."""

from __future__ import annotations

import pytest

from jupyter_mlops.notebooks.merge import merge_notebooks
from tests.notebooks.merge.builders import book, sources

_OLD, _NEW, _MORE = "import a\nfoo()", "y = 2", "z = f(3)"


@pytest.mark.parametrize("both", [(_NEW, _MORE), (_MORE, _NEW)])
@pytest.mark.parametrize("around", [("first", "last"), ()])
def test_a_cell_that_both_rewrote_comes_out_once(
    both: tuple[str, str], around: tuple[str, ...]
) -> None:
    before, after = around[:1], around[1:]
    base, local = book(*before, _OLD, *after), book(*before, _NEW, *after)
    remote = book(*before, *both, *after)

    for merged in (merge_notebooks(base, local, remote), merge_notebooks(base, remote, local)):
        assert sources(merged.nb) == sources(remote)
        assert merged.conflicts == []


def test_a_cell_that_one_side_kept_is_not_taken_for_rewritten() -> None:
    base, local, remote = book(_OLD), book(_NEW), book(_OLD, _NEW, "more = 1")

    merged = merge_notebooks(base, local, remote)

    assert "more = 1" in sources(merged.nb)
    assert _OLD not in sources(merged.nb)
