"""What is found section by section, put together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jupyter_mlops.modules.model import (
    CellChangeKind,
    CellKey,
    Finding,
    ModuleCellChange,
    ModuleState,
    Question,
)
from jupyter_mlops.modules.sync.chunks import same_code
from jupyter_mlops.modules.sync.imports import single_imports, used_imports
from jupyter_mlops.modules.sync.model import (
    CellEdit,
    Comparison,
    Edits,
    Held,
    ImportEdit,
    NewCell,
    Side,
)
from jupyter_mlops.modules.sync.section import SectionReport, Three, title_of

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.text import ModuleText

_OF_NOTEBOOK = frozenset({"added", "edited", "deleted", "moved", "merged"})
_OF_MODULE = frozenset(
    {"module_added", "module_edited", "module_deleted", "module_moved", "merged"}
)


class Tally:
    """Collects what was found about a module.

    Args:
        plan: What the notebooks export to it.

    Attributes:
        changes: What differs, so far.
        notebook_edited: Whether the notebooks were edited outside of sections.
    """

    def __init__(self, plan: ModulePlan) -> None:
        self._plan = plan
        self._indices = {cell.key: cell.index for cell in plan.cells}
        self.changes: list[ModuleCellChange] = []
        self.notebook_edited = False
        self._questions: list[Question] = []
        self._held: list[Held] = []
        self._cells: list[CellEdit] = []
        self._new: list[NewCell] = []
        self._split: list[NewCell] = []
        self._deleted: list[CellKey] = []
        self._unmarked: list[CellKey] = []
        self._settled: list[tuple[CellKey, Side]] = []
        self._imports = ImportEdit()
        self._gone_imports: list[str] = []

    def add(self, report: SectionReport) -> None:
        """Adds what was found about a section."""
        if report.change is not None:
            index = self._indices.get(report.key, -1)
            self.changes.append(replace(report.change, index=index))
        self._new += report.new
        self._split += report.split
        if report.question is not None:
            self._questions.append(report.question)
        if report.edit is not None:
            self._cells.append(report.edit)
        if report.held is not None:
            self._held.append(report.held)
        if report.deleted:
            self._deleted.append(report.key)
        if report.unmarked:
            self._unmarked.append(report.key)
        if report.settled is not None:
            self._settled.append((report.key, report.settled))

    def add_loose(self, three: Three) -> None:
        """Adds code that stands below no cell's marker, unless it did so before."""
        known = [each.text for each in three.old.loose]
        added = [text for key, text in three.notebook.texts.items() if key not in three.old.texts]
        for text, line, after in three.module.loose:
            if text in known:
                known.remove(text)
                continue
            if any(same_code(text, other) for other in added):
                continue
            self._new.append(NewCell(text=text, after=after))
            beside = after or (self._plan.cells[0].key if self._plan.cells else None)
            change = ModuleCellChange(
                change="module_added",
                key=CellKey(notebook=beside.notebook if beside else "", cell=""),
                index=-1,
                title=title_of(text),
                module_line=line,
                module=text,
            )
            self.changes.append(change)

    def add_imports(
        self, base: ModuleText | None, notebook: ModuleText, module: ModuleText
    ) -> None:
        """Adds the imports above all sections."""
        ours, theirs = _imports(notebook), _imports(module)
        was = _imports(base) if base is not None else {}
        self._imports = ImportEdit(
            added=tuple(each for each in theirs if each not in was and each not in ours),
            removed=tuple(each for each in was if each not in theirs and each in ours),
        )
        if base is None:
            by_notebook = [each for each in ours if each not in theirs]
        else:
            by_notebook = [each for each in ours if each not in was and each not in theirs]
            self._gone_imports = [each for each in was if each not in ours and each in theirs]
            by_notebook += self._gone_imports
        by_module = self._imports.added + self._imports.removed
        if not by_notebook and not by_module:
            return
        first = self._importing_cell()
        kind: CellChangeKind = (
            "edited" if not by_module else "merged" if by_notebook else "module_edited"
        )
        lines = [module.imports[0].line] if module.imports else [0]
        change = ModuleCellChange(
            change=kind,
            key=first or CellKey(notebook="", cell=""),
            index=self._indices.get(first, -1) if first else -1,
            title=next(iter((*by_module, *by_notebook))),
            module_line=lines[0],
            base=None if base is None else "\n".join(was),
            notebook="\n".join(ours),
            module="\n".join(theirs),
        )
        self.changes.append(change)

    def comparison(self, order: tuple[CellKey, ...]) -> Comparison:
        """All of it."""
        new = (
            replace(each, imports=used_imports(self._gone_imports, each.text)) if each.key else each
            for each in self._new
        )
        edits = Edits(
            cells=tuple(self._cells),
            new=tuple(new),
            split=tuple(self._split),
            deleted=tuple(self._deleted),
            unmarked=tuple(self._unmarked),
            imports=self._imports,
            settled=tuple(self._settled),
            order=order,
        )
        return Comparison(
            state=self._state(),
            changes=tuple(self.changes),
            questions=tuple(self._questions),
            edits=edits,
            held=tuple(self._held),
        )

    def refused(self, problems: Iterable[Finding]) -> Comparison:
        """What has changed, and why the module's edits cannot be brought into notebooks."""
        edited = self.notebook_edited or any(each.change in _OF_NOTEBOOK for each in self.changes)
        return Comparison(
            state="both_ahead" if edited else "module_ahead",
            changes=tuple(self.changes),
            findings=tuple(problems),
        )

    def _state(self) -> ModuleState:
        kinds = {change.change for change in self.changes}
        asked = {question.key for question in self._questions}
        if any(each.change == "conflict" and each.key not in asked for each in self.changes):
            return "conflict"
        if self._questions:
            return "asks"
        notebook = self.notebook_edited or bool(kinds & _OF_NOTEBOOK)
        if kinds & _OF_MODULE:
            return "both_ahead" if notebook else "module_ahead"
        return "notebook_ahead" if notebook else "in_step"

    def _importing_cell(self) -> CellKey | None:
        cells = self._plan.cells
        importing = (cell for cell in cells if "import " in cell.text)
        found = next(importing, cells[0] if cells else None)
        return None if found is None else found.key


def _imports(text: ModuleText) -> dict[str, None]:
    return single_imports(each.text for each in (*text.future, *text.imports))
