"""Files that the index has under another name than the last commit."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_mlops.git.command import call_git


def staged_renames(root: Path) -> dict[str, str]:
    """Finds the renames that are staged, as `git status` does.

    Args:
        root: Of the worktree.

    Returns:
        Where each file was in the last commit, by where it is now; none without commits.
    """
    flags = ("--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z")
    done = call_git(root, "diff-index", *flags, "HEAD", "--")
    if done.status:  # no commit
        return {}
    fields = os.fsdecode(done.output).split("\0")
    return dict(zip(fields[2::3], fields[1::3], strict=False))
