"""Tells revisions, paths and plain files apart on the command line of a diff."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.services.sides import is_nowhere

_PATTERN = frozenset("*?[")
_PAIR = 2
_DASHES = "put -- between revisions and paths: REF -- PATH"


class Asked(Struct, frozen=True, kw_only=True):
    """What is to be compared: two files, or what git knows by revisions and paths."""

    files: tuple[Path, Path] | None = None
    revisions: list[str] = []
    paths: list[str] = []


def read_words(
    words: Sequence[str], after: Sequence[str] | None, folder: Path, *, cached: bool = False
) -> Asked:
    """Sorts the words of a command line.

    Two existing files are these two files. Else git's rule holds: leading words that are
    revisions are revisions, all others must be paths, and what could be both needs `--`.

    Args:
        words: Those before `--`.
        after: Those after it; None if there was none.
        folder: What paths are relative to, and where git looks for the repository.
        cached: Whether the index was asked for, which plain files know nothing of.

    Raises:
        InvalidError: A word is neither, or could be both.
        NotFoundError: There is no repository.
        UnavailableError: Git isn't installed.
    """
    plain = after is None and not cached and len(words) == _PAIR
    if plain and all(is_nowhere(word) or _is_file(folder / word) for word in words):
        return Asked(files=(Path(words[0]), Path(words[1])))
    _check_repository(words, after, folder)
    if after is not None:
        return Asked(revisions=list(words), paths=list(after))
    revisions = _leading_revisions(words, folder)
    paths = list(words[len(revisions) :])
    for word in paths:
        if not _may_be_path(folder, word):
            raise InvalidError(f"{word} is neither a revision nor a file here", hint=_DASHES)
    return Asked(revisions=revisions, paths=paths)


def _leading_revisions(words: Sequence[str], folder: Path) -> list[str]:
    from jupyter_mlops.git.blobs import Objects
    from jupyter_mlops.git.revisions import is_revision

    if not words:
        return []
    with closing(Objects(folder)) as objects:
        revisions = list(takewhile(lambda word: is_revision(objects, word), words))
    for word in revisions:
        if os.path.lexists(folder / word):
            raise InvalidError(f"{word} is a revision and a file", hint=_DASHES)
    return revisions


def _check_repository(words: Sequence[str], after: Sequence[str] | None, folder: Path) -> None:
    from jupyter_mlops.errors import NotFoundError
    from jupyter_mlops.git.repository import find_worktree

    try:
        find_worktree(folder)
    except NotFoundError as error:
        missing = [word for word in words if not os.path.lexists(folder / word)]
        if after is None and len(words) == _PAIR and missing:
            raise NotFoundError(f"no notebook at {missing[0]}", hint="check the path") from error
        raise NotFoundError(error.message, hint="without one, name two notebook files") from error


def _is_file(file: Path) -> bool:
    """Whether this can be read: a file, or a pipe as shells make them of `<(command)`."""
    return file.exists() and not file.is_dir()


def _may_be_path(folder: Path, word: str) -> bool:
    return os.path.lexists(folder / word) or word.startswith(":") or bool(_PATTERN & set(word))
