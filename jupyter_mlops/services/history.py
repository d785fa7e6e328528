"""Use case: look back: commits of a branch or a file, and what one has changed."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jupyter_mlops.git.changes import FileChange
from jupyter_mlops.git.log import Commit, read_commit_files, read_log, resolve_commit
from jupyter_mlops.git.tracking import find_commit

_HEAD = "HEAD"


class HistoryPage(Struct, frozen=True, kw_only=True):
    """Some commits, newest first."""

    commits: list[Commit]
    #: Whether there are more.
    more: bool


class CommitDetail(Struct, frozen=True, kw_only=True):
    """A commit, and the files that it changes against its first parent."""

    commit: Commit
    files: list[FileChange]


def read_history(
    root: Path, *, revision: str | None = None, path: str | None = None, skip: int = 0, limit: int
) -> HistoryPage:
    """Reads a page of the history.

    Args:
        root: Of the worktree.
        revision: Where to begin; by default HEAD, which may have no commit yet.
        path: Only what changed the file at this path, renames followed.
        skip: How many to leave out at the start.
        limit: How many at most.

    Raises:
        InvalidError: There is no such revision.
    """
    if revision is None and find_commit(root, _HEAD) is None:
        return HistoryPage(commits=[], more=False)
    oid = resolve_commit(root, revision or _HEAD)
    commits = read_log(root, oid, path=path, skip=skip, limit=limit + 1)
    return HistoryPage(commits=commits[:limit], more=len(commits) > limit)


def read_commit(root: Path, revision: str) -> CommitDetail:
    """Reads a commit with its files.

    Args:
        root: Of the worktree.
        revision: Which.

    Raises:
        InvalidError: There is no such revision.
    """
    (commit,) = read_log(root, resolve_commit(root, revision), limit=1)
    return CommitDetail(commit=commit, files=read_commit_files(root, commit))
