"""What the index has of files, conflicts told apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.git.index import IndexEntry, read_entries


class Settled(Struct, frozen=True, kw_only=True):
    """Files in the index."""

    #: By path; without those that have a conflict.
    entries: dict[str, IndexEntry]
    #: Those that have one.
    unmerged: frozenset[str]


def read_settled(root: Path, paths: Sequence[str]) -> Settled:
    """Reads what the index has of some paths, some of which may have conflicts.

    Args:
        root: Of the worktree.
        paths: Git's names of the files.
    """
    try:
        return Settled(entries=read_entries(root, paths), unmerged=frozenset())
    except ConflictError:  # of one of them at least: found by halving
        if len(paths) == 1:
            return Settled(entries={}, unmerged=frozenset(paths))
    middle = len(paths) // 2
    first, second = read_settled(root, paths[:middle]), read_settled(root, paths[middle:])
    return Settled(
        entries=first.entries | second.entries, unmerged=first.unmerged | second.unmerged
    )
