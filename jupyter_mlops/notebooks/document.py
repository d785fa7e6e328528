"""A notebook's bytes as a checked document.

Decoding is msgspec's and the checks are ours: importing nbformat costs a second, which a command
that only looks at a notebook does not have.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import ForbiddenError, NotebookInvalidError, NotFoundError
from jupyter_mlops.notebooks.accessors import cell_id, cell_source, kernel_name, language
from jupyter_mlops.notebooks.decoding import decode
from jupyter_mlops.notebooks.layout import Layout, detect_layout
from jupyter_mlops.notebooks.repair import id_notes
from jupyter_mlops.notebooks.structure import (
    FORMAT,
    check_cells,
    check_root,
    check_strictly,
    structure_notes,
)
from jupyter_mlops.notebooks.upgrade import upgrade

__all__ = [
    "Document",
    "cell_id",
    "cell_source",
    "kernel_name",
    "language",
    "load_content",
    "load_document",
    "load_file",
    "parse_notebook",
    "read_notebook",
]


class Document(Struct, frozen=True, kw_only=True):
    """A notebook as it was read, for what compares or changes it."""

    #: The decoded notebook, of format 4; a long text stays a string or a list of lines. Never
    #: change it: writing compares with it.
    nb: dict[str, Any]
    #: The file's content.
    data: bytes
    #: How the content is laid out.
    layout: Layout
    #: What is odd about it, for people.
    notes: tuple[str, ...] = ()
    #: Whether `nb` was upgraded from an older format, so that `data` says it otherwise.
    upgraded: bool = False


def load_document(data: bytes, *, name: str) -> Document:
    """Decodes a notebook, tolerant of what comparing and writing it can live with.

    A notebook of format 1 to 3 is upgraded. Missing metadata, sources and `nbformat_minor`, and
    ids that are missing, invalid or held twice, become notes; the document stays as it is.

    Args:
        data: The file's content; a byte order mark is accepted.
        name: What to call it in messages.

    Raises:
        NotebookInvalidError: It is not JSON or not a notebook, or has no list of cells that are
            objects with a type each.
    """
    nb, found = load_content(data, name=name)
    notes = [f"upgraded from format {found}"] if found < FORMAT else []
    return Document(
        nb=nb,
        data=data,
        layout=detect_layout(data),
        notes=(*notes, *structure_notes(nb), *id_notes(nb)),
        upgraded=found < FORMAT,
    )


def load_content(data: bytes, *, name: str) -> tuple[dict[str, Any], int]:
    """Decodes a notebook as `load_document` does, for what neither writes nor judges it.

    Args:
        data: The file's content.
        name: What to call it in messages.

    Returns:
        The notebook, and the format that it was of.

    Raises:
        NotebookInvalidError: As `load_document` does.
    """
    nb = check_root(decode(data, name), name)
    found: int = nb["nbformat"]
    if found < FORMAT:
        nb = upgrade(nb, name=name)
    check_cells(nb, name)
    return nb, found


def load_file(file: Path) -> Document:
    """Reads the notebook at `file` as `load_document` does.

    Raises:
        NotFoundError: There is no such file.
        ForbiddenError: It may not be read.
        NotebookInvalidError: It is a folder or no notebook.
    """
    return load_document(_read(file), name=str(file))


def read_notebook(file: Path) -> tuple[bytes, dict[str, Any]]:
    """Reads and checks the notebook at `file`.

    Returns:
        Its bytes, which are what a run pins, and the document they hold.

    Raises:
        NotFoundError: There is no such file.
        ForbiddenError: It may not be read.
        NotebookInvalidError: It is a folder or no notebook.
    """
    data = _read(file)
    return data, parse_notebook(data, name=str(file))


def parse_notebook(data: bytes, *, name: str) -> dict[str, Any]:
    """Decodes and checks a notebook of format 4.

    Args:
        data: The file's content; a byte order mark is accepted.
        name: What to call it in messages.

    Returns:
        The document as it stands in the file: `source` stays a text or a list of lines.

    Raises:
        NotebookInvalidError: It is not JSON, or not a notebook of format 4.
    """
    document = check_root(decode(data, name), name)
    if document["nbformat"] < FORMAT:
        raise NotebookInvalidError(
            f"{name} is a notebook of format {document['nbformat']}, which is no longer run",
            hint=f"upgrade it: jupyter nbconvert --to notebook --inplace {name}",
        )
    check_strictly(document, name)
    return document


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error


def _unreadable(
    file: Path, error: OSError | ValueError
) -> NotFoundError | ForbiddenError | NotebookInvalidError:
    if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        return NotFoundError(f"no notebook at {file}", hint="check the path")
    if file.is_dir():
        return NotebookInvalidError(f"{file} is a folder", hint="name a notebook in it")
    if isinstance(error, PermissionError):
        return ForbiddenError(f"{file} may not be read", hint="check the file's permissions")
    return NotebookInvalidError(f"cannot read {file}: {error.strerror or type(error).__name__}")
