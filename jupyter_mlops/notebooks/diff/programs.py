"""Whether two pieces of Python are the same program."""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from typing import Any, NamedTuple

from jupyter_mlops.notebooks.diff.ipython import mask
from jupyter_mlops.notebooks.diff.tokens import Comment, python_comments, python_tokens

#: What nests one expression in another; so many at most, for Python before 3.11 doesn't watch its
#: stack when it makes a tree.
_NESTING = re.compile(r"[-+*/%@&|^~<>.(\[{]|\b(?:and|await|elif|else|if|lambda|not|or)\b")
_NESTED = 20_000

#: The statements that may begin with a docstring.
_DOCUMENTED = (ast.AsyncFunctionDef, ast.ClassDef, ast.FunctionDef)


class _Program(NamedTuple):
    """A cell as a program."""

    tree: ast.Module
    #: The texts of its comments, with how many statements begin before each.
    comments: list[tuple[str, int]]
    #: Whether it ends with a semicolon, by which IPython shows no result.
    silent: bool


def same_python(base: str, head: str) -> bool | None:
    """Whether two cells without a cell magic are the same program, with the same comments.

    Args:
        base: The source before.
        head: The source after.

    Returns:
        None if neither is Python.
    """
    before, after = mask(base), mask(head)
    if before.lines != after.lines:
        return False
    one, other = _parse(before.source), _parse(after.source)
    if one is not None and other is not None:
        return (one.comments, one.silent) == (other.comments, other.silent) and _same_tree(
            one.tree, other.tree
        )
    if one is not None or other is not None:
        return False
    tokens = python_tokens(before.source)
    return None if tokens is None else tokens == python_tokens(after.source)


def _parse(source: str) -> _Program | None:
    """Reads a program; None if it isn't one, or is too deep."""
    if len(_NESTING.findall(source)) > _NESTED:
        return None
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(source, "<cell>", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    found = python_comments(source)
    if found is None:
        return None
    return _Program(tree, _place(found.comments, tree), found.silent)


def _place(comments: list[Comment], tree: ast.Module) -> list[tuple[str, int]]:
    """The comments with the number of statements that begin before each, which none moves."""
    if not comments:
        return []
    starts = sorted(node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt))
    return [(comment.text, bisect_right(starts, comment.line)) for comment in comments]


def _same_tree(base: ast.AST, head: ast.AST) -> bool:
    """Compares trees without positions, not by recursion: they may be deep."""
    pairs: list[tuple[Any, Any]] = [(base, head)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, list):
            if len(one) != len(other):
                return False
            pairs.extend(zip(one, other, strict=True))
        elif isinstance(one, ast.AST):
            _tidy(one)
            _tidy(other)
            pairs.extend((getattr(one, name), getattr(other, name)) for name in _fields(one))
        elif one != other:
            return False
    return True


def _fields(node: ast.AST) -> tuple[str, ...]:
    # The kind of a constant is whether it was written u""
    return ("value",) if isinstance(node, ast.Constant) else node._fields


def _tidy(node: ast.AST) -> None:
    """Takes from a docstring what a formatter may change: the indentation, space at line ends."""
    if not isinstance(node, _DOCUMENTED):
        return
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        text = first.value.value
        if isinstance(text, str):
            first.value.value = _docstring(text)


def _docstring(text: str) -> str:
    lines = [line.rstrip() for line in text.expandtabs().strip().split("\n")]
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line), default=0)
    return "\n".join([lines[0], *(line[margin:] for line in lines[1:])])
