"""Where a file stands: the commit at HEAD, and whether that commit tells everything."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.git.command import GitError, run_git

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)

_OID = b"# branch.oid "
#: What porcelain v2 says in place of a commit on a branch that has none.
_UNBORN = b"(initial)"


class Head(Struct, frozen=True, kw_only=True):
    """The commit that is checked out."""

    #: Full hexadecimal commit id.
    commit: str
    #: Whether the worktree differs from it.
    dirty: bool


def read_head(file: Path) -> Head | None:
    """Reads the commit at HEAD and whether the worktree differs from it.

    Dirty is a worktree in which any tracked file was changed, added or removed, staged or not, or
    in which `file` itself is not tracked: then the commit alone does not bring back its content.
    Other untracked files don't count. Links are followed: what counts is the repository that
    holds the content.

    Costs nothing outside of a repository, else one git process, or two where the worktree is
    clean.

    Args:
        file: The file that is asked about.

    Returns:
        The commit; None outside of a repository, on a branch without commits, without git, and
        where git refuses (with a warning in the log).
    """
    file = file.resolve()
    if not any((folder / ".git").exists() for folder in file.parents):
        return None
    try:
        commit, changed = _read_status(file.parent)
        if not commit:
            return None
        return Head(commit=commit, dirty=changed or not _is_tracked(file))
    except UnavailableError as error:
        _log.info("no commit known for %s: %s", file, error)
    except GitError as error:
        _log.warning("no commit known for %s: %s", file, error)
    return None


def _read_status(folder: Path) -> tuple[str, bool]:
    """Reads HEAD's commit, empty where there is none, and whether tracked files differ from it.

    https://git-scm.com/docs/git-status#_porcelain_format_version_2
    """
    status = run_git(
        folder,
        "status",
        "--porcelain=v2",
        "-z",
        "--branch",
        "--no-ahead-behind",
        "--no-renames",
        "--untracked-files=no",
        "--ignore-submodules=untracked",
    )
    commit = b""
    changed = False
    for entry in status.split(b"\0"):
        if entry.startswith(_OID):
            commit = entry.removeprefix(_OID)
        elif entry and not entry.startswith(b"# "):
            changed = True
    return ("" if commit == _UNBORN else commit.decode("ascii")), changed


def _is_tracked(file: Path) -> bool:
    return bool(run_git(file.parent, "ls-files", "-z", "--", file.name))
