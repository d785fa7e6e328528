"""Use case: what checks on a forge have remarked on lines of files, on a notebook's cells."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import MlopsError, NotFoundError
from jupyter_mlops.forges.model import Annotation
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.tracking import find_commit
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.lines import CellLine, FileLines
from jupyter_mlops.services.ci_desk import CiDesk, find_spot

_log = logging.getLogger(__name__)

_NOTEBOOK: Final = ".ipynb"


class PlacedAnnotation(Struct, frozen=True, kw_only=True):
    """A remark on a line of a file, and the cell that the line belongs to in that commit."""

    annotation: Annotation
    #: None for what is no notebook, and between the cells.
    place: CellLine | None


def read_annotations(
    desk: CiDesk, root: Path, *, remote: str | None = None, commit: str | None = None
) -> tuple[PlacedAnnotation, ...]:
    """Reads the remarks that checks on a forge have made on a commit.

    Args:
        desk: Asks.
        root: Of the worktree.
        remote: Git's name of the remote; the first on a forge by default.
        commit: A revision; HEAD by default.

    Raises:
        NotFoundError: There is no such remote or commit.
        RemoteError: The forge refuses, or cannot be reached.
    """
    sha = find_commit(root, commit or "HEAD")
    if sha is None:
        raise NotFoundError(f"there is no commit {commit or 'yet'}")
    spot = find_spot(desk, root, remote)
    found = desk.ask(root, spot.place, lambda client: client.annotations(sha))
    return place_annotations(root, sha, found)


def place_annotations(
    root: Path, sha: str, annotations: Iterable[Annotation]
) -> tuple[PlacedAnnotation, ...]:
    """Finds the cells of remarks on notebooks.

    Args:
        root: Of the worktree.
        sha: The commit that they are about, whose lines they count.
        annotations: Remarks.
    """
    annotations = list(annotations)
    paths = {each.path for each in annotations if _is_notebook(each.path)}
    with closing(Objects(root)) as objects:
        lines = {path: _lines(objects, sha, path) for path in sorted(paths)}
    return tuple(
        PlacedAnnotation(annotation=each, place=found.find(each.line) if found else None)
        for each in annotations
        for found in [lines.get(each.path)]
    )


def _is_notebook(path: str) -> bool:
    """Whether a path is a notebook's; one that git would take otherwise, or not at all, is none."""
    parts = path.split("/")
    return path.endswith(_NOTEBOOK) and not any(part in ("", ".", "..") for part in parts)


def _lines(objects: Objects, sha: str, path: str) -> FileLines | None:
    """The lines of a notebook in a commit; None where it has none, or what cannot be read."""
    found = objects.find(f"{sha}:{path}")
    if found is None:
        return None
    try:
        data = objects.read(found.oid)
        load_document(data, name=path)
    except MlopsError as error:
        _log.info("%s has no cells that can be found: %s", path, error)
        return None
    return FileLines(data)
