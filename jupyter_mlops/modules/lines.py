"""From a line of a module to the line of the cell that it stands for."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.modules.model import CellKey, ExportedCell
from jupyter_mlops.modules.same_lines import same_line, says_same
from jupyter_mlops.modules.text.composition import CellPart, Composition, compose
from jupyter_mlops.modules.text.hashes import cells_hash, module_hash
from jupyter_mlops.modules.text.header import split_header
from jupyter_mlops.modules.text.import_order import Import, read_import
from jupyter_mlops.modules.text.parse import parse_module
from jupyter_mlops.modules.text.python_source import parse_source

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject
    from jupyter_mlops.modules.text.module_text import Section, Statement


class Place(Struct, frozen=True, kw_only=True):
    """A line of a cell."""

    key: CellKey
    #: The cell's index in the notebook, from 0; None if no cell of that key is exported there.
    index: int | None
    #: Line of the cell's source, from 1.
    line: int
    #: False where module or notebook were edited since the last export, so that it is a guess.
    exact: bool


class LineMap:
    """Finds the cells of a module's lines.

    Formatting moves lines, and changes no token that means something: the tokens of a section and
    of its cell are laid side by side.

    Args:
        text: The module's file.
        plan: What its notebooks give to it now.
        project: Its project.
    """

    def __init__(self, text: str, plan: ModulePlan, project: ModuleProject) -> None:
        header, body = split_header(text)
        self._exact = (
            header is not None
            and header.module == module_hash(body)
            and header.cells == cells_hash(plan, project)
        )
        self._module = parse_module(text, file=plan.file)
        self._composition: Composition = compose(plan, project)

    def find(self, line: int) -> Place | None:
        """The place that a line comes from; None if no cell has it.

        Args:
            line: Of the module's file, from 1.
        """
        above = [one for one in self._module.sections if one.marker and one.marker <= line]
        section = above[-1] if above else None
        if section is not None and section.key is not None:
            part = self._part(section.key)
            return self._in_section(section, part, line) if part else _alone(section, line)
        return None if section else self._on_top(line)

    def _part(self, key: CellKey) -> CellPart | None:
        """The part with a key, by index where a marker of nbdev's gives that."""
        # The last: what a test's cell needs from others stands before it, under the same key.
        for part in reversed(self._composition.parts):
            own = part.cell.key
            if own == key or (own.notebook, f"@{part.cell.index}") == (key.notebook, key.cell):
                return part
        return None

    def _in_section(self, section: Section, part: CellPart, line: int) -> Place:
        at = max(line - section.line, 0)
        if part.text and says_same(section.text, part.text):
            found = part.lines[same_line(section.text, part.text, at)]
        else:  # it was edited, or is a test, which has its imports in it
            found = same_line(section.text, part.cell.text, at)
        return self._place(part.cell, found)

    def _on_top(self, line: int) -> Place | None:
        """Where an import or the docstring comes from."""
        module = self._module
        cells = [part.cell for part in self._composition.parts]
        if module.docstring and cells and _covers(module.docstring, line):
            return self._place(cells[0], line - module.docstring.line)
        for statement in module.future:
            if _covers(statement, line):
                return self._first_with(cells, "from __future__")
        for statement in module.imports:
            if _covers(statement, line):
                return self._import(statement, line)
        return None

    def _import(self, statement: Statement, line: int) -> Place | None:
        """The first cell that has what a line of an import statement imports."""
        said = set(re.findall(r"\w+", statement.text.split("\n")[line - statement.line]))
        for wanted in _imports(statement):
            names = {name for name in wanted.names if name[0] in said} or set(wanted.names)
            for part in self._composition.parts:
                for found, at in part.lifted:
                    same = (found.module, found.alias) == (wanted.module, wanted.alias)
                    if same and (not names or names.intersection(found.names)):
                        return self._place(part.cell, at)
        return None

    def _first_with(self, cells: list[ExportedCell], words: str) -> Place | None:
        for cell in cells:
            for at, line in enumerate(cell.text.split("\n")):
                if line.startswith(words):
                    return self._place(cell, at)
        return None

    def _place(self, cell: ExportedCell, line: int) -> Place:
        """A line of what a cell exports, from 0, as a line of its source."""
        source = cell.lines[min(line, len(cell.lines) - 1)] if cell.lines else 0
        return Place(key=cell.key, index=cell.index, line=source + 1, exact=self._exact)


def _alone(section: Section, line: int) -> Place | None:
    """A place that is known by the marker only, as in an installed package."""
    if section.key is None:
        return None
    within = min(max(line - section.line, 0), section.text.count("\n"))
    return Place(key=section.key, index=None, line=within + 1, exact=False)


def _covers(statement: Statement, line: int) -> bool:
    return 0 <= line - statement.line <= statement.text.count("\n")


def _imports(statement: Statement) -> list[Import]:
    tree = parse_source(statement.text)
    nodes = [] if tree is None else tree.body
    return [
        found
        for node in nodes
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for found in read_import(node)
    ]
