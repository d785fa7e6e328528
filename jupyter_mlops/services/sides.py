"""The two sides of a comparison: read, or the reason why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import ForbiddenError, MlopsError, NotebookInvalidError, NotFoundError
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.notebooks.document import load_document

#: What git and difftools call a side that does not exist; on Windows git's own shell still says
#: `/dev/null`, everything else `nul`.
_NOWHERE = frozenset({"/dev/null", "nul", "\\\\.\\nul"})


class Content(Struct, frozen=True, kw_only=True):
    """What a side holds."""

    #: The decoded notebook; None where there is none.
    nb: dict[str, Any] | None = None
    #: Things to know of it.
    notes: tuple[str, ...] = ()
    #: Why it could not be read; empty if it was, or if there is nothing to read.
    problem: str = ""


def is_nowhere(text: str) -> bool:
    """Whether a path is what stands for a file that does not exist."""
    return text.lower() in _NOWHERE


def read_data(file: Path) -> bytes:
    """Reads the bytes of a file.

    Raises:
        NotFoundError: There is none.
        ForbiddenError: It may not be read.
        NotebookInvalidError: It is a folder, or cannot be read.
    """
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise NotFoundError(f"no notebook at {file}", hint="check the path") from error
    except OSError as error:
        if file.is_dir():
            raise NotebookInvalidError(f"{file} is a folder", hint="name a notebook") from error
        if isinstance(error, PermissionError):
            raise ForbiddenError(f"{file} may not be read", hint="check its permissions") from error
        raise NotebookInvalidError(f"cannot read {file}: {error.strerror or error}") from error


def read_file(file: Path, *, name: str = "") -> Content:
    """Reads a side from a file; a problem is part of the answer.

    Args:
        file: The file, or what stands for none.
        name: What to call it in a problem, if otherwise.
    """
    if is_nowhere(str(file)):
        return Content()
    try:
        return read_content(read_data(file), name=name or str(file))
    except MlopsError as error:
        return Content(problem=problem_text(error))


def read_content(data: bytes, *, name: str) -> Content:
    """Reads a side from its bytes; a problem is part of the answer.

    Args:
        data: The bytes.
        name: What to call it in a problem.
    """
    if lfs_pointer(data):
        return Content(problem=f"{name} is a Git LFS pointer (fetch the file: git lfs pull)")
    try:
        document = load_document(data, name=name)
    except MlopsError as error:
        return Content(problem=problem_text(error))
    return Content(nb=document.nb, notes=document.notes)


def problem_text(error: MlopsError) -> str:
    """An error as one sentence, with its hint."""
    return f"{error.message} ({error.hint})" if error.hint else error.message


def empty_notebook(other: dict[str, Any] | None) -> dict[str, Any]:
    """A notebook without cells, of the format that the other side has."""
    formats = {"nbformat": 4, "nbformat_minor": 5}
    for key in formats:
        if other and isinstance(other.get(key), int):
            formats[key] = other[key]
    return {"cells": [], "metadata": {}, **formats}
