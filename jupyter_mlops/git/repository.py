"""Where the repository around a folder is."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.command import GitError, run_git

#: What to do where there is no repository.
MAKE_ONE = "make one: git init"


def find_worktree(folder: Path) -> Path | None:
    """Finds the root of the worktree around `folder`.

    Returns:
        None in a bare repository.

    Raises:
        NotFoundError: There is no repository around it, or git refuses to use it.
        UnavailableError: Git isn't installed.
    """
    try:
        return Path(os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel")))
    except GitError:
        pass  # no repository, a bare one, or inside of its `.git`
    try:
        run_git(folder, "rev-parse", "--git-dir")
    except GitError as error:
        raise _not_found(folder, error.message.rpartition("fatal: ")[2]) from error
    return None


def _not_found(folder: Path, reason: str) -> NotFoundError:
    """Says what git says, unless that is no more than that there is none."""
    message = f"no git repository around {folder.absolute()}"
    if reason.startswith("not a git repository"):
        return NotFoundError(message, hint=MAKE_ONE)
    return NotFoundError(f"{message}: {reason}")


def repository_file(folder: Path, name: str) -> Path:
    """Where git keeps a file of its own, such as `info/attributes`; shared by linked worktrees.

    Raises:
        NotFoundError: There is no repository around `folder`.
    """
    find_worktree(folder)
    return folder / os.fsdecode(run_git(folder, "rev-parse", "--git-path", name))
