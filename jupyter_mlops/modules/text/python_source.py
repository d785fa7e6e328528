"""Python read without a word on standard error."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from jupyter_mlops.modules.kept_trees import kept_tree

if TYPE_CHECKING:
    from collections.abc import Iterator


def parse_source(text: str) -> ast.Module | None:
    """Parses a source; None if it is no Python.

    What Python warns of is for whoever runs the code, not for whoever exports it. The tree may be
    one that others have, too: nobody changes it.
    """
    kept = kept_tree(text)
    if kept is not None:
        return kept
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def statement_lines(statement: ast.stmt) -> range:
    """The lines of a statement, decorators included, from 0."""
    first = statement.lineno
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        first = min([first, *(decorator.lineno for decorator in statement.decorator_list)])
    return range(first - 1, statement.end_lineno or first)


def is_text(statement: ast.stmt) -> bool:
    """Whether a statement is a text and nothing else, as docstrings are."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def is_future(statement: ast.stmt) -> bool:
    """Whether a statement imports from `__future__`."""
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def outer_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run as part of the module: those in blocks, too, but in no definition."""
    for statement in body:
        yield statement
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for block in _blocks(statement):
                yield from outer_statements(block)


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if block:
            yield block
    for name in ("handlers", "cases"):
        for part in getattr(statement, name, ()):
            yield part.body
