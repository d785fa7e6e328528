"""Counts a module's public names without reading its API, which a list of versions needs often."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

#: A list as we and nbdev write it, for which the rest of a module need not be parsed.
_ALL: Final = re.compile(r"^__all__ = (\[[^\]]*\])$", re.MULTILINE)


def count_names(file: str, text: str) -> int:
    """How many public names a module has, members of classes not counted.

    Args:
        file: Its path below the package's folder, with `/`.
        text: Its content; what is no Python has none.
    """
    parts = file.removesuffix(".py").split("/")
    if not file.endswith(".py") or any(
        part.startswith("_") and part != "__init__" for part in parts
    ):
        return 0
    if text.count("__all__") == 1 and (found := _ALL.search(text)):
        return len(set(re.findall(r"""(["'])(\w+)\1""", found[1])))
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError):
        return 0
    listed = _listed(body)
    if listed is not None:
        return len(listed)
    return len({name for name in _defined(body) if not name.startswith("_")})


def _listed(body: list[ast.stmt]) -> set[str] | None:
    """What `__all__` lists; None where there is none that can be read."""
    found: set[str] | None = None
    for statement in body:
        if isinstance(statement, ast.Assign | ast.AugAssign) and "__all__" in _targets(statement):
            value = statement.value
            items = value.elts if isinstance(value, ast.List | ast.Tuple) else []
            names = {item.value for item in items if isinstance(item, ast.Constant)}
            found = (found or set()) | {name for name in names if isinstance(name, str)}
    return found


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            yield from _targets(statement)


def _targets(statement: ast.Assign | ast.AnnAssign | ast.AugAssign) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {
        node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)
    }
