"""A version of a notebook, from git's objects or from the worktree."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_mlops.errors import MlopsError, NotFoundError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.changes import Side
from jupyter_mlops.services.sides import Content, problem_text, read_content, read_data

_LINK, _SUBMODULE = "120000", "160000"


def read_version(root: Path, objects: Objects, side: Side | None, where: str) -> Content:
    """Reads one version of a notebook.

    Args:
        root: Of the worktree.
        objects: The repository's.
        side: Which version; None where the file does not exist.
        where: What to call the side, such as `HEAD~1 (ab12cd3)`.

    Returns:
        What it holds, or why it cannot be compared.
    """
    if side is None:
        return Content()
    name = f"{shown_path(side.path)} in {where}"
    if side.mode == _SUBMODULE:
        return Content(problem=f"{name} is a submodule")
    try:
        data = _read(root, objects, side)
    except MlopsError as error:
        return Content(problem=f"{name}: {problem_text(error)}")
    if side.mode == _LINK:
        target = data.decode("utf-8", "replace")
        return Content(problem=f"{name} is a symbolic link to {target}")
    return read_content(data, name=name)


def shown_path(path: str) -> str:
    """A path of git's as text that can be encoded; bytes that are not UTF-8 become `�`."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read(root: Path, objects: Objects, side: Side) -> bytes:
    if side.oid is not None:
        try:
            return objects.read(side.oid)
        except NotFoundError:
            if not side.worktree:
                raise
    file = root / side.path
    if side.mode == _LINK:
        try:
            return os.fsencode(os.readlink(file))  # noqa: PTH115 - a Path would normalise it
        except OSError:
            return b"?"
    return read_data(file)
