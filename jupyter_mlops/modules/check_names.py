"""Where the names that a notebook's tests use come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from jupyter_mlops.modules.assembly import Assembly, exported_cell
from jupyter_mlops.modules.cells import CellCode
from jupyter_mlops.modules.model import ExportedCell
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.readings import NotebookReading
from jupyter_mlops.modules.undefined import ALWAYS


def is_broken(code: CellCode) -> bool:
    """Whether a cell cannot be run without a kernel."""
    return any(problem.severity == "error" for problem in code.problems)


class _Exported(NamedTuple):
    module: str
    #: Index of the cell that defines it.
    cell: int


class CheckNames:
    """What the cells of a notebook provide to its tests.

    Args:
        project: The project.
        assembly: Its modules.
        notebook: The notebook's path.
        reading: What it says.
    """

    def __init__(
        self,
        project: ModuleProject,
        assembly: Assembly,
        notebook: str,
        reading: NotebookReading,
    ) -> None:
        self._project = project
        self._notebook = notebook
        self._exported = {
            definition.name: _Exported(module, cell.exported.index)
            for module, cells in assembly.modules.items()
            for cell in cells
            if cell.exported.key.notebook == notebook
            for definition in cell.code.names.definitions
        }
        own = assembly.own.get(notebook)
        self._own = own if own in assembly.modules else None
        self._setup = [
            (cell, cell.code)
            for cell in reading.cells
            if cell.marks.setup and cell.code is not None and not is_broken(cell.code)
        ]
        self._cells = [(cell, cell.code) for cell in reading.cells if cell.code is not None]
        self._imports = {
            name: index
            for index, (_, code) in reversed(list(enumerate(self._cells)))
            for found in code.names.imports
            if found.plain
            for name in found.bound
        }

    def tested(self, code: CellCode, index: int | None) -> str | None:
        """The module that a cell tests: that of the last definition that it uses.

        Args:
            code: The cell.
            index: Only definitions above this cell count; None: all, and a cell that uses none
                tests the notebook's own module.
        """
        used = [
            self._exported[name]
            for name in code.names.needed
            if name in self._exported and (index is None or self._exported[name].cell < index)
        ]
        if used:
            return max(used, key=lambda found: found.cell).module
        return self._own if index is None else None

    def missing(self, code: CellCode) -> list[str]:
        """The names that a cell, or the setup before it, uses and nothing provides."""
        needed = dict.fromkeys(code.names.needed)
        for _, setup in self._setup:
            needed.update(dict.fromkeys(setup.names.needed))
        rest = [name for name in needed if not self._provided(name)]
        return [] if "*" in self._imports else rest

    def providers(self, names: Iterable[str], test: ExportedCell) -> Iterator[ExportedCell]:
        """Yields cells that provide names: imports first, then the setup.

        Args:
            names: What tests use.
            test: The first of these tests, which stands for what no cell says.
        """
        used = dict.fromkeys(names)
        for _, code in self._setup:
            used.update(dict.fromkeys(code.names.needed))
        in_setup = {name for _, code in self._setup for name in code.names.bound}
        wanted = [name for name in used if name not in in_setup]
        text = self._own_imports(wanted)
        if text:
            yield replace(test, text=text, lines=(0,) * len(text.split("\n")), public=False)
        yield from self._imports_of(name for name in wanted if name not in self._exported)
        for cell, code in self._setup:
            yield replace(exported_cell(self._notebook, cell, code), public=False)

    def _provided(self, name: str) -> bool:
        return (
            name in ALWAYS
            or name in self._exported
            or name in self._imports
            or any(name in code.names.bound for _, code in self._setup)
        )

    def _own_imports(self, names: Iterable[str]) -> str:
        modules: dict[str, list[str]] = {}
        for name in names:
            if name in self._exported:
                modules.setdefault(self._exported[name].module, []).append(name)
        return "\n".join(
            f"from {self._project.import_name(module)} import {', '.join(sorted(found))}"
            for module, found in sorted(modules.items())
        )

    def _imports_of(self, names: Iterable[str]) -> Iterator[ExportedCell]:
        """The imports that bind names, cell by cell; those of everything where a name needs it."""
        known = [name for name in names if name not in ALWAYS]
        wanted = {name for name in known if name in self._imports}
        if len(wanted) < len(set(known)):
            wanted.add("*")
        cells = sorted({self._imports[name] for name in wanted if name in self._imports})
        if "*" in wanted:
            cells = sorted({*cells, *self._cells_with_stars()})
        for index in cells:
            cell, code = self._cells[index]
            mine = {name for name in wanted if name == "*" or self._imports[name] == index}
            yield _only_imports(exported_cell(self._notebook, cell, code), code, mine)

    def _cells_with_stars(self) -> list[int]:
        return [
            index
            for index, (_, code) in enumerate(self._cells)
            if any(found.names == ("*",) for found in code.names.imports)
        ]


def _only_imports(exported: ExportedCell, code: CellCode, names: set[str]) -> ExportedCell:
    """A cell reduced to the imports that bind some names."""
    kept = sorted(
        {
            line
            for found in code.names.imports
            if found.plain and not names.isdisjoint(found.bound)
            for line in range(found.line, found.end + 1)
        }
    )
    lines = code.text.split("\n")
    return replace(
        exported,
        text="\n".join(lines[number] for number in kept),
        lines=tuple(code.lines[number] for number in kept),
        public=False,
    )
