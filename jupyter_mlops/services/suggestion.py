"""Use case: what a commit message could say, made from the change itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.state import prepared_message, read_state
from jupyter_mlops.git.status import FileStatus, StatusVersion, read_status
from jupyter_mlops.services.commit_words import Change, Verb, subject_of
from jupyter_mlops.services.file_kinds import file_kind
from jupyter_mlops.services.status import counts

if TYPE_CHECKING:
    from jupyter_mlops.git.blobs import Objects
    from jupyter_mlops.notebooks.diff.budget import Budget
    from jupyter_mlops.notebooks.document import Document

#: How long looking into notebooks may take, in seconds; it is only a suggestion.
_SECONDS: Final = 1.0
#: More notebooks than this are not looked into: their cells would not fit into a line.
_MOST: Final = 3
#: Nor is one with a version larger than this, in bytes.
_LARGE: Final = 20_000_000
#: By git's letter.
_VERBS: Final[dict[str, Verb]] = {
    "A": "add",
    "C": "add",
    "?": "add",
    "R": "rename",
    "D": "delete",
}
#: Git's mode of a link, which holds no notebook.
_LINK: Final = "120000"


def suggest_message(root: Path, *, amend: bool) -> str:
    """What to say of what is staged; of all that has changed where nothing is.

    Args:
        root: Of the worktree, links resolved.
        amend: What the last commit says instead, all of it.

    Returns:
        A subject such as `train: edit 2 cells, add 1`, or what git has prepared in the middle of a
        merge or the like. Empty where nothing has changed.
    """
    if amend:
        from jupyter_mlops.git.commit import last_message

        return last_message(root)
    own = read_layout(root).own
    if read_state(own) != "normal" and (prepared := prepared_message(own)):
        return prepared
    files = [file for file in read_status(root).files if counts(file) and not file.unmerged]
    staged = [file for file in files if file.index not in ".?"]
    return subject_of(_changes(root, staged or files, staged=bool(staged)))


def _changes(root: Path, files: list[FileStatus], *, staged: bool) -> list[Change]:
    notebooks = [file for file in files if file_kind(file.path) == "notebook"]
    if len(notebooks) > _MOST:
        return [_change(file, staged=staged) for file in files]
    from jupyter_mlops.git.blobs import Objects
    from jupyter_mlops.notebooks.diff.budget import Budget

    budget = Budget(_SECONDS)
    with closing(Objects(root)) as objects:
        cells = {
            file.path: _cells(root, objects, file, budget, staged=staged) for file in notebooks
        }
    return [_change(file, cells.get(file.path, ""), staged=staged) for file in files]


def _change(file: FileStatus, cells: str = "", *, staged: bool) -> Change:
    return Change(
        verb=_VERBS.get(file.index if staged else file.worktree, "edit"),
        name=_name(file.path),
        old_name=_name(file.old_path or file.path),
        folder=str(PurePosixPath(file.path).parent),
        cells=cells,
    )


def _name(path: str) -> str:
    """What people call a file: a notebook goes without its suffix."""
    whole = PurePosixPath(path)
    name = whole.stem if file_kind(path) == "notebook" else whole.name
    return " ".join(name.encode("utf-8", "replace").decode("utf-8").split())


def _cells(root: Path, objects: Objects, file: FileStatus, budget: Budget, *, staged: bool) -> str:
    """What has happened to the cells of a notebook; empty where that can't be told in short."""
    from jupyter_mlops.notebooks.staging.cells import list_changes
    from jupyter_mlops.notebooks.staging.versions import Versions
    from jupyter_mlops.notebooks.staging.words import describe_changes

    try:
        base = _committed(objects, file.head)
        head = _committed(objects, file.staged) if staged else _working(root, file)
        if base is None or head is None or budget.spent:
            return ""
        changes = list_changes(Versions(base=base, index=head, working=head), budget)
    except MlopsError:  # one of them is no notebook
        return ""
    return describe_changes(_name(file.path), changes)


def _committed(objects: Objects, version: StatusVersion | None) -> Document | None:
    if version is None or version.oid is None or version.mode == _LINK:
        return None
    if (objects.size(version.oid) or 0) > _LARGE:
        return None
    from jupyter_mlops.notebooks.document import load_document

    return load_document(objects.read(version.oid), name="")


def _working(root: Path, file: FileStatus) -> Document | None:
    """A notebook as git would store it."""
    if file.working is None or file.working.mode == _LINK:
        return None
    from jupyter_mlops.notebooks.document import load_document
    from jupyter_mlops.services.working import read_working

    try:
        if (root / file.path).stat().st_size > _LARGE:
            return None
    except OSError:
        return None
    data = read_working(root, file.path)
    return None if data is None else load_document(data, name="")
