"""Use case: what has changed in a file, cell by cell or hunk by hunk, and what of it is staged."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import LargeFileError, NotebookInvalidError
from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import NotebookChanges
from jupyter_mlops.notebooks.staging.texts import TextHunk, list_hunks
from jupyter_mlops.services.file_versions import FileVersions, VersionReader, why_not_by_part
from jupyter_mlops.services.notebook_versions import read_documents
from jupyter_mlops.services.sides import problem_text
from jupyter_mlops.services.unsaved import Unsaved

#: What is larger is not told by hunks, in bytes.
MOST_TEXT: Final = 5_000_000
#: How far git looks for a NUL, which makes a file binary.
_BINARY_WITHIN: Final = 8000


class NotebookFound(Struct, frozen=True, kw_only=True):
    """What has changed in a notebook."""

    #: Names the state of which the rest tells; empty where there is none.
    version: str
    #: None if it can't be told by cell.
    changes: NotebookChanges | None = None
    #: Why not; empty if it can.
    problem: str = ""


class TextFound(Struct, frozen=True, kw_only=True):
    """What has changed in a text."""

    #: Names the state of which the rest tells; empty where there is none.
    version: str
    hunks: list[TextHunk] = []
    #: Why it can't be told by hunk; empty if it can.
    problem: str = ""


def find_cells(root: Path, path: str, unsaved: Unsaved | None = None) -> NotebookFound:
    """Finds what has changed in a notebook, cell by cell.

    Args:
        root: Of the worktree.
        path: Git's name of the notebook.
        unsaved: The Lab's document, if it isn't saved.

    Raises:
        StaleError: The file no longer has the outputs that the Lab relies on.
        InvalidError: The document is none.
    """
    with closing(VersionReader(root, [path])) as reader:
        try:
            versions = reader.read(path, unsaved)
        except LargeFileError as error:
            return NotebookFound(version="", problem=problem_text(error))
        if problem := why_not_by_part(reader, versions):
            return NotebookFound(version=versions.version, problem=problem)
        try:
            documents = read_documents(reader, versions)
        except NotebookInvalidError as error:
            return NotebookFound(version=versions.version, problem=problem_text(error))
    return NotebookFound(version=versions.version, changes=list_changes(documents))


def find_hunks(root: Path, path: str, unsaved: Unsaved | None = None) -> TextFound:
    """Finds what has changed in a text, hunk by hunk.

    Args:
        root: Of the worktree.
        path: Git's name of the file.
        unsaved: The Lab's document, if it isn't saved.

    Raises:
        InvalidError: The document is none.
    """
    with closing(VersionReader(root, [path])) as reader:
        try:
            versions = reader.read(path, unsaved)
        except LargeFileError as error:
            return TextFound(version="", problem=problem_text(error))
        if problem := why_not_by_part(reader, versions):
            return TextFound(version=versions.version, problem=problem)
        texts = read_texts(reader, versions)
    if problem := _why_no_text(texts):
        return TextFound(version=versions.version, problem=problem)
    return TextFound(version=versions.version, hunks=list_hunks(*texts))


def read_texts(reader: VersionReader, versions: FileVersions) -> tuple[bytes, bytes, bytes]:
    """Base, index and working as git stores them; a file that isn't there is empty."""
    base, index = reader.content(versions.base), reader.content(versions.index)
    return base, index, reader.stored_content(versions)


def _why_no_text(texts: tuple[bytes, ...]) -> str:
    if any(b"\0" in text[:_BINARY_WITHIN] for text in texts):
        return "it is no text"
    if any(len(text) > MOST_TEXT for text in texts):
        return f"it is larger than {MOST_TEXT // 1_000_000} MB"
    return ""
