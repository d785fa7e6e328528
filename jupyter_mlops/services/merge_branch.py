"""Merges a branch into the one that is checked out, as git does it, with our driver."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_mlops.errors import ConflictError, HookError, LockedError, MlopsError
from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.incoming import unmerged_paths
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lock import find_locks

#: What a merge may take, in seconds: it is not interrupted, as files are half written meanwhile.
_LIMIT = 1800.0
_HOOKS = ("pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-merge")
_COMMAND = ("merge", "--no-edit", "--no-overwrite-ignore", "--no-progress")
#: Whatever the user has configured, both sides are merged where they have to be, and only then.
_PLAIN = {"merge.ff": "true", "merge.autoStash": "false"}


def merge_branch(root: Path, ref: str) -> list[str]:
    """Merges.

    Args:
        root: Of the worktree; the caller holds its `index_guard`.
        ref: Full name of the ref.

    Returns:
        Git's paths of the files that have conflicts now.

    Raises:
        HookError: A hook refused the commit; the merge waits for it.
        LockedError: Another git is at work.
        ConflictError: Git refused for another reason; nothing has changed.
    """
    done = call_git(root, *_COMMAND, ref, config=_PLAIN, as_user=True, limit=_LIMIT)
    if not done.status:
        return []
    conflicts = unmerged_paths(root)
    if conflicts:
        return conflicts
    raise _failure(root, f"{os.fsdecode(done.output)}{done.problem}".strip())


def _failure(root: Path, said: str) -> MlopsError:
    layout = read_layout(root)
    if find_locks(layout):
        return LockedError(
            "another git is at work here", hint="wait until it is done, or unlock the repository"
        )
    if (layout.own / "MERGE_HEAD").exists() and _has_hook(root):
        return HookError(
            "a hook refused the merge's commit",
            hint="mend what it complains of, then commit to finish the merge",
            detail=said,
        )
    return ConflictError("git could not merge", hint="look at what it said", detail=said)


def _has_hook(root: Path) -> bool:
    told = feed_git(root, "rev-parse", "--git-path", "hooks")
    folder = root / os.fsdecode(told).rstrip("\n")
    return any((folder / name).is_file() for name in _HOOKS)
