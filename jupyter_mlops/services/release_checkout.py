"""Clean worktrees in which releases are made and built; they are gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_mlops.git.checkouts import add_checkout, fill_checkout, remove_checkout
from jupyter_mlops.services.package_history import PackageHistory


@contextmanager
def clean_checkout(history: PackageHistory, commit: str) -> Iterator[tuple[Path, Path]]:
    """A worktree of a commit, on no branch, and an empty folder beside it.

    Args:
        history: The package's.
        commit: Full id.

    Yields:
        The worktree's root, and the folder.

    Raises:
        GitError: The commit's files cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="jupyter-mlops-release-") as name:
        folder, out = Path(name).resolve() / "checkout", Path(name).resolve() / "out"
        out.mkdir()
        add_checkout(history.root, folder, commit)
        try:
            fill_checkout(folder)
            yield folder, out
        finally:
            remove_checkout(folder)
