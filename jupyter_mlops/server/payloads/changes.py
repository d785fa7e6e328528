"""Changes: by cell, by hunk; staged, unstaged, discarded, committed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from jupyter_mlops.notebooks.staging.model import CellChange, CellCounts, Choice, PartState


class Unsaved(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document as the Lab holds it, in place of what is on disk."""

    #: Of a notebook: as nbformat 4 has it.
    notebook: dict[str, Any] | None = None
    #: Ids of cells without `outputs` in `notebook`, for these are as on disk.
    outputs_on_disk: list[str] = field(default_factory=list)
    #: Of another file: its text.
    text: str | None = None


class ChangesRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has changed in a file."""

    #: Contents path.
    path: str
    #: The document if it isn't saved.
    unsaved: Unsaved | None = None


class CellsReply(Struct, frozen=True, kw_only=True):
    """What has changed in a notebook, cell by cell."""

    path: str
    #: Of what the answer was made; for `StageFile.version`.
    version: str
    cells: list[CellChange]
    counts: CellCounts
    #: What differs outside of the cells; null if nothing does.
    notebook: PartState | None
    #: Why it can't be told by cell: a conflict, no notebook; empty if it can.
    problem: str


class HunkReply(Struct, frozen=True, kw_only=True):
    """Lines of a text that differ from the last commit."""

    #: Names it for `StageFile.hunks`.
    key: str
    #: First line in the last commit and in the file, from 0, and how many.
    base: int
    base_lines: int
    head: int
    head_lines: int
    #: Its first line that says something, at most 120 characters.
    preview: str
    state: PartState


class HunksReply(Struct, frozen=True, kw_only=True):
    """What has changed in a text, hunk by hunk."""

    path: str
    #: For `StageFile.version`.
    version: str
    hunks: list[HunkReply]
    #: Why it can't be told by hunk: binary, too large; empty if it can.
    problem: str


class StageFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of a file."""

    #: Contents path.
    path: str
    #: Only these changes of a notebook; null for all.
    cells: list[Choice] | None = None
    #: Only these hunks of a text, by their keys; null for all.
    hunks: list[str] | None = None
    #: What was looked at when choosing; refused as stale if it isn't any more.
    version: str | None = None
    #: The document if it isn't saved.
    unsaved: Unsaved | None = None


class StageRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put changes into the index, or take them out of it."""

    repository: str
    files: list[StageFile]
    #: Whether outputs of notebooks stay out, unless they are chosen by name.
    code_only: bool = True
    #: Whether files of more than 100 MB are meant.
    allow_large: bool = False


class DiscardRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take changes out of the files and the index; they go to the restore list."""

    repository: str
    #: Of files that are saved.
    files: list[StageFile]


class DiscardedReply(Struct, frozen=True, kw_only=True):
    """What was discarded at one time."""

    id: str
    at: datetime
    #: Contents paths of the files.
    paths: list[str]
    #: What it was, such as `3 cells of train.ipynb`.
    title: str


class DiscardedListReply(Struct, frozen=True, kw_only=True):
    """The restore list, newest first."""

    discarded: list[DiscardedReply]


class SuggestionReply(Struct, frozen=True, kw_only=True):
    """What a commit message could say."""

    subject: str


class SuggestionQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which change."""

    repository: str
    #: The message of the last commit instead, to amend it.
    amend: bool = False


class Identity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By whom commits are."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    email: Annotated[str, Meta(min_length=1, max_length=200)]


class CommitRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Commit what is in the index."""

    repository: str
    message: str
    #: Replace the last commit.
    amend: bool = False
    #: Add a `Signed-off-by` line.
    signoff: bool = False
    #: The commit that was looked at; refused as stale if HEAD is another. Empty: none yet.
    expected: str | None = None
    #: By whom, where git doesn't know; remembered in the repository's configuration.
    identity: Identity | None = None
    #: Why it is to be made although a check stands in its way (`gate_blocked`); told in the commit.
    override: Annotated[str, Meta(min_length=1, max_length=500)] | None = None


class CommitReply(Struct, frozen=True, kw_only=True):
    """A commit that was made."""

    commit: str
    subject: str
    #: How many files it changes.
    files: int
    #: What hooks have said.
    output: str
    #: How many warnings the checks of its notebooks have.
    warnings: int = 0
