"""Which imports of a module's cells can stand on top of it without changing what they mean."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

from jupyter_mlops.modules.text.python_source import (
    is_future,
    is_text,
    outer_statements,
    statement_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def hoistable_imports(
    trees: Sequence[ast.Module], *, has_globals: bool = True
) -> list[list[ast.Import | ast.ImportFrom]]:
    """Finds the imports that go to the top, for each cell.

    One stays where it is if that could matter: after a statement of its cell that does something
    (a call, a change of an attribute), after a `*` import of any cell, if it binds a name that
    anything else of the module binds, too, and if it shares its line with another statement.

    Args:
        trees: The cells' code, in their order.
        has_globals: Whether a definition may have a `global` statement, which takes time to find.
    """
    contested = _contested(trees, has_globals=has_globals)
    found: list[list[ast.Import | ast.ImportFrom]] = []
    starred = False
    for tree in trees:
        own: list[ast.Import | ast.ImportFrom] = []
        for statement in tree.body:
            if not isinstance(statement, (ast.Import, ast.ImportFrom)):
                if any(map(_acts, outer_statements([statement]))):
                    break
                continue
            if is_future(statement):
                continue
            starred = starred or statement.names[0].name == "*"
            if not starred and contested.isdisjoint(name for name, _ in _bindings(statement)):
                own.append(statement)
        found.append(_alone(own, tree.body))
        starred = starred or any(map(_imports_all, tree.body))
    return found


def _alone(
    chosen: list[ast.Import | ast.ImportFrom], body: list[ast.stmt]
) -> list[ast.Import | ast.ImportFrom]:
    """Without those on whose lines something stays."""
    staying = {
        line for statement in body if statement not in chosen for line in statement_lines(statement)
    }
    alone = [one for one in chosen if staying.isdisjoint(statement_lines(one))]
    return alone if len(alone) == len(chosen) else _alone(alone, body)


def _acts(statement: ast.stmt) -> bool:
    """Whether a statement may change what an import after it does."""
    if isinstance(statement, ast.Expr):
        return not is_text(statement)
    if isinstance(statement, (ast.Assign, ast.AugAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return any(isinstance(target, (ast.Attribute, ast.Subscript)) for target in targets)
    return isinstance(statement, (ast.Delete, ast.For, ast.While, ast.With))


def _imports_all(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*"


def _contested(trees: Iterable[ast.Module], *, has_globals: bool) -> set[str]:
    """Names that imports of the module bind differently, or that something else binds as well."""
    imported: dict[str, set[object]] = defaultdict(set)
    for tree in trees:
        outer = set(map(id, tree.body))
        for statement in outer_statements(tree.body):
            if isinstance(statement, (ast.Import, ast.ImportFrom)) and id(statement) in outer:
                for name, origin in _bindings(statement):
                    imported[name].add(origin)
            else:
                for name in _bound(statement, has_globals=has_globals):
                    imported[name].add(None)
    return {name for name, origins in imported.items() if None in origins or len(origins) > 1}


def _bindings(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, object]]:
    """The names that an import binds, each with what it is bound to."""
    for alias in statement.names:
        if isinstance(statement, ast.ImportFrom):
            origin: object = (statement.level, statement.module, alias.name)
            yield alias.asname or alias.name, origin
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            root = alias.name.partition(".")[0]
            yield root, root


def _bound(statement: ast.stmt, *, has_globals: bool) -> Iterator[str]:
    """The names that any other statement binds in the module; that of a block, without its body."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield statement.name
        for inner in ast.walk(statement) if has_globals else ():
            if isinstance(inner, ast.Global):
                yield from inner.names
        return
    if isinstance(statement, ast.ClassDef):
        yield statement.name
        return
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield from (name for name, _ in _bindings(statement))
        return
    for node in _without_bodies(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield node.id


def _without_bodies(statement: ast.stmt) -> Iterator[ast.AST]:
    """A statement and what is in it, save for statements."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [
            child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)
        ]
