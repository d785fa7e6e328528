"""Cells of all notebooks, put together into modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from jupyter_mlops.modules.cells import CellCode, CellProblem
from jupyter_mlops.modules.model import CellKey, ExportedCell, Finding, FindingCode, ModulePlan
from jupyter_mlops.modules.nbdev_docs import docstring
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.readings import CellReading, NotebookReading
from jupyter_mlops.modules.targets import Target, named_module, own_module


class PlacedCell(NamedTuple):
    """A cell in one of its modules."""

    exported: ExportedCell
    code: CellCode


class Assembly(NamedTuple):
    """The modules of a project, before anything is compared across cells."""

    #: By name; the cells of each in the order in which they go into it.
    modules: dict[str, list[PlacedCell]]
    #: The own module of each notebook that has one, by the notebook's path.
    own: dict[str, str]
    findings: list[Finding]


def assemble(project: ModuleProject, readings: Mapping[str, NotebookReading]) -> Assembly:
    """Puts each exported cell into its modules.

    Args:
        project: The project.
        readings: What its notebooks say, by path.
    """
    assembly = Assembly({}, {}, [])
    for notebook in notebook_order(readings, nbdev=project.nbdev):
        reading = readings[notebook]
        if reading.unreadable:
            assembly.findings.append(_unreadable(notebook, reading.unreadable))
        elif reading.language:
            assembly.findings.extend(_not_python(notebook, reading))
        else:
            _add(assembly, project, notebook, reading)
    return assembly


def notebook_order(notebooks: Mapping[str, object], *, nbdev: bool) -> list[str]:
    """The order in which notebooks give their cells: by path; in nbdev projects by file name."""
    if not nbdev:
        return sorted(notebooks)
    return sorted(notebooks, key=lambda path: (PurePosixPath(path).name, path))


def module_plans(
    project: ModuleProject, assembly: Assembly, readings: Mapping[str, NotebookReading]
) -> tuple[ModulePlan, ...]:
    """The plans of all modules, by name."""
    return tuple(
        ModulePlan(
            name=name,
            file=project.module_file(name),
            cells=tuple(cell.exported for cell in cells),
            docstring=_docstring(project, name, assembly, readings),
        )
        for name, cells in sorted(assembly.modules.items())
    )


def cell_finding(cell: ExportedCell, problem: CellProblem, *, module: str = "") -> Finding:
    """A problem of a cell as a finding that says where it is."""
    return Finding(
        severity=problem.severity,
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        module=module,
        notebook=cell.key.notebook,
        cell=cell.key.cell,
        index=cell.index,
        line=problem.line,
    )


def exported_cell(notebook: str, cell: CellReading, code: CellCode) -> ExportedCell:
    """A cell on its way into a module."""
    return ExportedCell(
        key=CellKey(notebook=notebook, cell=cell.id),
        index=cell.index,
        source=cell.source,
        text=code.text,
        lines=code.lines,
        public=cell.marks.public,
    )


def _add(
    assembly: Assembly, project: ModuleProject, notebook: str, reading: NotebookReading
) -> None:
    own = own_module(notebook, reading.default_module, project.package, nbdev=project.nbdev)
    if own.module:
        assembly.own[notebook] = own.module
    marked = list(_marked(reading, nbdev=project.nbdev))
    if project.nbdev and marked and not marked[0][1]:
        assembly.findings.extend(_begun_anew(assembly, own.module, notebook))
    for cell, target in marked:
        if cell.code is None:
            continue
        exported = exported_cell(notebook, cell, cell.code)
        meant = named_module(target, project.package) if target else own
        if not meant.module:
            assembly.findings.append(cell_finding(exported, _of_target(meant, cell)))
            continue
        cells = assembly.modules.setdefault(meant.module, [])
        if all(other.exported.key != exported.key for other in cells):
            cells.append(PlacedCell(exported, cell.code))
            assembly.findings.extend(
                cell_finding(exported, problem, module=meant.module)
                for problem in cell.code.problems
            )


def _begun_anew(assembly: Assembly, module: str, notebook: str) -> Iterator[Finding]:
    """Takes from a module what notebooks have given it before the one whose own it is.

    nbdev writes the file anew with that one, and adds only what comes after it.
    """
    lost = {cell.exported.key.notebook: cell for cell in assembly.modules.pop(module, [])}
    for cell in lost.values():
        problem = CellProblem(
            "warning",
            "duplicate",
            f"what this notebook exports to {module} is left out, as nbdev does: {notebook} comes "
            "after it, and makes the module anew",
            f"name the module in the marks of cells instead of as default_exp, in a notebook that "
            f"comes after {notebook} by its file name",
            1,
        )
        yield cell_finding(cell.exported, problem, module=module)


def _marked(reading: NotebookReading, *, nbdev: bool) -> Iterator[tuple[CellReading, str]]:
    """The exported cells with each of their targets, in the order of export.

    nbdev adds what names a module after what goes to the notebook's own.
    """
    marked = [
        (cell, target)
        for cell in reading.cells
        if not cell.marks.documents
        for target in cell.marks.targets
    ]
    if nbdev:
        marked.sort(key=lambda pair: bool(pair[1]))
    yield from marked


def _docstring(
    project: ModuleProject,
    module: str,
    assembly: Assembly,
    readings: Mapping[str, NotebookReading],
) -> str:
    """The docstring that nbdev would make, of the notebook whose own module this is."""
    notebook = assembly.modules[module][0].exported.key.notebook
    if project.nbdev_config is None or assembly.own.get(notebook) != module:
        return ""
    file = project.root / project.module_file(module)
    return docstring(readings[notebook].docs, notebook, project.nbdev_config, file)


def _of_target(target: Target, cell: CellReading) -> CellProblem:
    line = cell.marks.lines[0] + 1 if cell.marks.lines else 1
    code: FindingCode = target.code
    return CellProblem("error", code, target.problem, target.hint, line)


def _unreadable(notebook: str, why: str) -> Finding:
    return Finding(
        severity="error",
        code="unreadable",
        message=why,
        hint="mend or restore the notebook; its modules are left as they are",
        notebook=notebook,
    )


def _not_python(notebook: str, reading: NotebookReading) -> Iterator[Finding]:
    for cell in reading.cells[:1]:
        yield Finding(
            severity="error",
            code="not_python",
            message=f"the notebook is written in {reading.language}, and only Python is exported",
            hint="take the marks off its cells",
            notebook=notebook,
            cell=cell.id,
            index=cell.index,
            line=1,
        )
