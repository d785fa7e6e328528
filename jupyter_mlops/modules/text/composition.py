"""What stands where in a module, before it is text: shared by what writes and what finds lines."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from jupyter_mlops.modules.model import ExportedCell
from jupyter_mlops.modules.text.hoisting import hoistable_imports
from jupyter_mlops.modules.text.import_order import (
    Import,
    order_imports,
    order_names,
    read_import,
)
from jupyter_mlops.modules.text.import_style import style_imports
from jupyter_mlops.modules.text.markers import escape_markers
from jupyter_mlops.modules.text.public_names import assigns_all, public_names
from jupyter_mlops.modules.text.python_source import (
    is_future,
    is_text,
    parse_source,
    statement_lines,
)

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject

_AnyImport: TypeAlias = "ast.Import | ast.ImportFrom"


class CellPart(Struct, frozen=True, kw_only=True):
    """What a module has of a cell in the cell's own section."""

    cell: ExportedCell
    #: Without what stands on top of the module, and without blank lines around it; may be empty.
    text: str
    #: For each line of `text` the line of `cell.text` that it is, both from 0.
    lines: tuple[int, ...]
    #: The imports of the cell that stand on top of the module, each with its line in `cell.text`.
    lifted: tuple[tuple[Import, int], ...]


class Composition(Struct, frozen=True, kw_only=True):
    """A module in its parts, in their order."""

    #: As it is to be written, with quotes; empty if there is none.
    docstring: str
    #: Names that are imported from `__future__` on top.
    future: tuple[str, ...]
    #: Imports on top, in blocks that a blank line divides.
    imports: tuple[tuple[Import, ...], ...]
    #: For `__all__`; None if it isn't written.
    public: tuple[str, ...] | None
    #: One a cell, also for cells that leave nothing to their section.
    parts: tuple[CellPart, ...]
    #: How many of them stand above `__all__`, since they import from `__future__` as nbdev has it.
    before_public: int = 0


class _Cell:
    """A cell on its way, and which of its statements go to the top."""

    def __init__(self, cell: ExportedCell, module: str, project: ModuleProject) -> None:
        self.cell = cell
        text = cell.text.replace("\r\n", "\n").replace("\r", "\n")
        if cell.public or not project.nbdev:  # nbdev leaves what isn't public as it is written
            text = style_imports(text, module, project)
        self.lines = text.split("\n")
        self.tree = parse_source(text)
        self.code = self.tree or ast.Module(body=[], type_ignores=[])
        self.taken: list[ast.stmt] = []
        self.lifted: list[tuple[Import, int]] = []

    def lift(self, imports: list[_AnyImport]) -> None:
        self.taken += imports
        for statement in imports:
            at = statement_lines(statement)
            text = "\n".join(self.lines[line] for line in at).rstrip("; \t")
            kept = text if "#" in text else ""
            self.lifted += [(found, at.start) for found in read_import(statement, kept)]

    def take(self, statement: ast.ImportFrom) -> None:
        """Takes a statement away, also from a line that it shares with others."""
        at = statement_lines(statement)
        others = (statement_lines(one) for one in self.code.body if one is not statement)
        if not any(set(at).intersection(other) for other in others):
            self.taken.append(statement)
            return
        first, last = at.start, at.stop - 1
        before = self.lines[first].encode()[: statement.col_offset].decode()
        after = self.lines[last].encode()[statement.end_col_offset :].decode()
        for line in at:
            self.lines[line] = ""
        self.lines[last] = f"pass{after}"
        self.lines[first] = before + self.lines[first]

    def part(self) -> CellPart:
        gone = {line for statement in self.taken for line in statement_lines(statement)}
        rest = [at for at in range(len(self.lines)) if at not in gone]
        while rest and not self.lines[rest[0]].strip():
            rest.pop(0)
        while rest and not self.lines[rest[-1]].strip():
            rest.pop()
        text = escape_markers("\n".join(self.lines[at] for at in rest)).rstrip()
        return CellPart(cell=self.cell, text=text, lines=tuple(rest), lifted=tuple(self.lifted))


def compose(plan: ModulePlan, project: ModuleProject) -> Composition:
    """Says what stands where in a module.

    Args:
        plan: The module. A cell that is no Python goes into its section as it stands.
        project: Its project.
    """
    cells = [_Cell(cell, plan.name, project) for cell in plan.cells]
    docstring = _docstring(plan, cells, project)
    before = 0 if project.hoist_imports else _before_public(cells, given=bool(plan.docstring))
    future = [] if before else _lift_future(cells)
    if project.hoist_imports:
        has_globals = any("global" in cell.cell.text for cell in cells)
        found = hoistable_imports([cell.code for cell in cells], has_globals=has_globals)
        for cell, imports in zip(cells, found, strict=True):
            cell.lift(imports)
    parts = tuple(cell.part() for cell in cells)
    lifted = [found for part in parts for found, _ in part.lifted]
    return Composition(
        docstring=docstring,
        future=tuple(future),
        imports=tuple(map(tuple, order_imports(lifted, project.package))),
        public=_public(plan, cells, project),
        parts=parts,
        before_public=before,
    )


def _docstring(plan: ModulePlan, cells: list[_Cell], project: ModuleProject) -> str:
    """The docstring that notebooks give, else that with which the first cell begins."""
    if plan.docstring:
        return docstring_text(plan.docstring)
    if project.nbdev or not cells or not cells[0].code.body:
        return ""
    first, body = cells[0], cells[0].code.body
    at = statement_lines(body[0])
    if not is_text(body[0]) or (len(body) > 1 and statement_lines(body[1]).start < at.stop):
        return ""
    first.taken.append(body[0])
    return "\n".join(first.lines[line] for line in at).rstrip("; \t")


def docstring_text(value: str) -> str:
    """A text as a docstring, raw if it has backslashes."""
    quotes = '"""'
    for prefix in ("r",) if "\\" in value else ("", "r"):
        text = f"{prefix}{quotes}{value}{quotes}"
        if quotes not in value and not value.endswith('"') and _says(text, value):
            return text
    return repr(value)


def _says(text: str, value: str) -> bool:
    tree = parse_source(text)
    statement = tree.body[0] if tree is not None and len(tree.body) == 1 else None
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value == value
    )


def _before_public(cells: list[_Cell], *, given: bool) -> int:
    """How many cells nbdev writes above `__all__`: up to the last that imports from `__future__`.

    None, if that would not be Python: something else stands above such an import.
    """
    count = max((at for at, cell in enumerate(cells, 1) if any(_future(cell))), default=0)
    body = [statement for cell in cells[:count] for statement in cell.code.body]
    while body and not is_future(body[-1]):
        body.pop()
    if body and is_text(body[0]) and not given:
        body.pop(0)
    return count if all(map(is_future, body)) else 0


def _future(cell: _Cell) -> list[ast.ImportFrom]:
    return [one for one in cell.code.body if isinstance(one, ast.ImportFrom) and is_future(one)]


def _lift_future(cells: list[_Cell]) -> list[str]:
    names = set()
    for cell in cells:
        for statement in _future(cell):
            cell.take(statement)
            names |= {alias.name for alias in statement.names}
    return sorted(names)


def _public(plan: ModulePlan, cells: list[_Cell], project: ModuleProject) -> tuple[str, ...] | None:
    trees = [cell.code for cell in cells]
    if not project.write_all or (not project.nbdev and assigns_all(trees)):
        return None
    public = [cell for cell in cells if cell.cell.public]
    names = public_names((cell.cell.key.notebook, cell.code) for cell in public)
    if project.nbdev:
        return names
    passed_on = _passed_on(public) if plan.name.rpartition(".")[2] == "__init__" else []
    return order_names({*names, *passed_on})


def _passed_on(cells: list[_Cell]) -> list[str]:
    """What a package's `__init__` imports from its own modules, which is what it is for."""
    return [
        alias.asname or alias.name
        for cell in cells
        for statement in cell.code.body
        if isinstance(statement, ast.ImportFrom) and statement.level
        for alias in statement.names
        if alias.name != "*" and not (alias.asname or alias.name).startswith("_")
    ]
