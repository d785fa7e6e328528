"""Keeps what is made in a worktree out of git, for this clone only.

https://git-scm.com/docs/gitignore
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.repository import repository_file

#: The command refuses to run with what we ask for everywhere else, and takes paths as paths anyway.
_NO_MAGIC: Final = {"GIT_LITERAL_PATHSPECS": "0"}


def exclude(root: Path, folder: str) -> None:
    """Has git ignore a folder, if it doesn't yet.

    Args:
        root: Of the worktree.
        folder: Its path from there, with `/`.

    Raises:
        StorageError: The list of the repository cannot be written.
    """
    asked = ("check-ignore", "--quiet", "--no-index", "--", f"{folder}/any")
    if call_git(root, *asked, env=_NO_MAGIC).status == 0:
        return
    file = repository_file(root, "info/exclude")
    try:
        before = file.read_bytes()
    except FileNotFoundError:
        before = b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    ensure_folder(file.parent)
    write_atomically(file, before + gap + f"/{folder}/\n".encode())
