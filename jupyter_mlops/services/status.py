"""Use case: a repository as it is now, and what has changed in it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.layout import Kind, Layout, marked_root, read_layout
from jupyter_mlops.git.lock import Lock, break_lock, read_lock
from jupyter_mlops.git.state import RepositoryState, read_state
from jupyter_mlops.git.status import FileStatus, RepositoryStatus, read_status

if TYPE_CHECKING:
    from jupyter_mlops.git.configuration import Configuration

#: From this duration on, in seconds, git is asked to make it shorter the next time.
_SLOW = 0.5

#: Roots of worktrees of which the last status was slow: with files that were copied or touched, git
#: looks into all of them, each time until it may write down what it has seen.
_slow: set[Path] = set()

#: Where the Lab keeps a copy of each notebook; nobody's work.
_CHECKPOINTS = ".ipynb_checkpoints"


class Status(Struct, frozen=True, kw_only=True):
    """A worktree and its repository."""

    #: Root of the worktree, links resolved.
    root: Path
    kind: Kind
    #: Root of the worktree that this one lies in; None if in none.
    parent: Path | None
    #: Branch, commit and files.
    git: RepositoryStatus
    #: Names of the remotes.
    remotes: list[str]
    state: RepositoryState
    #: Whether git knows by whom commits are.
    has_identity: bool
    #: None unless the index is locked.
    lock: Lock | None
    #: Whether git stores notebooks through our clean filter here.
    filters_notebooks: bool


def find_status(folder: Path) -> Status | None:
    """The status of the repository around a folder.

    Args:
        folder: Where to look.

    Returns:
        None where there is no repository.

    Raises:
        ForbiddenError: Git does not trust it, for it belongs to somebody else.
        NotFoundError: It has no worktree, or is damaged.
        UnavailableError: Git isn't installed.
    """
    from jupyter_mlops.git.command import GitError
    from jupyter_mlops.git.locate import forget_worktrees, locate_worktree

    root = locate_worktree(folder)
    try:
        return None if root is None else repository_status(root)
    except (GitError, NotFoundError):
        forget_worktrees()
        if locate_worktree(folder) is not None:
            raise
        return None


def repository_status(root: Path) -> Status:
    """The status of a repository; the Lab's own untracked checkpoints don't count.

    Two small questions are asked while git goes through the files, which takes longer.

    Args:
        root: Of the worktree, links resolved.

    Raises:
        GitError: Git cannot read it.
    """
    from jupyter_mlops.git.configuration import read_configuration

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(_read, root)
        layout = read_layout(root)
        configuration = read_configuration(root)
        filters = _filters_notebooks(root, configuration)
        status = reading.result()
    return Status(
        root=root,
        kind=layout.kind,
        parent=_parent(layout),
        git=structs.replace(status, files=[file for file in status.files if counts(file)]),
        remotes=configuration.remotes,
        state=read_state(layout.own),
        has_identity=configuration.knows_identity,
        lock=read_lock(root),
        filters_notebooks=filters,
    )


def unlock(root: Path) -> Status:
    """Takes away a lock that git has left behind.

    Args:
        root: Of the worktree, links resolved.

    Raises:
        LockedError: It is young, or a git is at work that could hold it.
    """
    break_lock(root)
    return repository_status(root)


def _read(root: Path) -> RepositoryStatus:
    begun = time.monotonic()
    status = read_status(root, remember=root in _slow)
    if time.monotonic() - begun > _SLOW:
        _slow.add(root)
    else:
        _slow.discard(root)
    return status


def counts(file: FileStatus) -> bool:
    """Whether a file is somebody's work, and not a copy that the Lab keeps for itself."""
    if not file.untracked or _CHECKPOINTS not in file.path:
        return True
    return _CHECKPOINTS not in PurePosixPath(file.path).parts


def _parent(layout: Layout) -> Path | None:
    above = layout.root.parent
    return None if above == layout.root else marked_root(above)


def _filters_notebooks(root: Path, configuration: Configuration) -> bool:
    from jupyter_mlops.git.attributes import driver_of_notebooks
    from jupyter_mlops.git.drivers import NAME

    if not configuration.get(f"filter.{NAME}.process"):
        return False
    return driver_of_notebooks(root, "filter") == NAME
