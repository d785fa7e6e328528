"""Which files and folders an execution depends on."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from jupyter_mlops.checks.inputs import input_of, listing_of
from jupyter_mlops.checks.ports import Input
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.jobs.inspection import FileRead
from jupyter_mlops.notebooks.diff.ipython import mask

#: A longer text is no name of a file.
_LONGEST: Final = 255


def inputs_of(
    root: Path, subject: Subject, reads: Iterable[FileRead], data: Iterable[str]
) -> tuple[tuple[Input, ...], bool]:
    """What an execution has read, may have read, or is said to read, and which folders it listed.

    What it has made itself is none of them.

    Args:
        root: Folder of the project.
        subject: The notebook.
        reads: What its kernel has noted, in order.
        data: Paths below the project that the settings name.

    Returns:
        Files and folders as they are now, and whether those have stayed as they were.
    """
    reads, listed = _parted(reads)
    made = {_path(root, Path(read.path)) for read in reads if read.made}
    seen = {_path(root, Path(read.path)): read for read in reads if not read.made}
    own = _path(root, subject.file)
    others = {*data, *(_path(root, file) for file in _named_files(subject))}
    found = {path: input_of(root, path) for path in {*seen, *others} - made - {own}}
    steady = all(_stayed(found[path], read) for path, read in seen.items() if path in found)
    kept = [each for path, each in found.items() if not _is_folder(root, path)]
    for read in listed:
        path = _path(root, Path(read.path))
        aside = {PurePosixPath(name).name for name in made if _folder_of(name) == path}
        kept.append(listing_of(root, path, aside))
        # The notebook's own files change a folder, too, and what else has is not to be told then.
        steady = steady and (bool(aside) or _modified(Path(read.path)) == read.modified)
    return tuple(sorted(kept, key=lambda each: each.path)), steady


def _parted(reads: Iterable[FileRead]) -> tuple[list[FileRead], list[FileRead]]:
    kinds: tuple[list[FileRead], list[FileRead]] = ([], [])
    for read in reads:
        kinds[read.listed].append(read)
    return kinds


def _folder_of(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _modified(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def _path(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def _is_folder(root: Path, path: str) -> bool:
    return (root / path).is_dir()


def _stayed(now: Input, read: FileRead) -> bool:
    if read.size < 0 or not now.digest:
        return read.size < 0 and not now.digest
    return (now.size, now.modified) == (read.size, read.modified)


def _named_files(subject: Subject) -> Iterator[Path]:
    """Files whose names stand in the notebook: a library may read them unseen."""
    folder = subject.file.parent
    for cell in subject.code if subject.is_python else ():
        for text in _texts(cell.source):
            with suppress(OSError, ValueError):
                file = folder / text
                if file.is_file():
                    yield Path(file.parent.resolve(), file.name)


def _texts(source: str) -> set[str]:
    try:
        tree = ast.parse(mask(source).source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and 0 < len(node.value) <= _LONGEST
        and "\n" not in node.value
    }
