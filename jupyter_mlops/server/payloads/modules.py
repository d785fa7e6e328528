"""Modules made of notebook cells, and their releases."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from jupyter_mlops.modules.model import (
    Answer,
    CellChangeKind,
    FindingCode,
    ModuleState,
)
from jupyter_mlops.modules.versions import ChangeLevel

#: A module's name below its package.
ModuleName = Annotated[str, Meta(pattern=r"^[^\W\d]\w*(\.[^\W\d]\w*)*$")]
#: A version as PEP 440 writes it; checked by the service, which says what is wrong with it.
VersionText = Annotated[str, Meta(min_length=1, max_length=100)]


class ModulesQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which project."""

    #: Contents path of a file or folder in it.
    path: str


class FindingReply(Struct, frozen=True, kw_only=True):
    """Something about a cell or module that its author has to know."""

    severity: Literal["error", "warning"]
    code: FindingCode
    #: One sentence, without notebook, cell and line.
    message: str
    #: What to do about it; may be empty.
    hint: str
    #: The module; empty if none.
    module: str
    #: Contents path of the notebook; null if none, or if it is outside of the root.
    notebook: str | None
    #: The cell's index, from 0; null if none.
    index: int | None
    #: Line of the cell, else of the module, from 1; null if none.
    line: int | None


class ModuleCellReply(Struct, frozen=True, kw_only=True):
    """A cell in which a module and its notebooks differ."""

    change: CellChangeKind
    #: Contents path of its notebook; null if that is outside of the root.
    notebook: str | None
    #: Names the cell in requests, with `source`: its notebook's path below the project.
    cell: str
    source: str
    #: Its index in the notebook, from 0; null if it isn't there.
    index: int | None
    #: Its first line that says something.
    title: str
    #: Line in the module where it begins, from 1; null if it isn't there.
    module_line: int | None
    #: Its text at the last export, in the notebook and in the module; null where it isn't there.
    base: str | None
    notebook_text: str | None
    module_text: str | None


class QuestionReply(Struct, frozen=True, kw_only=True):
    """Something was deleted on one side, and the user has to say what becomes of the other."""

    #: Contents path of the notebook; null if that is outside of the root.
    notebook: str | None
    #: As in `ModuleCellReply`.
    cell: str
    source: str
    deleted_in: Literal["module", "notebook"]
    #: The names that go with it.
    names: list[str]
    #: Whether the other side has edited it since.
    edited: bool
    answers: list[Answer]


class ModuleReply(Struct, frozen=True, kw_only=True):
    """A module and how it stands to its notebooks."""

    name: str
    #: How it is imported.
    import_name: str
    #: Contents path of its file; null if that is outside of the root.
    path: str | None
    state: ModuleState
    #: Contents paths of the notebooks that it is made of.
    notebooks: list[str]
    #: The package's version when it was last exported; empty if never.
    version: str
    changes: list[ModuleCellReply]
    questions: list[QuestionReply]
    findings: list[FindingReply]


class ModulesReply(Struct, frozen=True, kw_only=True):
    """The modules of a project."""

    #: Contents path of the project's folder; null where that is above the root.
    project: str | None
    #: Its folder's name.
    name: str
    #: The package's import name.
    package: str
    #: Its version in `pyproject.toml`; empty where there is none yet.
    version: str
    #: How many notebooks were looked at.
    notebooks: int
    modules: list[ModuleReply]
    #: What concerns no module, such as a notebook that cannot be read.
    findings: list[FindingReply]
    #: The modules that the notebook at the query's path exports to, its own first; the first is
    #: what a cell without a target goes to. Empty for what is no notebook.
    targets: list[str]
    #: Whether the package can be released: it lies in a git repository.
    can_release: bool


class ExportRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Write modules."""

    #: Contents path of a file or folder in the project.
    path: str
    #: Only these; all by default.
    modules: list[ModuleName] | None = None
    #: Only those that this path, a notebook, exports to.
    notebook_only: bool = False
    #: Modules whose file may be replaced although no notebook made it.
    replace: list[ModuleName] = []
    #: Whether to write tests, too.
    tests: bool = False


class ExportReply(Struct, frozen=True, kw_only=True):
    """What an export has done."""

    #: Names of the modules that were written.
    written: list[str]
    #: Names of those that are no longer made of any cell, whose file was removed.
    removed: list[str]
    #: Names of those that were not written, since they have edits to be synced or errors.
    held_back: list[str]
    #: How many were as they are to be.
    unchanged: int
    #: Contents paths of the tests that were written.
    tests: list[str]
    status: ModulesReply


class CellAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer to a question."""

    module: ModuleName
    source: str
    cell: str
    answer: Answer


class CellSide(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which side a conflict is settled for."""

    module: ModuleName
    source: str
    cell: str
    side: Literal["notebook", "module"]


class SyncRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bring the edits of modules into their notebooks, then export."""

    #: Contents path of a file or folder in the project.
    path: str
    #: Only these; all by default.
    modules: list[ModuleName] | None = None
    answers: list[CellAnswer] = []
    #: Conflicts to settle; the others are written into their cells, between markers.
    sides: list[CellSide] = []


class SyncReply(Struct, frozen=True, kw_only=True):
    """What a sync has done."""

    #: Contents paths of the notebooks that were changed.
    notebooks: list[str]
    #: Names of the modules that were written afterwards.
    written: list[str]
    #: How many cells were edited, added and removed.
    edited: int
    added: int
    removed: int
    #: How many conflicts were written into cells.
    conflicts: int
    #: How many questions are open.
    questions: int
    status: ModulesReply


class WhereQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of a module."""

    #: Contents path of the module.
    path: str
    #: From 1.
    line: Annotated[int, Meta(ge=1)]


class WhereReply(Struct, frozen=True, kw_only=True):
    """The cell that a line of a module comes from."""

    #: Contents path of the notebook.
    notebook: str
    #: The cell's id, and its index from 0.
    cell: str
    index: int
    #: Line of the cell's source, from 1.
    line: int
    #: False where module or notebook were edited since, so that the line is a guess.
    exact: bool


class ReleaseFile(Struct, frozen=True, kw_only=True):
    """A wheel or sdist."""

    name: str
    size: int
    sha256: str


class ReleaseEntry(Struct, frozen=True, kw_only=True):
    """A version that was released."""

    version: str
    tag: str
    #: Id of the commit.
    commit: str
    date: datetime
    author: str
    #: Its part of the changelog, in Markdown; may be empty.
    changelog: str
    #: How many names its public API has.
    api_size: int
    #: Its files in the package index; empty if it was not published there.
    files: list[ReleaseFile]


class ReleasesReply(Struct, frozen=True, kw_only=True):
    """The versions of a package, newest first."""

    package: str
    #: The version in `pyproject.toml`.
    version: str
    releases: list[ReleaseEntry]
    #: What to give `pip install --index-url`.
    index_url: str


class ReleasePlanQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a release would be."""

    #: Contents path of a file or folder in the project.
    path: str
    #: The version that is thought of; the advised one by default.
    version: str | None = None


class ReleaseProblem(Struct, frozen=True, kw_only=True):
    """Something that stands in the way of a release."""

    #: Whether it cannot be released like this.
    blocks: bool
    message: str
    hint: str


class ApiChangeReply(Struct, frozen=True, kw_only=True):
    """A change of the public API, with its reason and its place."""

    level: ChangeLevel
    #: What happened, for programs, such as `added`, `removed`.
    kind: str
    #: The name with its module, such as `features.scale`.
    name: str
    #: What happened, in one sentence.
    message: str
    #: Contents path of the notebook that has it; null if none, or outside of the root.
    notebook: str | None
    #: The cell's index in the notebook, from 0; null if none.
    index: int | None


class ReleasePlanReply(Struct, frozen=True, kw_only=True):
    """Which version is next, and why."""

    package: str
    #: The newest release; empty if there is none.
    latest: str
    #: The version that is advised.
    advised: str
    #: The version that this is about.
    version: str
    #: How large a step is advised.
    level: ChangeLevel
    #: Why: each change of the public API, the weightiest first.
    reasons: list[ApiChangeReply]
    #: Whether `version` is a smaller step than the changes ask for, which has to be confirmed.
    contradicts: bool
    #: An entry for the changelog, in Markdown, without its heading.
    changelog: str
    problems: list[ReleaseProblem]
    #: The folder of the package index, for people.
    index: str


class ReleaseRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Release the package."""

    #: Contents path of a file or folder in the project.
    path: str
    version: VersionText
    #: The changelog's entry, in Markdown.
    changelog: Annotated[str, Meta(max_length=100_000)]
    #: Whether a version that contradicts the advice is meant.
    confirmed: bool = False
    #: Whether to put it into the package index.
    publish: bool = True


class ReleaseReply(Struct, frozen=True, kw_only=True):
    """A release that was made."""

    release: ReleaseEntry
    #: Contents path of the folder with the wheel and the sdist; null if outside of the root.
    dist: str | None
    #: What to give `pip install --index-url`; empty if it was not published.
    index_url: str


class PublishRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put a release into the package index, or send it to another."""

    #: Contents path of a file or folder in the project.
    path: str
    version: VersionText
    #: A section of the user's `.pypirc`, for twine; by default the project's index folder.
    repository: Annotated[str, Meta(pattern=r"^[\w.-]{1,100}$")] | None = None


class ReleaseCompareQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two versions of a package."""

    #: Contents path of a file or folder in the project.
    path: str
    base: VersionText
    #: A version; by default what is in the working folder.
    head: VersionText | None = None


class ModuleComparison(Struct, frozen=True, kw_only=True):
    """A module in two versions."""

    name: str
    #: Its text without the generated header; null where it isn't there.
    base: str | None
    head: str | None


class ReleaseCompareReply(Struct, frozen=True, kw_only=True):
    """How two versions differ."""

    base: str
    head: str
    level: ChangeLevel
    api: list[ApiChangeReply]
    #: Only those that differ.
    modules: list[ModuleComparison]


class ReleaseApiQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version's public API."""

    #: Contents path of a file or folder in the project.
    path: str
    #: By default what is in the working folder.
    version: VersionText | None = None


class ApiName(Struct, frozen=True, kw_only=True):
    """A public name."""

    #: With module, such as `features.scale`.
    name: str
    kind: Literal["module", "class", "function", "attribute"]
    #: Its parameters and what it returns, as one writes them; empty where it has none.
    signature: str
    #: First line of its docstring.
    summary: str


class ReleaseApiReply(Struct, frozen=True, kw_only=True):
    """A version's public API, by name."""

    version: str
    names: list[ApiName]


class ReleaseRestoreRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bring notebooks and modules back as they were in a version."""

    #: Contents path of a file or folder in the project.
    path: str
    version: VersionText
    #: Only these modules and their notebooks; all by default.
    modules: list[ModuleName] | None = None


class ReleaseRestoreReply(Struct, frozen=True, kw_only=True):
    """What was brought back."""

    #: Contents paths of the files that have changed; not committed.
    restored: list[str]
    status: ModulesReply
