"""What a module says is public: the names for its `__all__`, by nbdev's rules."""

from __future__ import annotations

import ast
import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AWAIT = re.compile(r"_await_\d+")


def public_names(cells: Iterable[tuple[str, ast.Module]]) -> tuple[str, ...]:
    """The public names of a module.

    Notebook by notebook: what is assigned to, then functions and classes that patch no other
    class, then what `_all_` lists, whatever it is; each once a notebook, as nbdev adds the names
    of one to those of another without a look at them.

    Args:
        cells: For each public cell its notebook and its code, in their order.
    """
    names: list[str] = []
    for _, group in groupby(cells, key=lambda cell: cell[0]):
        body = [statement for _, tree in group for statement in tree.body]
        found = [*_assigned(body), *_defined(body)]
        own = [name for name in found if not name.startswith("_")]
        names += dict.fromkeys([*own, *_listed(body)])
    return tuple(names)


def assigns_all(trees: Iterable[ast.Module]) -> bool:
    """Whether cells see to `__all__` themselves."""
    return any("__all__" in _assigned(tree.body) for tree in trees)


def _assigned(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.AsyncFunctionDef) and _AWAIT.fullmatch(statement.name):
            for inner in statement.body:
                if isinstance(inner, ast.Global):
                    yield from inner.names
        for target in _targets(statement):
            for element in getattr(target, "elts", [target]):
                if isinstance(element, ast.Name):
                    yield element.id


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    if isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        return [statement.target]
    name = getattr(statement, "name", None)  # `type X = …`, from Python 3.12 on
    return [name] if isinstance(name, ast.Name) else []


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not any(
            map(_patches, statement.decorator_list)
        ):
            yield statement.name


def _patches(decorator: ast.expr) -> bool:
    """Whether it is fastcore's `@patch`, `@patch(…)` or `@patch_to(…)`."""
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(named, ast.Name) and named.id.startswith("patch")


def _listed(body: list[ast.stmt]) -> Iterator[str]:
    """What `_all_ = ["a", b]` lists: texts, or the names themselves."""
    for statement in body:
        targets = _targets(statement)
        if targets and isinstance(targets[0], ast.Name) and targets[0].id == "_all_":
            for element in getattr(getattr(statement, "value", None), "elts", []):
                if isinstance(element, ast.Name):
                    yield element.id
                elif isinstance(element, ast.Constant) and isinstance(element.value, str):
                    yield element.value
