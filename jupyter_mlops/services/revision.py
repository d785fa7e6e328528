"""Use case: read a notebook as a commit has it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.git.locate import locate_worktree
from jupyter_mlops.git.tip import read_tip
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.notebooks.document import parse_notebook

_SHORT = 7


class Content(Struct, frozen=True, kw_only=True):
    """A notebook as a commit has it."""

    #: Full id of the commit.
    commit: str
    #: The notebook's bytes.
    data: bytes
    #: The document that they hold.
    nb: dict[str, Any]


def read_revision(notebook: Path, revision: Revision) -> Content:
    """Reads a notebook from git; it need not be there in the worktree.

    Args:
        notebook: Where the notebook is in the worktree, absolute, links resolved.
        revision: A branch, of which the newest commit is taken, or a commit in any of git's ways
            to name one.

    Raises:
        NotFoundError: There is no repository, no such branch or commit, or no notebook in it.
        InvalidError: The notebook is not in git itself.
        NotebookInvalidError: It is no notebook.
    """
    root = root_around(notebook)
    path = notebook.relative_to(root).as_posix()
    with closing(Objects(root)) as objects:
        commit = _find_commit(root, objects, revision)
        found = objects.find(f"{commit}:{path}")
        if found is None or found.type != "blob":
            raise NotFoundError(
                f"{path} is not in {revision.name} ({commit[:_SHORT]})",
                hint="commit it there, or choose another revision",
            )
        data = objects.read(found.oid)
    if lfs_pointer(data):
        raise InvalidError(
            f"{path} is kept by Git LFS, from which it is not run", hint="run the working copy"
        )
    return Content(commit=commit, data=data, nb=parse_notebook(data, name=str(notebook)))


def root_around(file: Path) -> Path:
    """The root of the worktree around a file, which need not exist any more.

    Raises:
        NotFoundError: There is none.
        ForbiddenError: Git does not trust it.
    """
    folder = next(parent for parent in file.parents if parent.is_dir())
    root = locate_worktree(folder)
    if root is None:
        raise NotFoundError(
            f"{file} is in no git repository, which has branches and commits",
            hint="run the working copy, or put the project under git",
        )
    return root


def _find_commit(root: Path, objects: Objects, revision: Revision) -> str:
    if revision.kind is RevisionKind.BRANCH:
        tip = read_tip(root, revision.name) if revision.name else None
        if tip is None:
            raise NotFoundError(
                f"there is no branch {revision.name!r}", hint="such as main, or origin/main"
            )
        return tip
    found = objects.find(f"{revision.name}^{{commit}}") if revision.name else None
    if found is None:
        raise NotFoundError(
            f"there is no commit {revision.name!r}", hint="fetch it, or name one that is here"
        )
    return found.oid
