"""What git is in the middle of, told by the files that it leaves until it is done."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

RepositoryState = Literal[
    "normal", "merging", "rebasing", "cherry-picking", "reverting", "bisecting"
]

#: The first that is there tells: a rebase that stops at a conflict is also a cherry-pick.
_FILES: tuple[tuple[str, RepositoryState], ...] = (
    ("rebase-merge", "rebasing"),
    ("rebase-apply", "rebasing"),
    ("MERGE_HEAD", "merging"),
    ("CHERRY_PICK_HEAD", "cherry-picking"),
    ("REVERT_HEAD", "reverting"),
    ("BISECT_LOG", "bisecting"),
)


def read_state(own: Path) -> RepositoryState:
    """What a worktree is in the middle of.

    Args:
        own: The worktree's own folder in the repository.
    """
    return next((state for name, state in _FILES if (own / name).exists()), "normal")


def prepared_message(own: Path) -> str:
    """The message that git has prepared for the commit that ends a merge or the like.

    Args:
        own: The worktree's own folder in the repository.

    Returns:
        Its first line; empty where there is none.
    """
    try:
        text = (own / "MERGE_MSG").read_text("utf-8", "replace")
    except OSError:
        return ""
    return next((line for line in text.splitlines() if line and not line.startswith("#")), "")
