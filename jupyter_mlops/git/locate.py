"""Whether there is a repository around a folder, and one that git may use."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.errors import ForbiddenError, NotFoundError
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.layout import marked_root
from jupyter_mlops.git.repository import find_worktree

_TRUST = 'git config --global --add safe.directory "$PWD"'


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
    return root.resolve()


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
