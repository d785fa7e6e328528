"""The repository around a path, and what of it has changed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

#: What git is in the middle of.
RepositoryState = Literal[
    "normal", "merging", "rebasing", "cherry-picking", "reverting", "bisecting"
]


class PathQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """About what."""

    #: Contents path of a file or folder.
    path: str


class RepositoryQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which repository."""

    #: `RepositoryReply.path`.
    repository: str


class UpstreamReply(Struct, frozen=True, kw_only=True):
    """What the branch follows."""

    #: Such as `origin/main`.
    name: str
    #: Commits that only we have.
    ahead: int
    #: Commits that only the upstream has, as of the last fetch.
    behind: int
    #: Whether it no longer exists.
    gone: bool


class LockReply(Struct, frozen=True, kw_only=True):
    """The index is locked."""

    #: How long ago the lock was taken, in seconds.
    age: float
    #: Whether no git runs in this repository that could hold it, as far as can be seen.
    abandoned: bool


class RepositoryReply(Struct, frozen=True, kw_only=True):
    """A repository, as it is now."""

    #: Names it in requests: contents path of its worktree's root; of the server's root (empty)
    #: where the worktree begins above that.
    path: str
    #: Its folder's name.
    name: str
    #: Contents path of the repository that this one is a submodule of, or lies in; null if none.
    parent: str | None
    #: Whether it is a submodule, or a linked worktree.
    kind: Literal["repository", "submodule", "linked"]
    #: Name of the branch; null if HEAD is detached.
    branch: str | None
    #: Id of the commit; null in a repository without any.
    commit: str | None
    #: What the branch follows; null if nothing.
    upstream: UpstreamReply | None
    #: Names of the remotes.
    remotes: list[str]
    state: RepositoryState
    #: Whether git knows by whom commits are.
    has_identity: bool
    #: Null unless the index is locked.
    lock: LockReply | None
    #: Whether git stores notebooks through our clean filter here, which keeps outputs out.
    filters_notebooks: bool
    #: Whether changes are told by events; where they can't be watched, ask now and then.
    watched: bool


class FileReply(Struct, frozen=True, kw_only=True):
    """A file that differs from the last commit."""

    #: Contents path.
    path: str
    #: Where it was in the last commit; null if there.
    old_path: str | None
    #: How to show it.
    kind: Literal["notebook", "text", "image", "submodule"]
    change: Literal["added", "modified", "deleted", "renamed", "untracked", "conflict"]
    #: How much of it is in the index.
    staged: Literal["none", "some", "all"]
    #: Whether it can be acted on from here; names that are not UTF-8 cannot be sent.
    actionable: bool


class StatusReply(Struct, frozen=True, kw_only=True):
    """A repository and what has changed in it."""

    #: Null where there is none around the path.
    repository: RepositoryReply | None
    #: Contents path of the folder that a repository would be made in, where there is none.
    folder: str
    #: By path; only those below the server's root, at most 5,000.
    files: list[FileReply]
    #: How many more there are below the root.
    omitted: int
    #: How many files differ outside of the server's root.
    outside: int
    #: How many of these are staged, and so in the next commit.
    outside_staged: int


class InitRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Make a repository."""

    #: Contents path of a folder that lies in none.
    path: str
    #: Whether to set up diff, merge and clean of notebooks in it.
    set_up: bool = True


class RepositoryRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which repository."""

    #: `RepositoryReply.path`.
    repository: str
