"""Comparisons that the browser may still ask about."""

from __future__ import annotations

import pytest

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.server.diff_cache import DiffCache
from jupyter_mlops.services.diff_view import FileDiff, NotebookPair
from tests.git.notebooks import notebook


def comparison(weight: int) -> FileDiff:
    nb = notebook("a = 1")
    pair = NotebookPair(base=nb, head=nb, diff=diff_notebooks(nb, nb))
    return FileDiff(
        base_name="a",
        head_name="b",
        status="unchanged",
        kind="notebook",
        notebook=pair,
        weight=weight,
    )


def test_those_that_were_not_asked_about_for_longest_are_forgotten_first() -> None:
    cache = DiffCache(limit=100)
    first, second = cache.keep(comparison(40)), cache.keep(comparison(40))
    cache.notebooks(first)

    third = cache.keep(comparison(40))

    assert cache.notebooks(first)
    assert cache.notebooks(third)
    with pytest.raises(NotFoundError):
        cache.notebooks(second)


def test_the_newest_stays_however_large_it_is() -> None:
    cache = DiffCache(limit=100)
    small, large = cache.keep(comparison(40)), cache.keep(comparison(1000))

    assert cache.notebooks(large)
    with pytest.raises(NotFoundError):
        cache.notebooks(small)


def test_what_compares_no_notebooks_has_nothing_to_look_into() -> None:
    cache = DiffCache()
    key = cache.keep(FileDiff(base_name="a", head_name="b", status="modified", kind="text"))

    with pytest.raises(NotFoundError):
        cache.notebooks(key)
