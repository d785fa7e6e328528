"""What is exported to where, and how notebooks and modules stand to each other."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class CellKey(Struct, frozen=True, kw_only=True, order=True):
    """Names a cell, in markers of modules and in messages."""

    #: The notebook: its path below the project, with `/`.
    notebook: str
    #: The cell's id; `@N`, its index from 0, where it has no id of its own.
    cell: str


class ExportedCell(Struct, frozen=True, kw_only=True):
    """A cell on its way into a module."""

    key: CellKey
    #: Its index in the notebook, from 0.
    index: int
    #: Its source, as it stands in the notebook.
    source: str
    #: What of it goes into the module: without directives, magics and top-level `await` made plain.
    text: str
    #: For each line of `text` the line of `source` that it stands for, both from 0.
    lines: tuple[int, ...]
    #: Whether its names belong into `__all__`.
    public: bool = True


class ModulePlan(Struct, frozen=True, kw_only=True):
    """A module as its notebooks say it is to be."""

    #: Below the package, with dots: `features`, `data.load`, `__init__`.
    name: str
    #: Its file: path below the project, with `/`.
    file: str
    #: In the order in which they go into it: notebooks by path, cells by index.
    cells: tuple[ExportedCell, ...]
    #: The module's docstring, where notebooks give one apart from the cells (nbdev); else empty.
    docstring: str = ""

    @property
    def notebooks(self) -> tuple[str, ...]:
        """The notebooks that it is made of, by path, each once."""
        return tuple(dict.fromkeys(cell.key.notebook for cell in self.cells))


#: What kind of thing a finding is about; stable, for programs.
FindingCode = Literal[
    "syntax",
    "magic",
    "await",
    "target",
    "target_outside",
    "not_python",
    "undefined_name",
    "duplicate",
    "circular_import",
    "conflict_markers",
    "foreign_module",
    "read_only",
    "unreadable",
    "generated_part",
    "test_names",
    "no_project",
]


class Finding(Struct, frozen=True, kw_only=True):
    """Something about a cell or module that its author has to know."""

    #: An error keeps its module from being written, or its notebook from being changed.
    severity: Literal["error", "warning"]
    code: FindingCode
    #: One sentence that names what it is about, without notebook, cell and line.
    message: str
    #: What to do about it.
    hint: str = ""
    #: The module that it concerns; empty if none.
    module: str = ""
    #: The notebook: path below the project; empty if none.
    notebook: str = ""
    #: As in `CellKey.cell`; empty if none.
    cell: str = ""
    #: The cell's index in the notebook, from 0; -1 if none.
    index: int = -1
    #: Line of the cell's source, from 1; of the module, if there is no cell; 0 if none.
    line: int = 0


class Plan(Struct, frozen=True, kw_only=True):
    """All that a project's notebooks export."""

    #: By name. Modules with an error are among them, as far as they go.
    modules: tuple[ModulePlan, ...]
    #: Test files, one a module that is tested; `file` is below the project, `name` is the module's.
    tests: tuple[ModulePlan, ...] = ()
    findings: tuple[Finding, ...] = ()


#: How a module and its notebooks stand to each other, as of the last export or sync.
ModuleState = Literal[
    "in_step",  # neither has been edited
    "new",  # never exported
    "notebook_ahead",
    "module_ahead",
    "both_ahead",  # edits on both sides that go together
    "conflict",  # edits on both sides that don't, or markers that are not resolved
    "asks",  # something was deleted on one side, and only the user can say what is meant
    "foreign",  # a file is in the way that no notebook made
    "blocked",  # an error in a cell keeps it from being exported
    "orphaned",  # was made from cells that are no longer there, or no longer marked
]

#: What has happened to an exported cell since the last export, and on which side.
CellChangeKind = Literal[
    "added",
    "edited",
    "deleted",
    "moved",
    "module_added",
    "module_edited",
    "module_deleted",
    "module_moved",
    "merged",  # edited on both sides, in a way that goes together
    "conflict",  # edited on both sides in the same place, or markers are left in the cell
]


class ModuleCellChange(Struct, frozen=True, kw_only=True):
    """A cell in which a module and its notebooks differ."""

    change: CellChangeKind
    key: CellKey
    #: The cell's index in the notebook, from 0; -1 if it has none (yet).
    index: int
    #: Its first line that says something.
    title: str
    #: Line in the module where it begins, from 1; 0 if it isn't there.
    module_line: int = 0
    #: Its text at the last export, in the notebook now and in the module now, as a module has it;
    #: None where it isn't there.
    base: str | None = None
    notebook: str | None = None
    module: str | None = None


#: What becomes of something that was deleted on one side.
Answer = Literal[
    "delete",  # on the other side, too: the cell goes, or the edit that the module has
    "unmark",  # the cell stays in the notebook, and is no longer exported
    "keep",  # it comes back where it was deleted
]


class Question(Struct, frozen=True, kw_only=True):
    """Something was deleted on one side; `module` and `key` name it in an answer."""

    module: str
    key: CellKey
    #: Where it is missing.
    deleted_in: Literal["module", "notebook"]
    #: The names that go with it, such as `fit`; a cell without names has its first line.
    names: tuple[str, ...]
    #: Whether the other side has edited it since.
    edited: bool
    #: Which answers make sense here.
    answers: tuple[Answer, ...]


class ModuleStatus(Struct, frozen=True, kw_only=True):
    """A module and how it stands to its notebooks."""

    name: str
    #: Path below the project, with `/`.
    file: str
    state: ModuleState
    notebooks: tuple[str, ...]
    #: The package's version when it was last exported; empty if never.
    version: str = ""
    changes: tuple[ModuleCellChange, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()
