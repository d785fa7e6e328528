"""What a merge would write into the worktree, and what of that stands in its way."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

from jupyter_mlops.git.attributes import select_with
from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.drivers import NAME
from jupyter_mlops.git.index import read_entries

_DIFF = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative")
#: Git's id of a tree without files is known to every git, whatever its hash.
_NO_TREE = ("hash-object", "-t", "tree", "--stdin")
#: Length of an id, in hexadecimal digits.
_SHA256 = 64


def incoming_paths(root: Path, base: str | None, head: str) -> list[str]:
    """The files that differ between two commits.

    Args:
        root: Of the worktree.
        base: Id of the older; None for one without files.
        head: Id of the newer.
    """
    older = base or os.fsdecode(feed_git(root, *_NO_TREE)).strip()
    return _paths(feed_git(root, "diff", *_DIFF, older, head, "--"))


def merge_base(root: Path, ours: str, theirs: str) -> str | None:
    """Id of a commit that both have; None if there is none."""
    return os.fsdecode(call_git(root, "merge-base", ours, theirs).output).strip() or None


def changed_paths(root: Path, commit: str | None) -> tuple[set[str], set[str]]:
    """The files of which the index, and the worktree or the index, differ from the commit."""
    if commit is None:
        staged = set(_paths(feed_git(root, "ls-files", "-z")))
        return staged, staged
    staged = set(_paths(feed_git(root, "diff", "--cached", *_DIFF, commit, "--")))
    ignore = "--ignore-submodules=dirty"
    return staged, staged | set(_paths(feed_git(root, "diff", ignore, *_DIFF, commit, "--")))


def unknown_paths(root: Path, paths: Collection[str]) -> set[str]:
    """Those of some files that are on the disk, and that git doesn't know: ignored ones, too."""
    present = [path for path in paths if os.path.lexists(root / path)]
    known = set(_paths(feed_git(root, "ls-files", "-z"))) if present else set()
    return {path for path in present if path not in known and not (root / path).is_dir()}


def kept_outputs(root: Path, paths: Collection[str]) -> dict[str, bytes]:
    """Those of some notebooks of which the disk has more than git, as our filter cleans them.

    Returns:
        What stands on the disk, by path.
    """
    notebooks = [path for path in paths if path.endswith(".ipynb") and (root / path).is_file()]
    filtered = sorted(select_with(root, "filter", NAME, notebooks))
    stored = read_entries(root, filtered)
    present = {path: (root / path).read_bytes() for path in filtered}
    return {
        path: data
        for path, data in present.items()
        if path not in stored or _blob_id(data, len(stored[path].oid)) != stored[path].oid
    }


def unmerged_paths(root: Path) -> list[str]:
    """The files that a merge has left conflicts in."""
    told = os.fsdecode(feed_git(root, "ls-files", "--unmerged", "-z"))
    return sorted({entry.partition("\t")[2] for entry in told.split("\0") if entry})


def _paths(told: bytes) -> list[str]:
    return [path for path in os.fsdecode(told).split("\0") if path]


def _blob_id(data: bytes, length: int) -> str:
    """Git's id of a content, of as many digits as the repository's have.

    https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage
    """
    digest = hashlib.sha256() if length == _SHA256 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data) + data)
    return digest.hexdigest()
