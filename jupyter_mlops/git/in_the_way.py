"""What of a worktree a switch to another commit would write over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from jupyter_mlops.git.incoming import changed_paths, incoming_paths, unknown_paths
from jupyter_mlops.git.index import read_tree

_SUBMODULE: Final = "160000"


class InTheWay(Struct, frozen=True, kw_only=True):
    """Git's paths of files, none of them twice."""

    #: All that the switch would write or remove.
    incoming: list[str]
    #: All that is in the index and not committed, in the way or not.
    staged: list[str]
    #: Those of the incoming ones with changes that are not committed.
    changed: list[str]
    #: Files in its way that the last commit hasn't, ignored ones, too.
    new: list[str]

    @property
    def paths(self) -> list[str]:
        """All that keeps git from switching."""
        return sorted([*self.changed, *self.new])


def find_in_the_way(root: Path, head: str | None, target: str) -> InTheWay:
    """Finds what is not committed and would be written over.

    Args:
        root: Of the worktree.
        head: Id of the commit that is checked out; None if there is none.
        target: Id of the commit to switch to.
    """
    incoming = incoming_paths(root, head, target)
    if not incoming:
        return InTheWay(incoming=[], staged=[], changed=[], new=[])
    staged, differing = changed_paths(root, head)
    changed = sorted(set(incoming) & differing)
    ours = read_tree(root, head, changed) if head else {}
    theirs = read_tree(root, target, changed)
    # What is in a submodule stays there whatever is checked out around it.
    modules = {
        path
        for path in changed
        if any(path in side and side[path].mode == _SUBMODULE for side in (ours, theirs))
    }
    candidates = {*incoming, *_above(incoming), *_below(root, incoming)} - differing
    added = ({path for path in changed if path not in ours} | _clashing(staged, incoming)) - modules
    return InTheWay(
        incoming=incoming,
        staged=sorted(staged),
        changed=[path for path in changed if path in ours and path not in modules],
        new=sorted(unknown_paths(root, candidates) | added),
    )


def _clashing(staged: Iterable[str], incoming: Iterable[str]) -> set[str]:
    """The staged files where a folder comes, or that are in a folder where a file comes."""
    coming = set(incoming)
    folders = _above(coming)
    return {path for path in staged if path in folders or not coming.isdisjoint(_above([path]))}


def _above(paths: Iterable[str]) -> set[str]:
    """The folders of some files, in whose place there may be a file."""
    return {
        parent.as_posix() for path in paths for parent in list(PurePosixPath(path).parents)[:-1]
    }


def _below(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """The files in folders that stand where a file would come."""
    for path in paths:
        start = root / path
        if start.is_dir() and not start.is_symlink() and not (start / ".git").exists():
            for folder, _, names in os.walk(start):
                yield from (Path(folder, name).relative_to(root).as_posix() for name in names)
