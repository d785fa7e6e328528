"""Names that exported code uses and nothing exported defines."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping, Sequence

from jupyter_mlops.modules.assembly import PlacedCell, cell_finding
from jupyter_mlops.modules.cells import CellProblem
from jupyter_mlops.modules.model import Finding
from jupyter_mlops.modules.names import line_of_name
from jupyter_mlops.modules.own_imports import imported_modules
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.readings import NotebookReading, binds

#: What every module has without defining it.
ALWAYS = frozenset(dir(builtins)) | {
    "__annotations__",
    "__builtins__",
    "__file__",
    "__path__",
    "__all__",
}
_Modules = Mapping[str, Sequence[PlacedCell]]


def find_undefined(
    project: ModuleProject, modules: _Modules, readings: Mapping[str, NotebookReading]
) -> Iterator[Finding]:
    """Yields each name that a module uses and does not have, at its first use in a cell.

    A module that imports everything (`*`) from elsewhere, and one with a cell that is no Python,
    can have any name, so there is nothing to say about it.

    Args:
        project: The project.
        modules: The cells of each module.
        readings: What the notebooks say, by path.
    """
    for module, cells in modules.items():
        has = _bound(project, modules, module, frozenset())
        if has is None:
            continue
        for cell in cells:
            for name in cell.code.names.needed:
                if name not in has and name not in ALWAYS:
                    hint = _hint(
                        project, name, module, modules, readings[cell.exported.key.notebook]
                    )
                    yield cell_finding(cell.exported, _undefined(cell, name, hint), module=module)


def _bound(
    project: ModuleProject, modules: _Modules, module: str, asking: frozenset[str]
) -> set[str] | None:
    """All names that a module has; None if nobody can say."""
    has: set[str] = set()
    for cell in modules[module]:
        if any(problem.severity == "error" for problem in cell.code.problems):
            return None
        has.update(cell.code.names.bound)
        for found in cell.code.names.imports:
            if found.names != ("*",):
                continue
            sources = list(imported_modules(found, module, project.package, modules))
            if not sources:
                return None
            for source in sources:
                if source in asking or source == module:
                    continue
                more = _bound(project, modules, source, asking | {module})
                if more is None:
                    return None
                has |= more
    return has


def _undefined(cell: PlacedCell, name: str, hint: str) -> CellProblem:
    line = line_of_name(ast.parse(cell.code.text), name)
    return CellProblem(
        "warning",
        "undefined_name",
        f"{name} is used, but no exported cell defines or imports it",
        hint,
        cell.exported.lines[line] + 1,
    )


def _hint(
    project: ModuleProject, name: str, module: str, modules: _Modules, reading: NotebookReading
) -> str:
    """Where the name is, if it is somewhere."""
    for other, cells in modules.items():
        if other != module and any(
            definition.name == name for cell in cells for definition in cell.code.names.definitions
        ):
            return f"import it: from {project.import_name(other)} import {name}"
    for cell in reading.cells:
        if not cell.marks.targets and binds(cell, name):
            return f"cell {cell.index + 1} has it: export that cell, too"
    return "define or import it in an exported cell"
