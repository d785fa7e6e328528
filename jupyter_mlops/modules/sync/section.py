"""One section of a module three-way, with what has to be asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.modules.model import CellChangeKind, CellKey, ModuleCellChange, Question
from jupyter_mlops.modules.sync.chunks import parse_quietly, same_code, split_chunks
from jupyter_mlops.modules.sync.definitions import SectionEdit, edit_of_section
from jupyter_mlops.modules.sync.model import CellEdit, Decisions, Held, NewCell
from jupyter_mlops.modules.sync.sections import Sections
from jupyter_mlops.modules.sync.three_way import Merge, assemble, merge_section
from jupyter_mlops.notebooks.merge.resolve import is_marked

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import Answer, ExportedCell
    from jupyter_mlops.modules.sync.model import Side

_NOWHERE = Sections({}, {})


class Three(NamedTuple):
    """A module's sections as of the last export, of its notebooks now, and in its file now."""

    #: None if nobody knows.
    base: Sections | None
    notebook: Sections
    module: Sections

    @property
    def old(self) -> Sections:
        """The base; without sections if nobody knows it."""
        return self.base or _NOWHERE

    def all_keys(self) -> list[CellKey]:
        """All cells: the notebooks' in their order, then those that they no longer have."""
        texts = (self.notebook.texts, self.module.texts, self.old.texts)
        return list(dict.fromkeys(key for side in texts for key in side))

    def at(self, key: CellKey) -> tuple[str | None, str | None, str | None]:
        """A section on the three sides; a cell that gives a module nothing has no section."""
        texts = [side.texts.get(key) for side in (self.old, self.notebook, self.module)]
        present = [text for text in texts if text is not None]
        empty = all(not text.strip() for text in present)
        base, notebook, module = ("" if empty and text is None else text for text in texts)
        if module is not None and not module.strip() and (base or "").strip():
            module = None  # only its marker is left
        return base, notebook, module

    def above(self, key: CellKey, side: Sections) -> CellKey | None:
        """The section before one in a side's order; None for the first."""
        found = None
        for each in side.texts:
            if each == key:
                break
            found = each
        return found


class SectionReport(Struct, frozen=True, kw_only=True):
    """What has happened to a section."""

    change: ModuleCellChange | None = None
    question: Question | None = None
    edit: CellEdit | None = None
    new: tuple[NewCell, ...] = ()
    split: tuple[NewCell, ...] = ()
    deleted: bool = False
    unmarked: bool = False
    #: Which side of the markers in the cell is taken.
    settled: Side | None = None
    held: Held | None = None
    key: CellKey

    @classmethod
    def of(cls, key: CellKey, three: Three, kind: CellChangeKind) -> SectionReport:
        """A report of a change that needs nothing further."""
        base, notebook, module = three.at(key)
        text = next((text for text in (module, notebook, base) if text), "")
        change = ModuleCellChange(
            change=kind,
            key=key,
            index=-1,
            title=title_of(text),
            module_line=three.module.lines.get(key, 0),
            base=base,
            notebook=notebook,
            module=module,
        )
        return cls(key=key, change=change)


def title_of(text: str) -> str:
    """The first line of a text that says something."""
    lines = [line.strip() for line in text.split("\n")]
    said = [line for line in lines if line and not line.startswith(("#", "@", '"""', "'''"))]
    return next(iter(said or [line for line in lines if line]), "")


def compare_section(
    key: CellKey, three: Three, cell: ExportedCell | None, module_name: str, decisions: Decisions
) -> SectionReport:
    """Compares a section.

    Args:
        key: Its cell.
        three: All sections.
        cell: The cell, if it is exported.
        module_name: The module, for questions.
        decisions: What the user has decided.
    """
    base, notebook, module = three.at(key)
    if cell is not None and is_marked(cell.source):
        return _marked(key, three, decisions.sides.get(key))
    if cell is not None and module != base and parse_quietly(cell.text) is None:
        return _marked(key, three, None)  # no Python: nothing can be brought into it
    if notebook is None or module is None:
        return _one_sided(key, three, module_name, decisions.answers.get(key))
    if base is None:
        merge = merge_section("", notebook, module, decisions.sides.get(key))
        return _merged(key, three, merge)
    return _edited(key, three, module_name, decisions)


def _one_sided(
    key: CellKey, three: Three, module_name: str, answer: Answer | None
) -> SectionReport:
    """A section that the notebook or the module doesn't have."""
    base, notebook, module = three.at(key)
    if notebook is None and module is None:
        return SectionReport(key=key)
    if notebook is None:
        return _gone_from_notebook(key, three, module_name, answer)
    if base is None:
        return SectionReport.of(key, three, "added")
    return _deleted_in_module(key, three, module_name, answer)


def _marked(key: CellKey, three: Three, side: Side | None) -> SectionReport:
    """A cell with markers: what the module edits meanwhile waits for them to go."""
    report = SectionReport.of(key, three, "conflict")
    base, _, module = three.at(key)
    if side is not None:
        return replace(report, settled=side)
    if base is None or base == module:
        return report
    return replace(report, held=_held(key, three, base))


def _held(key: CellKey, three: Three, text: str) -> Held:
    return Held(key=key, text=text, after=three.above(key, three.old))


def _deleted_in_module(
    key: CellKey, three: Three, module_name: str, answer: Answer | None
) -> SectionReport:
    base, notebook, _ = three.at(key)
    report = SectionReport.of(key, three, "module_deleted")
    if answer == "delete" or _is_elsewhere(key, three):
        return replace(report, deleted=True)
    if answer == "unmark":
        return replace(report, unmarked=True)
    if answer == "keep":
        return report
    text = notebook or ""
    names = tuple(name for chunk in split_chunks(text) for name in chunk.names)
    question = Question(
        module=module_name,
        key=key,
        deleted_in="module",
        names=names or (title_of(text),),
        edited=not same_code(base or "", text),
        answers=("delete", "unmark", "keep"),
    )
    return replace(report, question=question, held=_held(key, three, base or ""))


def _is_elsewhere(key: CellKey, three: Three) -> bool:
    """Whether all of a section has gone to other sections of the module."""
    base, notebook, _ = three.at(key)
    others = {chunk.text for text in three.module.texts.values() for chunk in split_chunks(text)}
    own = [chunk.text for chunk in split_chunks(base or "")]
    return bool(own) and others.issuperset(own) and same_code(base or "", notebook or "")


def _gone_from_notebook(
    key: CellKey, three: Three, module_name: str, answer: Answer | None
) -> SectionReport:
    base, _, module = three.at(key)
    after = three.above(key, three.module)
    text = module or ""
    if base is None:
        # Somebody has brought a section along, marker and all.
        report = SectionReport.of(key, three, "module_added")
        return replace(report, new=(NewCell(text=text, after=after, key=key),))
    if module == base:
        return SectionReport.of(key, three, "deleted")
    report = SectionReport.of(key, three, "conflict")
    if answer == "keep":
        return replace(report, new=(NewCell(text=text, after=after, key=key, base=base),))
    if answer == "delete":  # the edit goes with the cell
        return SectionReport.of(key, three, "deleted")
    names = tuple(name for chunk in split_chunks(text) for name in chunk.names)
    question = Question(
        module=module_name,
        key=key,
        deleted_in="notebook",
        names=names or (title_of(text),),
        edited=True,
        answers=("delete", "keep"),
    )
    return replace(report, question=question, held=_held(key, three, base))


def _edited(key: CellKey, three: Three, module_name: str, decisions: Decisions) -> SectionReport:
    """A section that all three have."""
    base, notebook, module = (text or "" for text in three.at(key))
    if base == module:
        if same_code(base, notebook):
            return SectionReport(key=key)
        return SectionReport.of(key, three, "edited")
    names = three.module.names()
    elsewhere = {name for other, each in names.items() if other != key for name in each}
    edit = edit_of_section(base, module, elsewhere)
    here = {name: chunk for chunk in split_chunks(notebook) for name in chunk.names}
    lost = tuple(name for name in edit.lost if name in here)
    answer = decisions.answers.get(key)
    asks = bool(lost) and answer is None
    text = edit.restored if lost and answer in (None, "keep") else edit.text
    merge = merge_section(base, notebook, text, decisions.sides.get(key))
    report = _merged(key, three, merge)
    report = replace(report, new=_new_cells(key, three, edit))
    if report.new and report.change is None:
        report = replace(report, change=SectionReport.of(key, three, "module_edited").change)
    if not lost:
        return report
    if report.change is None:
        report = replace(report, change=SectionReport.of(key, three, "module_edited").change)
    if answer == "unmark":
        texts = dict.fromkeys(here[name].text for name in lost)
        return replace(report, split=tuple(NewCell(text=each, after=key) for each in texts))
    if not asks:
        return report
    question = Question(
        module=module_name,
        key=key,
        deleted_in="module",
        names=lost,
        edited=any(here[name].text not in base for name in lost),
        answers=("delete", "unmark", "keep"),
    )
    return replace(report, question=question, held=_held(key, three, edit.restored))


def _new_cells(key: CellKey, three: Three, edit: SectionEdit) -> tuple[NewCell, ...]:
    """What was added at the end of a section, unless a new cell has it already."""
    added = [text for at, text in three.notebook.texts.items() if at not in three.old.texts]
    return tuple(
        NewCell(text=text, after=key)
        for text in edit.new
        if not any(same_code(text, other) for other in added)
    )


def _merged(key: CellKey, three: Three, merge: Merge) -> SectionReport:
    """What a merge means for a section."""
    notebook = three.notebook.texts.get(key, "")
    if merge.clashes:
        kind: CellChangeKind = "conflict"
    elif merge.module_edited:
        kind = "merged" if merge.notebook_edited else "module_edited"
    elif merge.notebook_edited:
        kind = "edited"
    else:
        return SectionReport(key=key)
    report = SectionReport.of(key, three, kind)
    if not merge.pieces:
        return report
    edit = CellEdit(
        key=key, notebook=notebook, wanted=assemble(notebook, merge.pieces), pieces=merge.pieces
    )
    return replace(report, edit=edit)
