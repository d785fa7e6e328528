"""Outputs that only the working file has, kept while git writes another version of it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.discarded import keep
from jupyter_mlops.git.incoming import kept_outputs
from jupyter_mlops.git.index import read_entries

if TYPE_CHECKING:
    from jupyter_mlops.services.git_clean import GitClean

_log = logging.getLogger(__name__)


@contextmanager
def keep_outputs(root: Path, paths: Collection[str], *, title: str) -> Iterator[None]:
    """Keeps the outputs of notebooks that our filter cleans, around something that writes them.

    To git such a notebook is unchanged, so that it would overwrite it without a word. It goes onto
    the restore list first, and afterwards its outputs go back to the cells that are the same still.

    Args:
        root: Of the worktree; the caller holds its `index_guard`.
        paths: Git's names of the files that are about to be written.
        title: What the restore list calls it.
    """
    before = kept_outputs(root, paths)
    if not before:
        yield
        return
    keep(root, list(before), title=title)
    bases = _stored(root, before)
    yield
    from jupyter_mlops.services.git_clean import GitClean

    cleaner = GitClean(root, warn=lambda _: None)
    for path, data in before.items():
        _give_back(cleaner, root, path, bases.get(path, b""), data)


def _stored(root: Path, paths: Collection[str]) -> dict[str, bytes]:
    entries = read_entries(root, list(paths))
    with closing(Objects(root)) as objects:
        return {path: objects.read(entry.oid) for path, entry in entries.items()}


def _give_back(cleaner: GitClean, root: Path, path: str, base: bytes, before: bytes) -> None:
    """Merges the outputs into what git has written, if that changes nothing for git."""
    from jupyter_mlops.services.merge import merge_contents

    file = root / path
    try:
        if file.is_symlink() or not file.is_file():
            return
        now = file.read_bytes()
        merged = merge_contents(base, before, now)
        if not merged.conflicts and cleaner.clean(path, merged.data) == cleaner.clean(path, now):
            write_atomically(file, merged.data)
    except (MlopsError, OSError) as error:
        _log.warning("outputs of %s are on the restore list only: %s", path, error)
