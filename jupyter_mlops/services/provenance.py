"""Tells which commit a notebook is run from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_mlops.git.head import read_head
from jupyter_mlops.jobs.model import Provenance

if TYPE_CHECKING:
    from pathlib import Path


def read_provenance(file: Path) -> Provenance | None:
    """Reads what git knows about `file`, as a run records it.

    Args:
        file: The notebook.

    Returns:
        The commit at HEAD and whether the worktree differs from it; None where git has no answer.
    """
    head = read_head(file)
    return None if head is None else Provenance(commit=head.commit, dirty=head.dirty)
