"""Modules that import each other in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from jupyter_mlops.modules.assembly import PlacedCell, cell_finding
from jupyter_mlops.modules.cells import CellProblem
from jupyter_mlops.modules.model import Finding
from jupyter_mlops.modules.own_imports import imported_modules
from jupyter_mlops.modules.project import ModuleProject

#: For each module the modules that it imports, with the cell and the line of its text.
_Graph = dict[str, dict[str, tuple[PlacedCell, int]]]


def find_cycles(
    project: ModuleProject, modules: Mapping[str, Sequence[PlacedCell]]
) -> Iterator[Finding]:
    """Yields each circle once, at the import by which its first module enters it.

    Imports in functions and those for type checkers close no circle.

    Args:
        project: The project.
        modules: The cells of each module.
    """
    graph = _graph(project, modules)
    told: set[frozenset[str]] = set()
    for module in sorted(graph):
        chain = _shortest_circle(graph, module)
        if chain and frozenset(chain) not in told:
            told.add(frozenset(chain))
            cell, line = graph[module][chain[1] if len(chain) > 1 else module]
            yield cell_finding(cell.exported, _circle(cell, line, chain), module=module)


def _graph(project: ModuleProject, modules: Mapping[str, Sequence[PlacedCell]]) -> _Graph:
    graph: _Graph = {module: {} for module in modules}
    for module, cells in modules.items():
        for cell in cells:
            for found in cell.code.names.imports:
                for name in imported_modules(found, module, project.package, modules):
                    graph[module].setdefault(name, (cell, found.line))
    return graph


def _shortest_circle(graph: _Graph, start: str) -> list[str]:
    """The shortest way from a module back to itself, without the end; empty if there is none."""
    before: dict[str, str] = {}
    queue = deque([start])
    while queue:
        module = queue.popleft()
        if start in graph[module]:
            chain = [module]
            while chain[-1] != start:
                chain.append(before[chain[-1]])
            return chain[::-1]
        for name in sorted(graph[module]):
            if name not in before and name != start:
                before[name] = module
                queue.append(name)
    return []


def _circle(cell: PlacedCell, line: int, chain: list[str]) -> CellProblem:
    if len(chain) == 1:
        message = f"{chain[0]} imports itself"
        hint = "remove the import: what the cells above define is there"
    else:
        message = f"modules import each other in a circle: {' → '.join([*chain, chain[0]])}"
        hint = "move what both need into a module of its own, or import inside of a function"
    return CellProblem("warning", "circular_import", message, hint, cell.exported.lines[line] + 1)
