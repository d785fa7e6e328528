"""Reads trees through the process that reads all other objects, without one of git's own a tree.

https://git-scm.com/docs/gitformat-pack, `git help gitformat-index` and, for the form of a tree,
https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.index import IndexEntry

#: As trees have them, without the zero that others put before the second.
_FOLDER: Final = "40000"


def read_files(objects: Objects, tree: str) -> Iterator[IndexEntry]:
    """All files below a tree, by name, links and submodules among them.

    Args:
        objects: Where to read.
        tree: The tree's full id.

    Yields:
        Them, with paths from the tree, with `/`.

    Raises:
        NotFoundError: A tree isn't in the repository, as in a partial clone.
        GitError: It is damaged.
    """
    for mode, name, oid in _entries(objects.read(tree), len(tree) // 2):
        if mode != _FOLDER:
            yield IndexEntry(path=name, mode=mode, oid=oid)
            continue
        for entry in read_files(objects, oid):
            yield IndexEntry(path=f"{name}/{entry.path}", mode=entry.mode, oid=entry.oid)


def _entries(data: bytes, length: int) -> Iterator[tuple[str, str, str]]:
    """Splits a tree into modes, names and ids: `MODE NAME` NUL, then the id's bytes."""
    at = 0
    while at < len(data):
        end = data.find(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + length
        if end < 0 or at > len(data):
            raise GitError("a tree of the repository is damaged", hint="look with git fsck")
        yield mode.decode("ascii"), os.fsdecode(name), data[end + 1 : at].hex()
