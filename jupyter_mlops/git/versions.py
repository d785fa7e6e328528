"""Working files as a commit has them, through the filters and line ends that attributes ask for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.index import IndexEntry
from jupyter_mlops.git.lock import patiently

#: A hook that fails after a checkout would make one that was done look like one that wasn't.
_NO_HOOKS: Final = {"core.hooksPath": os.devnull}


def changed_from(root: Path, entries: Sequence[IndexEntry]) -> list[IndexEntry]:
    """Those of some files of a commit that git would store otherwise from the disk.

    Args:
        root: Of the worktree.
        entries: Files of a commit.

    Raises:
        GitError: A file cannot be read.
    """
    there = [each.path for each in entries if (root / each.path).is_file()]
    data = b"".join(os.fsencode(path) + b"\n" for path in there)
    told = feed_git(root, "hash-object", "--stdin-paths", data=data).decode("ascii").split()
    now = dict(zip(there, told, strict=True))
    return [each for each in entries if now.get(each.path) != each.oid]


def restore_from(root: Path, commit: str, paths: Sequence[str]) -> None:
    """Writes files as a commit has them; the index stays as it is.

    Args:
        root: Of the worktree.
        commit: Full id.
        paths: From the root, with `/`.

    Raises:
        LockedError: Another git is at work.
        GitError: One isn't in the commit, or cannot be written.
    """
    data = b"".join(os.fsencode(path) + b"\0" for path in paths)
    options = ("--worktree", "--pathspec-from-file=-", "--pathspec-file-nul")
    words = ("restore", f"--source={commit}", *options)
    patiently(root, lambda: feed_git(root, *words, data=data, config=_NO_HOOKS))
