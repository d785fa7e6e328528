"""Code that was parsed when a cell was read, kept for when its module is written.

To parse it again is most of what writing takes. Nothing is kept beyond the export that asked for
it: trees are many times as large as what they are of.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: How many are kept at most; what comes after them is parsed again.
_MOST = 2000

_trees: ContextVar[dict[str, ast.Module] | None] = ContextVar("kept_trees", default=None)


@contextmanager
def keeping_trees() -> Iterator[None]:
    """Keeps trees until it is left."""
    token = _trees.set({})
    try:
        yield
    finally:
        _trees.reset(token)


def keep_tree(text: str, tree: ast.Module) -> None:
    """Keeps a tree, if anybody wants them to be kept.

    Args:
        text: What it is of.
        tree: The tree, which nobody changes from now on.
    """
    trees = _trees.get()
    if trees is not None and len(trees) < _MOST:
        trees[text] = tree


def kept_tree(text: str) -> ast.Module | None:
    """The tree of a text, if it was kept."""
    trees = _trees.get()
    return None if trees is None else trees.get(text)
