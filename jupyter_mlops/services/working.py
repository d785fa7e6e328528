"""The working version of a file: the Lab's document if it isn't saved, else the file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import ForbiddenError, LargeFileError
from jupyter_mlops.services.unsaved import Unsaved, unsaved_data

__all__ = ["LARGE", "LINK", "SUBMODULE", "Unsaved", "Working", "load_working", "read_working"]

#: More than this is not read into memory, and not put into a repository without a word; in bytes.
LARGE: Final = 100_000_000
FILE: Final = "100644"
EXECUTABLE: Final = "100755"
LINK: Final = "120000"
SUBMODULE: Final = "160000"


class Working(Struct, frozen=True, kw_only=True):
    """A working file, or what stands in its place."""

    #: What it holds, byte for byte; the target of a link; empty for a submodule.
    data: bytes
    #: Git's mode: `100644`, `100755`, `120000` for a link, `160000` for a submodule.
    mode: str
    #: Whether it was never saved like this.
    unsaved: bool = False

    @property
    def is_file(self) -> bool:
        """Whether it is a file, and so has a content to choose from."""
        return self.mode in (FILE, EXECUTABLE)


class Signature(Struct, frozen=True, kw_only=True):
    """What differs as soon as somebody writes a file."""

    modified: int
    size: int
    inode: int
    mode: int


def read_signature(file: Path) -> Signature | None:
    """The signature of what lies somewhere; None if nothing does."""
    try:
        found = os.lstat(file)
    except (OSError, ValueError):
        return None
    return Signature(
        modified=found.st_mtime_ns, size=found.st_size, inode=found.st_ino, mode=found.st_mode
    )


def working_mode(file: Path) -> str | None:
    """Git's mode of what lies somewhere; None where there is nothing that git would keep.

    A folder is a submodule if it has a repository of its own, and else nothing.
    """
    try:
        mode = os.lstat(file).st_mode
    except (OSError, ValueError):
        return None
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_ISDIR(mode):
        return SUBMODULE if (file / ".git").exists() else None
    if not stat.S_ISREG(mode):
        return None
    return EXECUTABLE if mode & stat.S_IXUSR else FILE


def load_working(root: Path, path: str, unsaved: Unsaved | None = None) -> Working | None:
    """Reads the working version of a file.

    Args:
        root: Of the worktree.
        path: Git's name of the file.
        unsaved: The Lab's document, if it isn't saved.

    Returns:
        None if there is neither a document nor a file.

    Raises:
        LargeFileError: The file is larger than `LARGE`.
        ForbiddenError: It may not be read.
        StaleError: It no longer has the outputs that the Lab relies on.
        InvalidError: The document is none.
    """
    file = root / path
    mode = working_mode(file)
    if mode == LINK:
        return Working(data=os.fsencode(os.readlink(file)), mode=LINK)  # noqa: PTH115 - exact
    if mode == SUBMODULE:
        return Working(data=b"", mode=SUBMODULE)
    saved = None if mode is None else _read(file)
    if unsaved is not None:
        data = unsaved_data(unsaved, saved, name=Path(path).name)
        return Working(data=data, mode=mode or FILE, unsaved=data != saved)
    return None if mode is None or saved is None else Working(data=saved, mode=mode)


def read_working(root: Path, path: str, unsaved: Unsaved | None = None) -> bytes | None:
    """Reads the working version of a file as git would store it.

    Args:
        root: Of the worktree.
        path: Git's name of the file.
        unsaved: The Lab's document, if it isn't saved.

    Returns:
        What our clean filter or git's own filters and settings make of it, where they apply; None
        if there is neither a document nor a file.

    Raises:
        LargeFileError: The file is larger than `LARGE`.
        ForbiddenError: It may not be read.
        StaleError: It no longer has the outputs that the Lab relies on.
        InvalidError: The document is none.
        GitError: A filter that git requires has failed.
    """
    from jupyter_mlops.services.stored_form import StoredForm

    working = load_working(root, path, unsaved)
    if working is None or not working.is_file:
        return None if working is None else working.data
    return StoredForm(root, [path]).of(path, working.data)


def _read(file: Path) -> bytes | None:
    try:
        if file.stat().st_size > LARGE:
            raise LargeFileError(f"{file} is too large to be looked into", hint="stage it whole")
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ForbiddenError(
            f"cannot read {file}: {reason}", hint="check its permissions"
        ) from error
