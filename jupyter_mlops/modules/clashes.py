"""Names that are defined twice in a module, and modules that hide each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from jupyter_mlops.modules.assembly import PlacedCell, cell_finding
from jupyter_mlops.modules.cells import CellProblem
from jupyter_mlops.modules.model import Finding
from jupyter_mlops.modules.names import Definition
from jupyter_mlops.modules.project import ModuleProject


def find_clashes(
    project: ModuleProject, modules: Mapping[str, Sequence[PlacedCell]]
) -> Iterator[Finding]:
    """Yields what is defined twice.

    Two notebooks that define a name in the same module are an error, since nothing says which of
    the two is meant. In one notebook, and in nbdev projects, the last one counts.

    Args:
        project: The project.
        modules: The cells of each module.
    """
    for module, cells in modules.items():
        yield from _defined_twice(module, cells, nbdev=project.nbdev)
        packages = sorted(name for name in modules if name.startswith(f"{module}."))
        if packages and cells and module != "__init__":
            problem = CellProblem(
                "warning",
                "target",
                f"{module} is a module, and with {packages[0]} a package, which hides the module",
                f"export to {module}.__init__ instead, or rename one of them",
                1,
            )
            yield cell_finding(cells[0].exported, problem, module=module)


def _defined_twice(module: str, cells: Sequence[PlacedCell], *, nbdev: bool) -> Iterator[Finding]:
    seen: dict[str, tuple[PlacedCell, Definition]] = {}
    for cell in cells:
        for definition in cell.code.names.definitions:
            first = seen.setdefault(definition.name, (cell, definition))
            if first[1] is definition or definition.repeatable or first[1].repeatable:
                continue
            here = first[0].exported.key.notebook == cell.exported.key.notebook
            severity: Literal["error", "warning"] = "warning" if here or nbdev else "error"
            yield cell_finding(
                cell.exported, _twice(cell, definition, first[0], severity), module=module
            )


def _twice(
    cell: PlacedCell,
    definition: Definition,
    first: PlacedCell,
    severity: Literal["error", "warning"],
) -> CellProblem:
    if first is cell:
        where = "above, in the same cell"
    else:
        where = f"in cell {first.exported.index + 1}"
        if first.exported.key.notebook != cell.exported.key.notebook:
            where += f" of {first.exported.key.notebook}"
    return CellProblem(
        severity,
        "duplicate",
        f"{definition.name} is defined here and {where}",
        "rename or remove one of them, or export them to different modules",
        cell.exported.lines[definition.line] + 1,
    )
