"""The newest commit of a branch, asked for so often that no process is started for it."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.branches import HEADS, REMOTES
from jupyter_mlops.git.layout import read_layout

_ID = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


def read_tip(root: Path, branch: str) -> str | None:
    """The commit that a branch points to.

    Args:
        root: Of a worktree.
        branch: Its name, `main`; or with its remote, `origin/main`, as of the last fetch.

    Returns:
        The full id; None if there is no such branch.

    Raises:
        NotFoundError: There is no repository.
        GitError: It cannot be read.
    """
    common = read_layout(root).common
    for name in (HEADS + branch, REMOTES + branch):
        try:
            text = (common / name).read_text("ascii").strip()
        except (OSError, ValueError):  # packed, kept in another form, or no name for a file
            continue
        if _ID.fullmatch(text):
            return text
    return _ask(root, branch)


def _ask(root: Path, branch: str) -> str | None:
    with closing(Objects(root)) as objects:
        for name in (HEADS + branch, REMOTES + branch):
            found = objects.find(f"{name}^{{commit}}")
            if found is not None:
                return found.oid
    return None
