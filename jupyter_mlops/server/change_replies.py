"""Between what the browser says of changes and what the services do."""

from __future__ import annotations

import os

from msgspec import structs

from jupyter_mlops.git.discarded import Discarded
from jupyter_mlops.notebooks.staging.model import CellCounts, NotebookChanges
from jupyter_mlops.server.payloads.changes import (
    CellsReply,
    DiscardedReply,
    HunkReply,
    HunksReply,
    StageFile,
)
from jupyter_mlops.server.payloads.changes import Unsaved as UnsavedPayload
from jupyter_mlops.server.worktrees import Worktree
from jupyter_mlops.services.changes import NotebookFound, TextFound
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.unsaved import Unsaved


def unsaved_document(payload: UnsavedPayload | None) -> Unsaved | None:
    """The Lab's document."""
    if payload is None:
        return None
    return Unsaved(
        notebook=payload.notebook,
        outputs_on_disk=tuple(payload.outputs_on_disk),
        text=payload.text,
    )


def file_choices(worktree: Worktree, files: list[StageFile]) -> list[FileChoice]:
    """What was chosen of which files of a worktree.

    Raises:
        ForbiddenError: A file lies outside of the server's root or of the worktree.
        InvalidError: A path names no file.
    """
    return [
        FileChoice(
            path=worktree.git_path(file.path),
            cells=None if file.cells is None else tuple(file.cells),
            hunks=None if file.hunks is None else tuple(file.hunks),
            version=file.version,
            unsaved=unsaved_document(file.unsaved),
        )
        for file in files
    ]


def cells_reply(path: str, found: NotebookFound) -> CellsReply:
    """What has changed in a notebook."""
    changes = found.changes or NotebookChanges(cells=[], counts=CellCounts(), notebook=None)
    return CellsReply(
        path=path,
        version=found.version,
        cells=changes.cells,
        counts=changes.counts,
        notebook=changes.notebook,
        problem=found.problem,
    )


def hunks_reply(path: str, found: TextFound) -> HunksReply:
    """What has changed in a text."""
    return HunksReply(
        path=path,
        version=found.version,
        hunks=[HunkReply(**structs.asdict(hunk)) for hunk in found.hunks],
        problem=found.problem,
    )


def discarded_reply(worktree: Worktree, discarded: Discarded) -> DiscardedReply:
    """An entry of the restore list; of its files those below the server's root."""
    paths = [worktree.contents_path(file.path) for file in discarded.files]
    title = os.fsencode(discarded.title).decode("utf-8", "replace")
    return DiscardedReply(
        id=discarded.id,
        at=discarded.at,
        paths=[path for path in paths if path is not None],
        title=title,
    )
