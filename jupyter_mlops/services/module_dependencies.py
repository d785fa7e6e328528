"""Which distributions a project's modules need, as far as this environment knows."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import Plan
    from jupyter_mlops.modules.project import ModuleProject


def find_dependencies(plan: Plan, project: ModuleProject) -> list[str]:
    """The distributions that exported cells import, by their names on an index.

    An import of what is not installed here, or of what several distributions share, names none.

    Args:
        plan: What the project's notebooks export.
        project: The project; its own package is none of them.
    """
    names = {name for module in plan.modules for cell in module.cells for name in _tops(cell.text)}
    names -= {*sys.stdlib_module_names, project.package}
    if not names:
        return []
    from importlib.metadata import packages_distributions

    there = packages_distributions()
    found = [set(there.get(name, ())) for name in names]
    return sorted({each.pop() for each in found if len(each) == 1}, key=str.lower)


def _tops(text: str) -> Iterator[str]:
    """The packages that a cell imports; none of a cell that is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]
