"""Paths that expressions stand for, as far as they can be known without running them."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Mapping
from typing import Final

_PATHS: Final = frozenset({"Path", "PosixPath", "PurePath", "PurePosixPath", "WindowsPath"})
_SAME: Final = frozenset({"resolve", "absolute", "as_posix", "expanduser", "__str__"})
_TEXTS: Final = frozenset({"str", "fspath", "abspath", "realpath", "normpath", "expanduser"})
_DEEPEST: Final = 12


def constants_of(trees: Iterable[ast.Module]) -> Mapping[str, ast.expr]:
    """What the names of a notebook stand for that are assigned once, outside of functions."""
    found: dict[str, ast.expr] = {}
    twice: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                if node.id in found:
                    twice.add(node.id)
                found.setdefault(node.id, node)
    for tree in trees:
        for statement in tree.body:
            if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                target = statement.targets[0]
                if isinstance(target, ast.Name):
                    found[target.id] = statement.value
    return {
        name: value
        for name, value in found.items()
        if name not in twice and not (isinstance(value, ast.Name) and value.id == name)
    }


def path_of(node: ast.AST | None, constants: Mapping[str, ast.expr], depth: int = 0) -> str | None:
    """The path that an expression stands for; None if that isn't known.

    Args:
        node: A literal, a name, `Path(...)`, `a / b`, `os.path.join(...)` and the like.
        constants: What names stand for.
        depth: How many names and calls have led here.
    """
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return path_of(constants.get(node.id), constants, depth + 1)
    if isinstance(node, ast.JoinedStr):
        values = [getattr(part, "value", None) for part in node.values]
        parts = [part if isinstance(part, str) else None for part in values]
        inner = [
            part if part is not None else path_of(value, constants, depth + 1)
            for part, value in zip(parts, values, strict=True)
        ]
        return "".join(map(str, inner)) if None not in inner else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Add)):
        return _of_sum(node, constants, depth + 1)
    return _of_call(node, constants, depth + 1) if isinstance(node, ast.Call) else None


def called(node: ast.Call) -> tuple[str, ast.expr | None]:
    """The last name of what is called, and what it is an attribute of."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr, node.func.value
    return (node.func.id if isinstance(node.func, ast.Name) else ""), None


def _of_sum(node: ast.BinOp, constants: Mapping[str, ast.expr], depth: int) -> str | None:
    left, right = path_of(node.left, constants, depth), path_of(node.right, constants, depth)
    if left is None or right is None:
        return None
    return posixpath.join(left, right) if isinstance(node.op, ast.Div) else left + right


def _of_call(node: ast.Call, constants: Mapping[str, ast.expr], depth: int) -> str | None:
    name, owner = called(node)
    if name in _PATHS or (name == "join" and _is_path_module(owner)):
        parts = [path_of(part, constants, depth) for part in node.args]
        known = [part for part in parts if part is not None]
        return posixpath.join(*known) if known and len(known) == len(parts) else None
    if name in _SAME and owner is not None and not node.args:
        return path_of(owner, constants, depth)
    if name in _TEXTS and len(node.args) == 1:
        return path_of(node.args[0], constants, depth)
    if name == "joinpath" and owner is not None:
        parts = [path_of(part, constants, depth) for part in (owner, *node.args)]
        known = [part for part in parts if part is not None]
        return posixpath.join(*known) if len(known) == len(parts) else None
    return None


def _is_path_module(owner: ast.expr | None) -> bool:
    return (isinstance(owner, ast.Attribute) and owner.attr == "path") or (
        isinstance(owner, ast.Name) and owner.id in ("path", "osp")
    )
