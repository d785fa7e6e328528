"""What of a worktree and its repository is worth watching."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.layout import Layout

#: Folders that change often and hold nothing that anybody commits.
_SKIPPED: Final = frozenset(
    {
        ".git",
        ".hypothesis",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".tox",
        ".venv",
        "__pycache__",
        "node_modules",
    }
)
#: What tells of a commit, of staging, of a switch, and of what git is in the middle of.
_TELLING: Final = frozenset(
    {
        "BISECT_LOG",
        "CHERRY_PICK_HEAD",
        "HEAD",
        "MERGE_HEAD",
        "REVERT_HEAD",
        "config",
        "config.worktree",
        "index",
        "packed-refs",
        "rebase-apply",
        "rebase-merge",
        "shallow",
    }
)
_REFS: Final = ("refs", "reftable")
_LOCK: Final = ".lock"
#: More folders are not watched: each takes memory of the system's, which has its limits.
_MOST: Final = 10_000


class Watched(Struct, frozen=True, kw_only=True):
    """Folders to watch, each without what lies below."""

    layout: Layout
    folders: frozenset[str]

    def tells(self, path: str) -> bool:
        """Whether something has changed if this path has.

        Args:
            path: Of a file or folder, absolute.
        """
        folder, name = os.path.split(path)
        if folder in (str(self.layout.own), str(self.layout.common)):
            return name in _TELLING
        if _is_below_refs(self.layout, folder):
            return not name.endswith(_LOCK)
        return name not in _SKIPPED

    def is_folder(self, path: str) -> bool:
        """Whether this is a folder that came or went, so that others have to be watched."""
        return path in self.folders or (os.path.isdir(path) and not os.path.islink(path))  # noqa: PTH112, PTH114 - a path as it was told


def list_watched(layout: Layout) -> Watched:
    """Lists the folders of a worktree, without those that git ignores, and of its repository.

    Raises:
        UnavailableError: There are too many.
        GitError: Git refused.
    """
    flags = ("--others", "--ignored", "--exclude-standard", "--directory", "-z")
    told = os.fsdecode(feed_git(layout.root, "ls-files", *flags))
    ignored = {str(layout.root / path[:-1]) for path in told.split("\0") if path.endswith("/")}
    folders = {str(layout.own), str(layout.common)}
    for name in _REFS:
        folders.update(_walk(str(layout.common / name), frozenset()))
    for folder in _walk(str(layout.root), ignored):
        folders.add(folder)
        if len(folders) > _MOST:
            raise UnavailableError(f"{layout.root} has too many folders to be watched")
    return Watched(layout=layout, folders=frozenset(folders))


def only_ignored(root: Path, paths: Collection[str]) -> bool:
    """Whether git ignores all of some paths in a worktree.

    Args:
        root: Of the worktree.
        paths: Absolute.
    """
    # With a dot in front no name looks like a pattern; git takes no other way here.
    relative = [os.path.join(".", os.path.relpath(path, root)) for path in paths]  # noqa: PTH118
    data = b"".join(os.fsencode(path) + b"\0" for path in relative)
    taken = {"GIT_LITERAL_PATHSPECS": "0"}
    done = call_git(root, "check-ignore", "-z", "--stdin", data=data, env=taken)
    return set(relative) <= set(os.fsdecode(done.output).split("\0"))


def _walk(start: str, ignored: Collection[str]) -> Iterator[str]:
    for folder, names, _ in os.walk(start):
        yield folder
        names[:] = [
            name
            for name in names
            if name not in _SKIPPED and os.path.join(folder, name) not in ignored  # noqa: PTH118 - many
        ]


def _is_below_refs(layout: Layout, folder: str) -> bool:
    return any(
        folder == start or folder.startswith(start + os.sep)
        for start in (str(layout.common / name) for name in _REFS)
    )
