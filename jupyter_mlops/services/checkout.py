"""Use cases: make the clean worktree that a run of a commit works in, and take it away."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.git.checkouts import add_checkout, fill_checkout, remove_checkout, take_made
from jupyter_mlops.jobs.definition import RevisionKind
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.revision import root_around

_log = logging.getLogger(__name__)

#: Lengths of full ids, SHA-1's and SHA-256's.
_FULL = (40, 64)


def checkout_folder(home: Home, run_id: str) -> Path:
    """Where a run of a commit works; afterwards, what it has made there and nothing else."""
    return home.root / "worktrees" / run_id


def prepare_checkout(desk: Desk, run: Run) -> Path:
    """Writes the files of a run's commit to a worktree of its own.

    Args:
        desk: Where.
        run: A run of a branch or a commit.

    Returns:
        The notebook's folder in it.

    Raises:
        NotFoundError: The repository is gone.
        GitError: The commit is gone, or cannot be written.
        StorageError: There is no room for it.
    """
    folder = checkout_folder(desk.home, run.id)
    notebook = Path(run.notebook)
    root = root_around(notebook)
    ensure_folder(folder.parent)
    if folder.exists():  # a start that was broken off
        remove_checkout(folder)
    add_checkout(root, folder, _commit(run))
    missing = fill_checkout(folder)
    if missing:
        _tell_missing(desk, run, missing)
    place = folder / notebook.relative_to(root).parent
    ensure_folder(place)
    return place


def release_checkout(desk: Desk, run: Run) -> None:
    """Takes a run's worktree away; files that the run has made or changed stay in their places.

    Nothing happens where it is gone already. One that was broken off goes on.

    Args:
        desk: Where.
        run: A run of a branch or a commit, which has ended.
    """
    folder = checkout_folder(desk.home, run.id)
    aside = folder.with_name(f"{run.id}.made")
    if (folder / ".git").exists():
        try:
            take_made(folder, _commit(run), aside)
        except (MlopsError, OSError) as error:
            _log.warning("the worktree of run %s stays as it is: %s", run.id, error)
            return
        remove_checkout(folder)
    if aside.exists():
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)


def _commit(run: Run) -> str:
    """The commit that a run works in: the one it names in full, or the one found for it."""
    named = run.revision.name
    if run.revision.kind is RevisionKind.COMMIT and len(named) in _FULL:
        return named
    return run.provenance.commit if run.provenance else named


def _tell_missing(desk: Desk, run: Run, missing: list[str]) -> None:
    shown = ", ".join(missing[:5]) + (", …" if missing[5:] else "")
    text = (
        f"{len(missing)} files are kept by Git LFS and not on this machine, so that only notes of "
        f"them are there: {shown}\nget them by: git lfs fetch --all\n"
    )
    with folder_of(desk.home, run.id).log.open("a", encoding="utf-8") as log:
        log.write(text)
