"""Checks of notebooks, and their runs on commits."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from jupyter_mlops.checks.model import CheckName, Severity, Verdict
from jupyter_mlops.checks.run_model import CheckRunState

#: A full commit id.
CommitId = Annotated[str, Meta(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class ChecksQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which project."""

    #: Contents path of a file or folder in it.
    path: str


class CheckFinding(Struct, frozen=True, kw_only=True):
    """Something that a check has found."""

    check: CheckName
    #: What kind of thing, stable, for programs.
    code: str
    severity: Severity
    message: str
    #: What to do about it; may be empty.
    hint: str
    #: Contents path of the notebook or module; null if it is about the project, or outside of the
    #: root.
    notebook: str | None
    #: The same below the project; empty if it is about the project.
    source: str
    #: The cell's id, or `@` and its index; null if no cell.
    cell: str | None
    #: Its index when it was checked, from 0; the id counts where the notebook has changed since.
    index: int | None
    #: Line within the cell, else within the file, from 1.
    line: int | None
    column: int | None
    #: Index of the output that it is in, from 0.
    output: int | None
    #: Name of the parameter set; empty for the notebook's own values.
    parameters: str
    fixable: bool
    #: A traceback or a difference, as plain text; may be empty.
    detail: str
    #: Names it as long as it stays the same.
    key: str


class CheckResultReply(Struct, frozen=True, kw_only=True):
    """How one check came out."""

    check: CheckName
    #: Its name for people.
    title: str
    verdict: Verdict
    findings: list[CheckFinding]
    #: How many findings there are, if more than are listed.
    count: int
    #: How many notebooks it looked at, and for how many the verdict was known.
    notebooks: int
    cached: int
    #: In seconds.
    duration: float
    #: Why it was skipped or is broken; else empty.
    message: str
    #: How many findings the baseline has set aside.
    accepted: int


class MetricChangeReply(Struct, frozen=True, kw_only=True):
    """A metric beside that of the base."""

    #: Path of the notebook below the project.
    notebook: str
    parameters: str
    name: str
    value: float
    base: float | None


class CheckProgress(Struct, frozen=True, kw_only=True):
    """How far checks are."""

    done: int
    total: int
    #: What is being done; may be empty.
    check: str
    #: Path of the notebook below the project; may be empty.
    notebook: str


class CheckRunReply(Struct, frozen=True, kw_only=True):
    """Checks of a commit, or of the files as they are."""

    id: str
    #: Contents path of the project's folder; null where that is above the root.
    project: str | None
    #: Full id; empty for the files as they are.
    commit: str
    subject: str
    state: CheckRunState
    origin: Literal["manual", "commit"]
    #: Only these checks and notebooks (paths below the project); empty for all.
    only_checks: list[CheckName]
    only_notebooks: list[str]
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    progress: CheckProgress
    #: As far as they are; empty in lists.
    results: list[CheckResultReply]
    metrics: list[MetricChangeReply]
    #: How many errors and warnings there are.
    errors: int
    warnings: int
    #: How many notebooks were looked at.
    notebooks: int
    #: Why it is broken; else empty.
    message: str


class CheckTitle(Struct, frozen=True, kw_only=True):
    """A check."""

    check: CheckName
    title: str
    #: First sentence of its page.
    summary: str
    #: Whether it runs nothing.
    static: bool


class ChecksReply(Struct, frozen=True, kw_only=True):
    """How the project stands, by its last checks."""

    #: Contents path of the project's folder; null where that is above the root.
    project: str | None
    #: Its folder's name.
    name: str
    #: Id of the commit that HEAD is; null outside of a repository, or before the first.
    head: str | None
    #: First line of its message.
    subject: str
    #: The newest run on HEAD, with its results; null if there was none.
    head_run: CheckRunReply | None
    #: The newest run on the files as they are; null if there was none.
    working_run: CheckRunReply | None
    #: The runs before it that say what is known of notebooks and checks that it leaves out, newest
    #: first, with their results; empty where it has looked at everything.
    working_before: list[CheckRunReply]
    #: The newest run on an earlier commit of the branch, without results; for a HEAD without any.
    earlier: CheckRunReply | None
    #: Checks that are on, in their order, with their names for people.
    checks: list[CheckTitle]
    #: How many notebooks there are.
    notebooks: int
    #: Why the settings cannot be read; else empty.
    trouble: str
    #: Whether the git hook that checks each commit is installed.
    hook: bool


class CheckRunsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Runs of a project's checks."""

    #: Contents path of a file or folder in it.
    path: str
    #: Only those of this commit.
    commit: CommitId | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class CheckRunsReply(Struct, frozen=True, kw_only=True):
    """Runs of a project's checks, newest first, without results."""

    runs: list[CheckRunReply]


class CheckRunRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Check a commit, or the files as they are."""

    #: Contents path of a file or folder in the project.
    path: str
    #: A full id; by default HEAD.
    commit: CommitId | None = None
    #: The files as they are, in place of a commit.
    working: bool = False
    #: Only these; all that are on by default.
    checks: list[CheckName] | None = None
    #: Only the notebook, or those in the folder, at `path`.
    only_path: bool = False
    origin: Literal["manual", "commit"] = "manual"
    #: Whether to do without what is known.
    fresh: bool = False


class CheckLogQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a log."""

    offset: Annotated[int, Meta(ge=0)] = 0


class CheckLogReply(Struct, frozen=True, kw_only=True):
    """A part of a log."""

    text: str
    #: Where the next part begins.
    next: int
    #: Whether no more will come.
    whole: bool


class VerdictsRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of commits."""

    #: Contents path of a file or folder in the project.
    path: str
    commits: Annotated[list[CommitId], Meta(max_length=1000)]


class CommitVerdict(Struct, frozen=True, kw_only=True):
    """The newest run on a commit."""

    commit: str
    run: str
    state: CheckRunState
    errors: int
    warnings: int
    #: Whether all checks and notebooks were in it.
    complete: bool


class VerdictsReply(Struct, frozen=True, kw_only=True):
    """What is known of commits; those without a run are missing."""

    verdicts: list[CommitVerdict]


class FixRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mend what can be mended without a decision, in the working files."""

    #: Contents path of a file or folder in the project.
    path: str
    #: Only these checks; all that mend something by default.
    checks: list[CheckName] | None = None
    #: Only these notebooks, paths below the project; all by default.
    notebooks: list[str] | None = None


class FixReply(Struct, frozen=True, kw_only=True):
    """What was mended."""

    #: Contents paths of the notebooks that were changed.
    notebooks: list[str]
    #: How many findings are gone with it.
    fixed: int


class GateRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Look at what a commit would hold."""

    #: `RepositoryReply.path`.
    repository: str


class GateReply(Struct, frozen=True, kw_only=True):
    """What a commit would hold that it had better not."""

    #: What keeps it from being made without an override.
    blocking: list[CheckFinding]
    #: All else that was found in the notebooks that it changes.
    warnings: list[CheckFinding]
