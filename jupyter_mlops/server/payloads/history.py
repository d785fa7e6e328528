"""Branches and commits."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from jupyter_mlops.server.payloads.repository import UpstreamReply


class BranchReply(Struct, frozen=True, kw_only=True):
    """A branch, here or on a remote."""

    #: Such as `main`, or `origin/main`.
    name: str
    #: Whether it is one of a remote's, as of the last fetch.
    remote: bool
    current: bool
    commit: str
    subject: str
    #: When that was committed.
    at: datetime
    upstream: UpstreamReply | None
    #: Contents path of the linked worktree that has it checked out, `?` if outside; null if none.
    worktree: str | None


class BranchesReply(Struct, frozen=True, kw_only=True):
    """All branches, those last committed to first."""

    branches: list[BranchReply]


class SwitchRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Switch to a branch, made first if asked for."""

    repository: str
    #: Its name; that of a remote makes a local one that follows it.
    branch: str
    #: Make it.
    create: bool = False
    #: Where a new one starts: a revision; by default HEAD.
    start: str | None = None
    #: What happens to changes that are in the way: stop with `would_overwrite`; merge them into
    #: the branch's files; set them aside, to come back on this branch by the restore list.
    changes: Literal["stop", "merge", "set-aside"] = "stop"


class SwitchReply(Struct, frozen=True, kw_only=True):
    """Where one is now."""

    branch: str
    #: Contents paths of files that hold conflicts now.
    conflicts: list[str]
    #: Id in the restore list of what was set aside; null if nothing was.
    set_aside: str | None


class HistoryQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which commits, newest first."""

    repository: str
    #: Only those that changed the file at this contents path, renames followed.
    path: str | None = None
    #: From this revision on; by default HEAD.
    revision: str | None = None
    #: How many to leave out at the start.
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class CommitSummary(Struct, frozen=True, kw_only=True):
    """A commit as lists show it."""

    commit: str
    #: Ids of its parents; the first is what it is compared with.
    parents: list[str]
    author: str
    email: str
    at: datetime
    subject: str
    body: str
    #: Branches and tags that point to it.
    refs: list[str]
    #: Contents path that the file had then, if a path was asked for.
    path: str | None


class HistoryReply(Struct, frozen=True, kw_only=True):
    """Commits, newest first."""

    commits: list[CommitSummary]
    #: Whether there are more.
    more: bool


class CommitQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The files of a commit."""

    repository: str
    #: A revision.
    commit: str


class CommitFile(Struct, frozen=True, kw_only=True):
    """A file that a commit changes."""

    path: str
    old_path: str | None
    kind: Literal["notebook", "text", "image", "submodule"]
    change: Literal["added", "modified", "deleted", "renamed"]


class CommitFilesReply(Struct, frozen=True, kw_only=True):
    """What a commit changes, against its first parent."""

    commit: CommitSummary
    files: list[CommitFile]
