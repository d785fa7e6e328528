"""Git's plumbing for objects and refs of our own, which are nobody's business but ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jupyter_mlops.git.command import GitError, call_git

_NOBODY: Final = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "jupyter-mlops"), ("EMAIL", "jupyter-mlops@localhost"))
}
#: Neither the user's hooks nor their way of keeping an index or of signing has a say here.
_PLAIN: Final = {
    "commit.gpgSign": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.splitIndex": "false",
    "i18n.commitEncoding": "utf-8",
}


def plumb(
    root: Path, command: str, *arguments: str, data: str = "", env: Mapping[str, str] | None = None
) -> str:
    """Runs a command that makes or moves what is ours.

    Args:
        root: Of the worktree.
        command: The command.
        arguments: Its arguments.
        data: What it finds on standard input; names that are not UTF-8 are escaped as by
            `os.fsdecode`.
        env: Variables over those of this process; commits are by nobody.

    Returns:
        What it wrote, without white space around.

    Raises:
        GitError: It failed.
    """
    given = {**_NOBODY, **(env or {})}
    done = call_git(root, command, *arguments, data=os.fsencode(data), config=_PLAIN, env=given)
    if done.status:
        raise GitError(f"git {command} failed in {root}: {done.problem.strip()}")
    return os.fsdecode(done.output).strip()
