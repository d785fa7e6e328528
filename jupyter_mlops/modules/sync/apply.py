"""A module's edits brought into its notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.modules.cells import CellCode, read_exported
from jupyter_mlops.modules.sync.draft import Draft, Entry, make_drafts
from jupyter_mlops.modules.sync.import_edits import (
    absolute_imports,
    import_lines,
    with_imports,
    without_imports,
)
from jupyter_mlops.modules.sync.imports import Place
from jupyter_mlops.modules.sync.lift import Reader, lift_edit, says, settled_source
from jupyter_mlops.modules.sync.marks import Marking, marking_for, without_mark
from jupyter_mlops.modules.sync.model import CellEdit, Edits, NewCell
from jupyter_mlops.modules.sync.three_way import merge_section
from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.directives import read_marks

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import CellKey, ModulePlan
    from jupyter_mlops.modules.project import ModuleProject


class Applied(Struct, frozen=True, kw_only=True):
    """Notebooks with the edits of a module."""

    #: The content of those that have changed, by path.
    notebooks: dict[str, bytes]
    #: How many cells were edited, added and removed.
    edited: int = 0
    added: int = 0
    removed: int = 0
    #: How many cells have got markers.
    conflicts: int = 0
    #: Code for which there is no notebook any more.
    homeless: tuple[NewCell, ...] = ()


def apply_edits(
    edits: Edits, plan: ModulePlan, data: Mapping[str, bytes], project: ModuleProject
) -> Applied:
    """Brings the edits of a module into its notebooks.

    Args:
        edits: What `compare` has found.
        plan: What the notebooks export to the module.
        data: The notebooks' content by path.
        project: The project.

    Raises:
        NotebookInvalidError: A notebook is none any more.
    """
    work = _Work(plan, data, project, edits)
    work.settle(edits)
    for edit in edits.cells:
        entry, draft = work.at(edit.key)
        if entry is not None and draft is not None:
            draft.set_source(entry, lift_edit(_source(entry), edit, work.reader))
    work.edit_imports(edits)
    for draft in work.drafts.values():
        draft.reorder(edits.order)
    for new in edits.split:
        work.add(new, marked=False)
    for new in edits.new:
        work.add(new, marked=True)
    for key in edits.unmarked:
        work.unmark(key)
    for key in edits.deleted:
        work.delete(key)
    return work.result(sum(any(piece.clash for piece in edit.pieces) for edit in edits.cells))


class _Work:
    """The notebooks while they are being changed."""

    def __init__(
        self, plan: ModulePlan, data: Mapping[str, bytes], project: ModuleProject, edits: Edits
    ) -> None:
        self._plan = plan
        self._data = data
        self._project = project
        keys = (key for new in edits.new for key in (new.key, new.after) if key is not None)
        self.drafts = make_drafts(data, plan, [key.notebook for key in keys])
        self._homeless: list[NewCell] = []
        self._before = {
            id(entry): entry.cell for draft in self.drafts.values() for entry in draft.entries
        }
        self.reader = _reader(plan, project)

    def at(self, key: CellKey | None) -> tuple[Entry | None, Draft | None]:
        """A cell and the notebook that has it."""
        draft = self.drafts.get(key.notebook) if key is not None else None
        return (None, None) if draft is None else (draft.find(key), draft)

    def settle(self, edits: Edits) -> None:
        for key, side in edits.settled:
            entry, draft = self.at(key)
            if entry is not None and draft is not None:
                name = f"{key.notebook}, cell {key.cell}"
                draft.set_source(entry, settled_source(_source(entry), side, name=name))

    def edit_imports(self, edits: Edits) -> None:
        gone = set(absolute_imports(edits.imports.removed, self.reader.place))
        lines = import_lines(absolute_imports(edits.imports.added, self.reader.place))
        for cell in self._plan.cells:
            entry, draft = self.at(cell.key)
            if entry is None or draft is None:
                continue
            source = _source(entry)
            if gone:
                code = self.reader.read(source)
                source = without_imports(source, code, gone, self.reader.place)
            more = with_imports(source, self.reader.read(source), lines) if lines else None
            if more is not None:
                source, lines = more, []
            draft.set_source(entry, source)
        if lines:
            self.add(NewCell(text="\n".join(lines), after=None), marked=True)

    def add(self, new: NewCell, *, marked: bool) -> None:
        """Adds a cell, or brings one back that was deleted or is no longer marked."""
        named = new.key or new.after
        first = self._plan.cells[0].key if self._plan.cells else None
        found = (self.drafts.get(key.notebook) for key in (named, first) if key is not None)
        draft = next((each for each in found if each is not None), None)
        if draft is None:
            self._homeless.append(new)
            return
        text = self.reader.place.absolute_code(new.text)
        after = draft.find(new.after)
        marking = self._marking(draft, after) if marked else Marking()
        there = draft.find(new.key)
        edit = _bringing_back(new)
        if there is None or edit is None or not says(self.reader, _source(there), new.base):
            needed = import_lines(absolute_imports(new.imports, self.reader.place))
            source = "\n".join([*marking.lines, *needed, text])
            draft.insert(source, marking.tags, there or after, new.key.cell if new.key else "")
            return
        lifted = lift_edit(_source(there), edit, self.reader)
        draft.set_source(there, "\n".join([*marking.lines, lifted]))
        tags = there.cell.get("metadata", {}).get("tags", [])
        draft.set_tags(there, list(dict.fromkeys([*tags, *marking.tags])))

    def unmark(self, key: CellKey) -> None:
        entry, draft = self.at(key)
        if entry is not None and draft is not None:
            source, tags = without_mark(entry.cell, self._plan.name, self._project.package)
            draft.set_source(entry, source.replace("\r\n", "\n"))
            draft.set_tags(entry, tags)

    def delete(self, key: CellKey) -> None:
        """Removes a cell; one that goes into other modules as well stays for these."""
        entry, draft = self.at(key)
        if entry is None or draft is None:
            return
        if len(read_marks(entry.cell).targets) > 1:
            self.unmark(key)
        else:
            draft.remove(entry)

    def result(self, conflicts: int) -> Applied:
        entries = [entry for draft in self.drafts.values() for entry in draft.entries]
        old = [entry for entry in entries if entry.index is not None]
        written = {name: draft.data() for name, draft in self.drafts.items()}
        return Applied(
            notebooks={name: each for name, each in written.items() if each != self._data[name]},
            edited=sum(entry.cell is not self._before[id(entry)] for entry in old),
            added=len(entries) - len(old),
            removed=len(self._before) - len(old),
            conflicts=conflicts,
            homeless=tuple(self._homeless),
        )

    def _marking(self, draft: Draft, after: Entry | None) -> Marking:
        """The marks of the cell above, else of the notebook's first exported one."""
        exported = draft.exported
        near = after if any(each is after for each in exported) else next(iter(exported), None)
        cell = None if near is None else near.cell
        return marking_for(cell, self._plan.name, self._project.package)


def _bringing_back(new: NewCell) -> CellEdit | None:
    """The edit that a cell gets that is no longer marked; None for one that is new."""
    if new.key is None:
        return None
    pieces = merge_section(new.base, new.base, new.text).pieces
    return CellEdit(key=new.key, notebook=new.base, wanted=new.text, pieces=pieces)


def _reader(plan: ModulePlan, project: ModuleProject) -> Reader:
    refuse = project.magics == "refuse"

    def read(source: str) -> CellCode:
        lines = read_marks({"cell_type": "code", "source": source}).lines
        return read_exported(source, lines, refuse_magics=refuse)

    written = project.imports == "as-written"
    own = plan.name.rpartition(".")[2] == "__init__"
    place = Place.of(project.import_name(plan.name), is_package=own)
    return Reader(read, Place("") if written else place)


def _source(entry: Entry) -> str:
    return cell_source(entry.cell).replace("\r\n", "\n")
