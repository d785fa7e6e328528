"""Use cases: keep what a run ran with that no commit has, and let it go."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.layout import marked_root
from jupyter_mlops.git.overlay import forget_overlay, keep_worktree
from jupyter_mlops.jobs.model import Provenance
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.outputs import output_folder

_log = logging.getLogger(__name__)


def keep_overlay(notebook: Path, provenance: Provenance) -> Provenance:
    """Keeps the working files around a notebook that is about to run, where they differ.

    Executed notebooks in the output folder are no part of it. What cannot be kept keeps no run
    from being started.

    Args:
        notebook: The notebook, links resolved.
        provenance: The commit that is checked out around it.

    Returns:
        The same with the overlay, or as it was if there is nothing to keep, or no way to.
    """
    if not provenance.dirty or provenance.overlay is not None:
        return provenance
    try:
        root = marked_root(notebook.parent)
        if root is None:
            return provenance
        outputs = output_folder(notebook).resolve()
        kept = keep_worktree(
            root,
            provenance.commit,
            also=[notebook.relative_to(root).as_posix()],
            skip=[outputs.relative_to(root).as_posix()] if outputs.is_relative_to(root) else [],
        )
    except (MlopsError, OSError, ValueError) as error:
        _log.warning("uncommitted changes around %s are not kept: %s", notebook, error)
        return provenance
    return replace(provenance, overlay=kept.commit)


def forget_overlays(desk: Desk, deleted: Iterable[tuple[str, str | None]]) -> None:
    """Lets git collect overlays as garbage that no run has any more.

    Args:
        desk: Where.
        deleted: Notebook and overlay of runs that were deleted from the store.
    """
    for overlay, notebook in {overlay: notebook for notebook, overlay in deleted}.items():
        if overlay is None or desk.store.has_overlay(overlay):
            continue
        try:
            folder = next(parent for parent in Path(notebook).parents if parent.is_dir())
            root = marked_root(folder)
            if root is not None:
                forget_overlay(root, overlay)
        except (MlopsError, OSError) as error:  # the repository may be gone as well
            _log.info("overlay %s stays: %s", overlay, error)
