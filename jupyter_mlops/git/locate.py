"""Whether there is a repository around a folder, and one that git may use."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_mlops.errors import ForbiddenError, NotFoundError
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.layout import marked_root
from jupyter_mlops.git.repository import find_worktree

_TRUST = 'git config --global --add safe.directory "$PWD"'

#: Roots that git has accepted, each found as the nearest folder with a `.git`.
_known: set[Path] = set()


def locate_worktree(folder: Path) -> Path | None:
    """Finds the root of the worktree around a folder.

    Args:
        folder: Where to look.

    Returns:
        The root, links resolved; None where there is no repository at all.

    Raises:
        ForbiddenError: Git does not trust the repository, for it belongs to somebody else.
        NotFoundError: There is one, but without a worktree, or damaged.
        UnavailableError: Git isn't installed.
    """
    marked = _known_root(folder)
    if marked is not None:
        return marked
    try:
        root = find_worktree(folder)
    except NotFoundError as error:
        marked = marked_root(folder)
        if marked is None:
            return None
        raise _refusal(marked) from error
    if root is None:
        raise NotFoundError(
            f"{folder} lies in a repository's own files",
            hint="choose a folder with your files; a bare repository has none",
        )
    root = root.resolve()
    if root == marked_root(folder.resolve()):
        _known.add(root)
    return root


def forget_worktrees() -> None:
    """Asks git again where worktrees are, for one that was known can no longer be read."""
    _known.clear()


def _known_root(folder: Path) -> Path | None:
    """The root around a folder, if git has told it before, and nothing can have changed that.

    Asking git takes longer than anything else that a status has to wait for.
    """
    if any(name in os.environ for name in ("GIT_DIR", "GIT_WORK_TREE")):
        return None
    folder = folder.resolve()
    root = marked_root(folder)
    if root not in _known:
        return None
    inner = folder
    while inner != root:
        # Git's own files, or a bare repository, which has no marker but is found first.
        if inner.name == ".git" or (inner / "HEAD").exists():
            return None
        inner = inner.parent
    return root


def _refusal(root: Path) -> ForbiddenError | NotFoundError:
    """Why git does not use a repository: it does once told to trust all of them, or it can't."""
    ask = ("rev-parse", "--git-dir")
    said = call_git(root, *ask).problem.strip()
    if call_git(root, *ask, config={"safe.directory": "*"}).status == 0:
        return ForbiddenError(
            f"git does not trust the repository in {root}, for it belongs to somebody else",
            hint=f"if you do, say so in a terminal there: {_TRUST}",
            detail=said,
        )
    return NotFoundError(
        f"the repository in {root} cannot be used",
        hint="look in a terminal there: git status",
        detail=said,
    )
