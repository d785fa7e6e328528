"""How a module and its notebooks differ, and what brings the module's edits into the notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from jupyter_mlops.modules.model import (
    Answer,
    CellKey,
    Finding,
    ModuleCellChange,
    ModuleState,
    Question,
)

#: Which side a conflict is settled for.
Side = Literal["notebook", "module"]


class Decisions(Struct, frozen=True, kw_only=True):
    """What the user has decided about a module."""

    #: What becomes of what was deleted on one side, by its cell.
    answers: Mapping[CellKey, Answer] = MappingProxyType({})
    #: Which side takes a conflict, by its cell.
    sides: Mapping[CellKey, Side] = MappingProxyType({})


class Clash(Struct, frozen=True, kw_only=True):
    """Code that both sides edited, in ways that don't go together."""

    notebook: str
    base: str
    module: str


class Piece(Struct, frozen=True, kw_only=True):
    """What becomes of neighbouring chunks of a section, as the notebook has it."""

    #: The chunks of the notebook's section, from 0; none of them where something is inserted.
    start: int
    stop: int
    #: What stands there afterwards.
    text: str
    #: What both sides made of it, where they don't go together; `text` is the notebook's then.
    clash: Clash | None = None


class CellEdit(Struct, frozen=True, kw_only=True):
    """An edit of a section that goes into its cell."""

    key: CellKey
    #: The section as the notebook has it now, to which the pieces refer.
    notebook: str
    #: The section as it is afterwards, if nothing clashes.
    wanted: str
    #: Only what changes, in order.
    pieces: tuple[Piece, ...]


class NewCell(Struct, frozen=True, kw_only=True):
    """Code of the module that no cell has yet."""

    text: str
    #: The cell after which it goes; None for before the first of the module.
    after: CellKey | None
    #: The cell that it brings back, which was deleted in the notebook; None for a new one.
    key: CellKey | None = None
    #: The section of that cell as of the last export.
    base: str = ""
    #: The imports that went with it, and that it needs.
    imports: tuple[str, ...] = ()


class ImportEdit(Struct, frozen=True, kw_only=True):
    """Imports that only the module gained or lost, each of one name."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Edits(Struct, frozen=True, kw_only=True):
    """All that the module's edits mean for its notebooks."""

    cells: tuple[CellEdit, ...] = ()
    new: tuple[NewCell, ...] = ()
    #: Cells that go.
    deleted: tuple[CellKey, ...] = ()
    #: Cells that stay, and are no longer exported to this module.
    unmarked: tuple[CellKey, ...] = ()
    #: Definitions that leave their cell for one of their own, which isn't exported.
    split: tuple[NewCell, ...] = ()
    imports: ImportEdit = ImportEdit()
    #: Cells in whose source markers are to be settled.
    settled: tuple[tuple[CellKey, Side], ...] = ()
    #: The module's cells in the order that they are to have; empty if they have it.
    order: tuple[CellKey, ...] = ()


class Held(Struct, frozen=True, kw_only=True):
    """A section that the next comparison starts from in another form than the module has now."""

    key: CellKey
    text: str
    #: Where the module has no such section: the one after which it goes; None for the first.
    after: CellKey | None = None


class Comparison(Struct, frozen=True, kw_only=True):
    """A module, its notebooks, and what they were at the last export."""

    #: `in_step`, `notebook_ahead`, `module_ahead`, `both_ahead`, `conflict` or `asks`.
    state: ModuleState
    changes: tuple[ModuleCellChange, ...] = ()
    questions: tuple[Question, ...] = ()
    #: Why the module's edits cannot go into its notebooks (`generated_part`, `syntax`).
    findings: tuple[Finding, ...] = ()
    #: What a sync does.
    edits: Edits = Edits()
    #: What a sync leaves as it is.
    held: tuple[Held, ...] = ()
