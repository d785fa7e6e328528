"""Clean worktrees of a commit, which come and go without the user's worktree noticing.

https://git-scm.com/docs/git-worktree
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import Final

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.attributes import select_with
from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lfs import LIMIT, lfs_pointer

#: No hook is run, and nothing is fetched: Git LFS would, file by file.
_ALONE: Final = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "filter.lfs.clean": "",
    "filter.lfs.process": "",
    "filter.lfs.required": "false",
    "filter.lfs.smudge": "",
}
#: How long files may take to be written, in seconds.
_LIMIT = 600.0
#: What Python and Jupyter leave behind everywhere.
_TRACES = frozenset({"__pycache__", ".ipynb_checkpoints"})


def add_checkout(root: Path, folder: Path, commit: str) -> None:
    """Writes the files of a commit to a new worktree, on no branch.

    Args:
        root: Of a worktree of the repository.
        folder: Where to; must not exist.
        commit: Its full id.

    Raises:
        GitError: Git refused, or took too long.
    """
    add = ("worktree", "add", "--quiet", "--detach", "--force")
    feed_git(root, *add, str(folder), commit, config=_ALONE, limit=_LIMIT)


def fill_checkout(folder: Path) -> list[str]:
    """Puts the files of Git LFS into a worktree, as far as they are on this machine.

    Returns:
        Those that are not: only Git LFS's notes of them are there.
    """
    try:
        uses_lfs = b"filter=lfs" in (folder / ".gitattributes").read_bytes()
    except OSError:
        uses_lfs = False
    if not uses_lfs:
        return []
    call_git(folder, "lfs", "checkout")  # where it isn't installed, git says so, and that is all
    paths = _names(feed_git(folder, "ls-files", "-z"))
    large = select_with(folder, "filter", "lfs", paths)
    return sorted(path for path in large if _is_pointer(folder / path))


def take_made(folder: Path, commit: str, place: Path) -> bool:
    """Moves what was made or changed in a worktree since it was written.

    Args:
        folder: The worktree.
        commit: The commit that it was written from.
        place: Where to, on the same filesystem; each file keeps its relative path.

    Returns:
        Whether there was anything.

    Raises:
        GitError: It cannot be told what was made.
        OSError: Something cannot be moved.
    """
    new = _names(feed_git(folder, "ls-files", "-z", "--others", "--directory"))
    differ = ("diff", "--name-only", "-z", "--no-renames", "--diff-filter=AMT")
    changed = _names(feed_git(folder, *differ, commit, config=_ALONE))
    made = [name for name in (*new, *changed) if not _TRACES & set(PurePosixPath(name).parts)]
    for name in made:
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / name).rename(target)
    return bool(made)


def remove_checkout(folder: Path) -> None:
    """Removes a worktree with all that is in it, and the repository's note of it."""
    try:
        common = read_layout(folder).common
        call_git(common, "worktree", "remove", "--force", "--force", str(folder))
    except MlopsError:  # the repository is gone
        pass
    shutil.rmtree(folder, ignore_errors=True)


def _is_pointer(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return lfs_pointer(stream.read(LIMIT))
    except OSError:
        return False


def _names(told: bytes) -> list[str]:
    return [os.fsdecode(name) for name in told.split(b"\0") if name]
