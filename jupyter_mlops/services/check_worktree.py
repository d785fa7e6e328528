"""The clean worktree that the checks of a commit look at, gone afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_mlops.checks.run_files import CheckRunFolder
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.git.checkouts import add_checkout, fill_checkout, remove_checkout
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.revision import root_around


@contextmanager
def worktree_of(
    home: Home, folder: CheckRunFolder, run: CheckRun
) -> Iterator[tuple[Path, list[str]]]:
    """Writes the files of a run's commit to a worktree, for as long as the block lasts.

    Args:
        home: Where worktrees are.
        folder: The run's.
        run: A run on a commit.

    Yields:
        The project's folder in it, and files whose content Git LFS has elsewhere.

    Raises:
        NotFoundError: The repository is gone, or the commit has no such folder.
        GitError: The commit is gone, or cannot be written.
        StorageError: There is no room for it.
    """
    project = Path(run.project)
    root = root_around(project / "pyproject.toml")
    # Called as the user's folder is, since reports tell a project by the name of its folder.
    checkout = _place(home, folder) / root.name
    remove_worktree(home, folder)
    ensure_folder(checkout.parent, mode=0o700)
    add_checkout(root, checkout, run.commit)
    try:
        missing = fill_checkout(checkout)
        place = checkout / project.relative_to(root)
        if not place.is_dir():
            raise NotFoundError(f"{project.relative_to(root).as_posix()} is not in that commit")
        yield place, missing
    finally:
        remove_worktree(home, folder)


def remove_worktree(home: Home, folder: CheckRunFolder) -> None:
    """Removes the worktree of a run, if it has left one."""
    _remove(_place(home, folder))


def sweep_worktrees(home: Home, folder: CheckRunFolder) -> None:
    """Removes what earlier runs of the project have left; only for whoever has its turn."""
    place = _place(home, folder)
    if place.parent.is_dir():
        for name in os.listdir(place.parent):  # noqa: PTH208 - names are all that is needed
            if name != place.name:
                _remove(place.parent / name)


def _place(home: Home, folder: CheckRunFolder) -> Path:
    return home.root / "checks" / "worktrees" / folder.root.parent.name / folder.id


def _remove(place: Path) -> None:
    if not place.is_dir():
        return
    for checkout in place.iterdir():
        remove_checkout(checkout)
    place.rmdir()
