"""Reads many objects of a repository at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jupyter_mlops.git.command import GitError, feed_git


def read_blobs(root: Path, oids: Sequence[str]) -> list[bytes]:
    """Reads contents.

    Args:
        root: Of the worktree.
        oids: Their full ids.

    Raises:
        GitError: One is not in the repository, or git cannot read it.
    """
    if not oids:
        return []
    told = feed_git(root, "cat-file", "--batch", data="".join(f"{oid}\n" for oid in oids).encode())
    blobs = []
    at = 0
    # `ID TYPE SIZE`, the content and a line feed: https://git-scm.com/docs/git-cat-file
    for oid in oids:
        head, _, _ = told[at : at + 200].partition(b"\n")
        size = head.rpartition(b" ")[2]
        if not size.isdigit():
            raise GitError(f"object {oid[:7]} is not in the repository", hint="fetch it")
        start = at + len(head) + 1
        blobs.append(told[start : start + int(size)])
        at = start + int(size) + 1
    return blobs
