"""Which libraries modules cannot be imported without."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator


def required_imports(texts: Iterable[str], package: str) -> tuple[str, ...]:
    """The libraries that code imports when it is imported itself.

    What is imported in functions, for type checkers alone or in a `try` may be missing.

    Args:
        texts: Python code; what is none counts as empty.
        package: The import name of the project's own package.

    Returns:
        Import names without the standard library's, by name.
    """
    own = sys.stdlib_module_names | {package}
    found = {name for text in texts for name in _imports(_parse(text))}
    return tuple(sorted(found - own))


def _parse(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except SyntaxError:
        return []


def _imports(statements: list[ast.stmt]) -> Iterator[str]:
    for statement in statements:
        if isinstance(statement, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and not statement.level and statement.module:
            yield statement.module.partition(".")[0]
        elif isinstance(statement, ast.If) and "TYPE_CHECKING" not in ast.unparse(statement.test):
            yield from _imports([*statement.body, *statement.orelse])
        elif isinstance(statement, (ast.With, ast.ClassDef)):
            yield from _imports(statement.body)
