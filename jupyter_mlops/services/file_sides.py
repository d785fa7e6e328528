"""A version of a file, of any kind, for the diff view."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, InvalidError, LargeFileError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.index import IndexEntry, read_entries, read_tree
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.git.revisions import read_revisions
from jupyter_mlops.services.working import (
    LARGE,
    LINK,
    SUBMODULE,
    Unsaved,
    load_working,
    read_working,
    working_mode,
)

#: Versions that are no revision.
INDEX: Final = ":index"
WORKING: Final = ":working"
NOTHING: Final = ":nothing"

_SHORT = 7


class FileSide(Struct, frozen=True, kw_only=True):
    """One side of a comparison."""

    #: What to call the version.
    name: str
    #: What it holds, as git stores it; None where there is no file, or nothing to compare.
    data: bytes | None = None
    #: Names the content, where git has it.
    oid: str | None = None
    #: Why it can't be compared; empty if it can, or if there is no file.
    problem: str = ""

    @property
    def exists(self) -> bool:
        """Whether there is such a file in this version."""
        return self.data is not None or bool(self.problem)


def read_side(root: Path, wanted: str, path: str, *, unsaved: Unsaved | None) -> FileSide:
    """Reads a version of a file.

    Args:
        root: Of the worktree.
        wanted: A revision, `:index`, `:working` or `:nothing`.
        path: Git's.
        unsaved: The working document, if it isn't as on disk.

    Raises:
        InvalidError: There is no such revision.
    """
    if wanted == NOTHING:
        return FileSide(name="nothing")
    if wanted == WORKING:
        return _working(root, path, unsaved)
    if wanted == INDEX:
        try:
            return _stored(root, "index", read_entries(root, [path]).get(path))
        except ConflictError as error:
            return FileSide(name="index", problem=error.message)
    return _committed(root, wanted, path)


def _committed(root: Path, wanted: str, path: str) -> FileSide:
    if wanted == "HEAD":
        with closing(Objects(root)) as objects:
            if objects.find(wanted) is None:
                return FileSide(name="no commit yet")
    found = read_revisions(root, [wanted])
    if len(found) != 1:
        raise InvalidError(f"{wanted} is a range", hint="name one revision for each side")
    (revision,) = found
    return _stored(root, revision.name, read_tree(root, revision.oid, [path]).get(path))


def _stored(root: Path, name: str, entry: IndexEntry | None) -> FileSide:
    if entry is None:
        return FileSide(name=name)
    if entry.mode == SUBMODULE:
        return FileSide(name=name, problem=f"a submodule, at {entry.oid[:_SHORT]} in {name}")
    with closing(Objects(root)) as objects:
        size = objects.size(entry.oid) or 0
        if size > LARGE:
            return FileSide(name=name, oid=entry.oid, problem=f"too large to compare: {name}")
        data = objects.read(entry.oid)
    if entry.mode == LINK:
        return FileSide(name=name, oid=entry.oid, problem=_link(data, name))
    return _checked(FileSide(name=name, data=data, oid=entry.oid))


def _working(root: Path, path: str, unsaved: Unsaved | None) -> FileSide:
    name = "working file"
    mode = working_mode(root / path)
    if mode == LINK:
        found = load_working(root, path)
        return FileSide(name=name, problem=_link(found.data if found else b"?", name))
    if mode == SUBMODULE:
        return FileSide(name=name, problem=f"a submodule in the {name}")
    try:
        return _checked(FileSide(name=name, data=read_working(root, path, unsaved)))
    except LargeFileError:
        return FileSide(name=name, problem=f"too large to compare: {name}")


def _checked(side: FileSide) -> FileSide:
    if side.data is not None and lfs_pointer(side.data):
        problem = f"a Git LFS pointer in {side.name} (fetch the file: git lfs pull)"
        return FileSide(name=side.name, oid=side.oid, problem=problem)
    return side


def _link(target: bytes, name: str) -> str:
    return f"a symbolic link to {target.decode('utf-8', 'replace')} in {name}"
