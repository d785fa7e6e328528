"""Cells that check exported code, put together into files of tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from jupyter_mlops.modules.assembly import Assembly, cell_finding, exported_cell, notebook_order
from jupyter_mlops.modules.cells import CellCode, CellProblem
from jupyter_mlops.modules.check_names import CheckNames, is_broken
from jupyter_mlops.modules.model import ExportedCell, Finding, ModulePlan
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.readings import CellReading, NotebookReading

_NOT_RUN = re.compile(r"\|\s*eval\s*:\s*false\b", re.IGNORECASE)
#: What only stands at the top of a module, while a check becomes the body of a function.
_TOP_ONLY = re.compile(r"^[ \t]*from\s+(__future__\s+import\b|\S+\s+import\s*\*)", re.MULTILINE)


class Checks(NamedTuple):
    """What tests exported code."""

    #: One a module that is tested. Cells that are not public (imports, setup) run once, at the
    #: top; the others are tests of their own, in their order.
    files: tuple[ModulePlan, ...]
    findings: list[Finding]


def plan_checks(
    project: ModuleProject, assembly: Assembly, readings: Mapping[str, NotebookReading]
) -> Checks:
    """Finds the cells that check exported code, and what they need.

    These are cells tagged `test`, and unmarked ones that follow a definition that is exported,
    use it, and have an `assert`, or call something named `test_…` or `assert_…`, at their top
    level. A test whose names nothing provides is left out.

    Args:
        project: The project.
        assembly: Its modules.
        readings: What its notebooks say, by path.
    """
    cells: dict[str, list[ExportedCell]] = {}
    findings: list[Finding] = []
    for notebook in notebook_order(readings, nbdev=project.nbdev):
        reading = readings[notebook]
        if not reading.language and any(map(_may_check, reading.cells)):
            found = _NotebookChecks(project, assembly, notebook, reading)
            findings.extend(found.findings)
            for module, tests in found.tests.items():
                cells.setdefault(module, []).extend([*found.needs(module), *tests])
    return Checks(
        tuple(
            ModulePlan(name=module, file=_file(project, module), cells=tuple(tests))
            for module, tests in sorted(cells.items())
        ),
        findings,
    )


class _NotebookChecks:
    """The checks of a notebook: `tests` by the module that they test."""

    def __init__(
        self,
        project: ModuleProject,
        assembly: Assembly,
        notebook: str,
        reading: NotebookReading,
    ) -> None:
        self.tests: dict[str, list[ExportedCell]] = {}
        self.findings: list[Finding] = []
        self._notebook = notebook
        self._reading = reading
        self._names = CheckNames(project, assembly, notebook, reading)
        self._used: dict[str, dict[str, None]] = {}
        for cell in reading.cells:
            if cell.code is None:
                continue
            if is_broken(cell.code) and (cell.marks.test or cell.marks.setup):
                self._tell_broken(cell, cell.code)
            elif not is_broken(cell.code) and _may_check(cell):
                self._look_at(cell, cell.code)

    def needs(self, module: str) -> Iterator[ExportedCell]:
        """Yields imports and setup for the tests of a module."""
        first = self.tests[module][0]
        yield from self._names.providers(self._used[module], first)

    def _look_at(self, cell: CellReading, code: CellCode) -> None:
        exported = exported_cell(self._notebook, cell, code)
        tagged = cell.marks.test
        module = self._names.tested(code, cell.index if not tagged else None)
        if module is None:
            if tagged:
                self._left_out(exported, "nothing that is exported", "export what it tests")
            return
        missing = self._names.missing(code)
        if missing or _TOP_ONLY.search(code.text):
            if tagged and missing:
                hint = "export or import it, or tag the cell that defines it as setup"
                self._left_out(exported, f"{', '.join(missing)}, which nothing provides", hint)
            elif tagged:
                hint = "move the import into a cell of its own"
                self._left_out(exported, "an import that has to stand at the top", hint)
            return
        self.tests.setdefault(module, []).append(exported)
        self._used.setdefault(module, {}).update(dict.fromkeys(code.names.needed))

    def _tell_broken(self, cell: CellReading, code: CellCode) -> None:
        """Warns only: what is exported is not the worse for a test that cannot be."""
        if not cell.marks.targets:
            exported = exported_cell(self._notebook, cell, code)
            told = [replace(problem, severity="warning") for problem in code.problems]
            self.findings.extend(cell_finding(exported, problem) for problem in told)

    def _left_out(self, cell: ExportedCell, why: str, hint: str) -> None:
        message = f"the test is left out: it uses {why}"
        problem = CellProblem("warning", "test_names", message, hint, 1)
        self.findings.append(cell_finding(cell, problem))


def _may_check(cell: CellReading) -> bool:
    if cell.code is None or cell.marks.targets or cell.marks.setup or cell.marks.documents:
        return False
    if cell.marks.test:
        return True
    lines = cell.source.split("\n")
    return cell.checks and not any(_NOT_RUN.search(lines[line]) for line in cell.marks.lines)


def _file(project: ModuleProject, module: str) -> str:
    folder = "" if project.tests == "." else f"{project.tests}/"
    return f"{folder}test_{module.replace('.', '_')}.py"
