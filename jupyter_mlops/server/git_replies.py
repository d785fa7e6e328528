"""From the status of a repository to payloads: git's paths become contents paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import structs

from jupyter_mlops.git.status import FileStatus
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.repository import (
    FileReply,
    LockReply,
    RepositoryReply,
    StatusReply,
    UpstreamReply,
)
from jupyter_mlops.server.worktrees import Worktree
from jupyter_mlops.services.file_kinds import file_kind
from jupyter_mlops.services.status import Status

_Change = Literal["added", "modified", "deleted", "renamed", "untracked", "conflict"]
_Staged = Literal["none", "some", "all"]

#: By git's letter, the most telling first; all others are modifications.
_CHANGES: Final[tuple[tuple[str, _Change], ...]] = (
    ("D", "deleted"),
    ("R", "renamed"),
    ("A", "added"),
    ("C", "added"),
)

#: Most files that a reply lists.
MOST: Final = 5000


def status_reply(worktree: Worktree, status: Status, *, watched: bool) -> StatusReply:
    """A repository and what has changed in it below the server's root.

    Where there are too many files, it is untracked ones that are left out first.

    Args:
        worktree: Which.
        status: Its status.
        watched: Whether changes of it are told by events.
    """
    prefix = worktree.prefix
    inside = [file for file in status.git.files if file.path.startswith(prefix)]
    outside = [file for file in status.git.files if not file.path.startswith(prefix)]
    listed = inside
    if len(inside) > MOST:
        listed = sorted(inside, key=lambda file: (file.untracked, file.path))[:MOST]
    named = _namer(worktree)
    return StatusReply(
        repository=_repository(worktree, status, watched=watched),
        folder=worktree.path,
        files=sorted((_file(file, named) for file in listed), key=lambda file: file.path),
        omitted=len(inside) - len(listed),
        outside=len(outside),
        outside_staged=sum(_staged(file) != "none" for file in outside),
    )


def no_repository_reply(root: Root, folder: Path) -> StatusReply:
    """That there is no repository around a folder, but could be one in it.

    Args:
        root: The server's root.
        folder: A folder below it.
    """
    return StatusReply(
        repository=None,
        folder=Worktree(root=folder, server=root).path,
        files=[],
        omitted=0,
        outside=0,
        outside_staged=0,
    )


def watch(settings: Mapping[str, Any], worktree: Worktree) -> bool:
    """Sees to it that changes in a worktree are told; whether they are.

    Args:
        settings: The server's.
        worktree: Which.
    """
    watchers = settings.get("mlops_repositories")
    return watchers is not None and bool(watchers.watch(worktree))


def _repository(worktree: Worktree, status: Status, *, watched: bool) -> RepositoryReply:
    git, lock = status.git, status.lock
    return RepositoryReply(
        path=worktree.path,
        name=_text(status.root.name),
        parent=_parent(worktree, status.parent),
        kind=status.kind,
        branch=None if git.branch is None else _text(git.branch),
        commit=git.commit,
        upstream=None if git.upstream is None else UpstreamReply(**structs.asdict(git.upstream)),
        remotes=[_text(name) for name in status.remotes],
        state=status.state,
        has_identity=status.has_identity,
        lock=None if lock is None else LockReply(age=lock.age, abandoned=lock.abandoned),
        filters_notebooks=status.filters_notebooks,
        watched=watched,
    )


def _parent(worktree: Worktree, parent: Path | None) -> str | None:
    """Contents path of the repository around; none from the server's root on upwards."""
    if parent is None or not worktree.path:
        return None
    return Worktree(root=parent, server=worktree.server).path


def _file(file: FileStatus, named: Callable[[str], str | None]) -> FileReply:
    nested = file.path.endswith("/")
    # What has changed inside of a submodule is for that one to commit.
    stageable = not nested and (not file.submodule or file.moved or _staged(file) != "none")
    # What came from outside of the server's root is new to who sees only that.
    old = None if file.old_path is None else named(file.old_path)
    return FileReply(
        path=_text(named(file.path.rstrip("/")) or ""),
        old_path=None if old is None else _text(old),
        kind="submodule" if file.submodule or nested else file_kind(file.path),
        change="added" if file.old_path is not None and old is None else _change(file),
        staged=_staged(file),
        actionable=stageable and _text(file.path) == file.path,
    )


def _change(file: FileStatus) -> _Change:
    if file.unmerged:
        return "conflict"
    if file.untracked:
        return "untracked"
    letters = file.index + file.worktree
    return next((change for letter, change in _CHANGES if letter in letters), "modified")


def _staged(file: FileStatus) -> _Staged:
    if file.unmerged or file.index in ".?":
        return "none"
    return "all" if file.worktree == "." else "some"


def _namer(worktree: Worktree) -> Callable[[str], str | None]:
    """How git's paths become contents paths, without asking the disk for each."""
    if prefix := worktree.prefix:
        return lambda path: path.removeprefix(prefix) if path.startswith(prefix) else None
    base = f"{worktree.path}/" if worktree.path else ""
    return lambda path: base + path


def _text(path: str) -> str:
    """A path as text that can be encoded; bytes that are not UTF-8 become `�`."""
    return os.fsencode(path).decode("utf-8", "replace")
