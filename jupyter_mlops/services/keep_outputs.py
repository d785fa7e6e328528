"""Outputs that only the working file has, kept while git writes another version of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.discarded import keep
from jupyter_mlops.git.incoming import kept_outputs
from jupyter_mlops.git.index import read_entries

if TYPE_CHECKING:
    from jupyter_mlops.services.git_clean import GitClean

_log = logging.getLogger(__name__)


@contextmanager
def keep_outputs(root: Path, paths: Collection[str], *, title: str) -> Iterator[None]:
    """Keeps the outputs of notebooks that our filter cleans, around something that writes them.

    Such a notebook has nothing to commit, and yet git refuses to write another version of it, or
    overwrites it without a word where both are of the same size. So it goes onto the restore list,
    and out of the way; afterwards its outputs go back to the cells that are the same still.

    Args:
        root: Of the worktree; the caller holds its `index_guard`.
        paths: Git's names of the files that are about to be written, without those that have
            changes to commit.
        title: What the restore list calls it.
    """
    before = kept_outputs(root, paths)
    if not before:
        yield
        return
    keep(root, list(before), title=title)
    bases = _stored(root, before)
    names = b"".join(os.fsencode(path) + b"\0" for path in before)
    plain: dict[str, bytes | None] = {}
    try:
        feed_git(root, "checkout-index", "--force", "-u", "-z", "--stdin", data=names)
        plain = {path: _read(root / path) for path in before}
        yield
    finally:  # also after a refusal: git may have written files before a hook refused
        cleaner = _cleaner(root)
        for path, data in before.items():
            if path not in plain or _read(root / path) == plain[path]:
                _put_back(root / path, data)
            else:
                _give_back(cleaner, root, path, bases.get(path, b""), data)


def _cleaner(root: Path) -> GitClean:
    from jupyter_mlops.services.git_clean import GitClean

    return GitClean(root, warn=lambda _: None)


def _read(file: Path) -> bytes | None:
    try:
        return None if file.is_symlink() else file.read_bytes()
    except OSError:
        return None


def _put_back(file: Path, data: bytes) -> None:
    """Writes a working file as it was, if there is one still."""
    if _read(file) not in (None, data):
        write_atomically(file, data)


def _stored(root: Path, paths: Collection[str]) -> dict[str, bytes]:
    entries = read_entries(root, list(paths))
    with closing(Objects(root)) as objects:
        return {path: objects.read(entry.oid) for path, entry in entries.items()}


def _give_back(cleaner: GitClean, root: Path, path: str, base: bytes, before: bytes) -> None:
    """Merges the outputs into what git has written, if that changes nothing for git."""
    from jupyter_mlops.services.merge import merge_contents

    now = _read(root / path)
    if now is None:
        return
    try:
        merged = merge_contents(base, before, now)
        if not merged.conflicts and cleaner.clean(path, merged.data) == cleaner.clean(path, now):
            write_atomically(root / path, merged.data)
    except MlopsError as error:
        _log.warning("outputs of %s are on the restore list only: %s", path, error)
