"""Puts whole files into the index as `git add` does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.lock import patiently

_FROM_INPUT: Final = ("--pathspec-from-file=-", "--pathspec-file-nul")
#: A hook that fails after a checkout would make one that was done look like one that wasn't.
_NO_HOOKS: Final = {"core.hooksPath": os.devnull}
#: All or nothing, whatever the user prefers.
_PLAIN: Final = {"add.ignoreErrors": "false", "advice.addEmbeddedRepo": "false"}


def add_files(root: Path, paths: Sequence[str]) -> None:
    """Puts working files into the index, through git's filters; those that are gone, out of it.

    Args:
        root: Of the worktree.
        paths: Git's names of them; each on the disk or in the index.

    Raises:
        LockedError: Another git holds the index.
        GitError: Git refused one of them; then none is in it.
    """
    if paths:
        data = _joined(paths)
        patiently(
            root, lambda: feed_git(root, "add", "--all", *_FROM_INPUT, data=data, config=_PLAIN)
        )


def restore_files(root: Path, paths: Sequence[str]) -> None:
    """Writes files of the last commit over the working files and into the index.

    Args:
        root: Of the worktree.
        paths: Git's names of files of that commit.

    Raises:
        LockedError: Another git holds the index.
        GitError: Git could not write one of them.
    """
    if paths:
        data = _joined(paths)
        flags = ("--source=HEAD", "--staged", "--worktree", *_FROM_INPUT)
        patiently(root, lambda: feed_git(root, "restore", *flags, data=data, config=_NO_HOOKS))


def _joined(paths: Sequence[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)
