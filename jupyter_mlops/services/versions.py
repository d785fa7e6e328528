"""A version of a notebook, from git's objects or from the worktree."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from jupyter_mlops.errors import MlopsError, NotFoundError
from jupyter_mlops.git.attributes import select_with
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.changes import FileChange, Side
from jupyter_mlops.git.drivers import NAME
from jupyter_mlops.git.settings_files import is_set
from jupyter_mlops.services.sides import Content, problem_text, read_content, read_data

_LINK, _SUBMODULE = "120000", "160000"


#: Makes what git would store of a path of what the working file holds.
Clean = Callable[[str, bytes], bytes]


def clean_as_git(root: Path, changes: Iterable[FileChange]) -> Clean:
    """How git would clean the notebooks in the worktree.

    Outputs that only the working file has are no change to git, and so to nobody else.

    Args:
        root: Of the worktree.
        changes: The notebooks that will be read.
    """
    sides = [side for change in changes for side in (change.base, change.head)]
    paths = [side.path for side in sides if side and side.worktree and side.mode != _LINK]
    filtered = set[str]()
    if paths and is_set(root, f"filter.{NAME}.process"):
        filtered = select_with(root, "filter", NAME, paths)
    if not filtered:
        return lambda _, data: data
    from jupyter_mlops.services.git_clean import GitClean

    # What cannot be cleaned cannot be compared either, mostly, which is told then.
    cleaner = GitClean(root, warn=lambda _: None)
    return lambda path, data: cleaner.clean(path, data) if path in filtered else data


def read_version(
    root: Path, objects: Objects, side: Side | None, where: str, *, clean: Clean
) -> Content:
    """Reads one version of a notebook.

    Args:
        root: Of the worktree.
        objects: The repository's.
        side: Which version; None where the file does not exist.
        where: What to call the side, such as `HEAD~1 (ab12cd3)`.
        clean: What becomes of a working file.

    Returns:
        What it holds, or why it cannot be compared.
    """
    if side is None:
        return Content()
    name = f"{shown_path(side.path)} in {where}"
    if side.mode == _SUBMODULE:
        return Content(problem=f"{name} is a submodule")
    try:
        data = _read(root, objects, side, clean)
    except MlopsError as error:
        return Content(problem=f"{name}: {problem_text(error)}")
    if side.mode == _LINK:
        target = data.decode("utf-8", "replace")
        return Content(problem=f"{name} is a symbolic link to {target}")
    return read_content(data, name=name)


def shown_path(path: str) -> str:
    """A path of git's as text that can be encoded; bytes that are not UTF-8 become `�`."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read(root: Path, objects: Objects, side: Side, clean: Clean) -> bytes:
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
    return clean(side.path, read_data(file)) if side.worktree else read_data(file)
