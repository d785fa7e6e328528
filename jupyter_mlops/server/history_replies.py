"""From branches and commits to payloads: git's paths become contents paths."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Final

from msgspec import structs

from jupyter_mlops.git.branches import Branch
from jupyter_mlops.git.changes import FileChange
from jupyter_mlops.git.log import Commit
from jupyter_mlops.server.payloads.history import (
    BranchesReply,
    BranchReply,
    CommitFile,
    CommitFilesReply,
    CommitSummary,
    HistoryReply,
    SwitchReply,
)
from jupyter_mlops.server.payloads.repository import UpstreamReply
from jupyter_mlops.server.worktrees import Worktree
from jupyter_mlops.services.file_kinds import file_kind
from jupyter_mlops.services.history import CommitDetail, HistoryPage
from jupyter_mlops.services.switch import Switched
from jupyter_mlops.services.working import SUBMODULE

#: Where a branch is checked out that cannot be reached from the server's root.
_OUTSIDE: Final = "?"


def branches_reply(worktree: Worktree, branches: Iterable[Branch]) -> BranchesReply:
    """The branches as the worktree's user sees them."""
    return BranchesReply(branches=[_branch(worktree, branch) for branch in branches])


def history_reply(worktree: Worktree, page: HistoryPage) -> HistoryReply:
    """A page of the history."""
    commits = [_commit(worktree, commit) for commit in page.commits]
    return HistoryReply(commits=commits, more=page.more)


def commit_files_reply(worktree: Worktree, detail: CommitDetail) -> CommitFilesReply:
    """A commit with its files, as far as they lie below the server's root."""
    found = (_file(worktree, change) for change in detail.files)
    return CommitFilesReply(
        commit=_commit(worktree, detail.commit), files=[file for file in found if file is not None]
    )


def switch_reply(worktree: Worktree, switched: Switched) -> SwitchReply:
    """Where one is now; conflicts as far as they lie below the server's root."""
    paths = map(worktree.contents_path, switched.conflicts)
    return SwitchReply(
        branch=_text(switched.branch),
        conflicts=[path for path in paths if path is not None],
        set_aside=switched.set_aside,
    )


def _branch(worktree: Worktree, branch: Branch) -> BranchReply:
    upstream = branch.upstream
    elsewhere = None if branch.current else branch.worktree
    return BranchReply(
        name=_text(branch.name),
        remote=branch.remote,
        current=branch.current,
        commit=branch.commit,
        subject=_text(branch.subject),
        at=branch.at,
        upstream=None if upstream is None else UpstreamReply(**structs.asdict(upstream)),
        worktree=None if elsewhere is None else worktree.server.path(elsewhere) or _OUTSIDE,
    )


def _commit(worktree: Worktree, commit: Commit) -> CommitSummary:
    return CommitSummary(
        commit=commit.oid,
        parents=commit.parents,
        author=commit.author,
        email=commit.email,
        at=commit.at,
        subject=commit.subject,
        body=commit.body,
        refs=commit.refs,
        path=None if commit.path is None else worktree.contents_path(commit.path),
    )


def _file(worktree: Worktree, change: FileChange) -> CommitFile | None:
    path = worktree.contents_path(change.path)
    if path is None:
        return None
    old = None if change.old_path is None else worktree.contents_path(change.old_path)
    submodule = SUBMODULE in (side.mode for side in (change.base, change.head) if side)
    told: Any = change.status
    if change.old_path is not None and old is None:
        told = "added"  # to who doesn't see where it came from
    return CommitFile(
        path=path, old_path=old, kind="submodule" if submodule else file_kind(path), change=told
    )


def _text(value: str) -> str:
    return os.fsencode(value).decode("utf-8", "replace")
