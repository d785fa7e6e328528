"""Files and folders that a verdict depends on, besides the notebook."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from jupyter_mlops.checks.ports import Input

_CHUNK: Final = 1 << 20


def input_of(root: Path, path: str) -> Input:
    """A file as it is now; its digest is empty where there is no such file.

    Args:
        root: Folder of the project, links resolved.
        path: Below it with `/`, else absolute.
    """
    file = _file(root, path)
    name = _name(root, file)
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            return Input(path=name, digest="")
        digest = _digest(file)
    except OSError:
        return Input(path=name, digest="")
    return Input(path=name, digest=digest, size=found.st_size, modified=found.st_mtime_ns)


def listing_of(root: Path, path: str, aside: Collection[str] = ()) -> Input:
    """The names in a folder as they are now; its digest is empty where there is no such folder.

    Hidden names don't count, which editors and tools come and go with.

    Args:
        root: Folder of the project, links resolved.
        path: Below it with `/`, else absolute.
        aside: Names that don't count either.
    """
    folder = _file(root, path)
    digest = _names_digest(folder, aside)
    return Input(path=_name(root, folder), digest=digest, folder=True, aside=(*sorted(aside),))


def unchanged(root: Path, inputs: Iterable[Input]) -> bool:
    """Whether files are what they were, by size and time where those are, else by content.

    Folders are by the names in them.

    Args:
        root: Folder of the project, which may be another checkout of it.
        inputs: As `input_of` and `listing_of` gave them, for this folder or another.
    """
    return all(_is_unchanged(root, each) for each in inputs)


def _is_unchanged(root: Path, known: Input) -> bool:
    file = _file(root, known.path)
    if known.folder:
        return _names_digest(file, known.aside) == known.digest
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            return not known.digest
        if not known.digest or found.st_size != known.size:
            return False
        return found.st_mtime_ns == known.modified or _digest(file) == known.digest
    except OSError:
        return not known.digest


def _file(root: Path, path: str) -> Path:
    return root / PurePosixPath(path)


def _name(root: Path, file: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return file.as_posix()


def _names_digest(folder: Path, aside: Collection[str]) -> str:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - the names alone are a third of the time
    except OSError:
        return ""
    counting = (name for name in names if not name.startswith((".", "__pycache__")))
    told = "\0".join(sorted({*counting}.difference(aside)))
    return hashlib.sha256(os.fsencode(told)).hexdigest()


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
