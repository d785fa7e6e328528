"""The index: what the next commit would hold, read and written without touching a working file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.git.command import GitError, call_git, feed_git
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lock import index_guard, patiently

__all__ = [
    "IndexEntry",
    "index_guard",
    "read_entries",
    "read_tree",
    "store_blob",
    "write_entries",
]

#: Longest sum of paths on a command line, in bytes; Windows takes 32,767 characters in all.
_LONGEST = 16_000
#: Length of an id, in hexadecimal digits.
_SHA1, _SHA256 = 40, 64
_IS_SHA256 = re.compile(rb"^\s*objectformat\s*=\s*sha256\s*$", re.IGNORECASE | re.MULTILINE)


class IndexEntry(Struct, frozen=True, kw_only=True):
    """A file in the index or in a tree."""

    #: From the worktree's root, with `/`; bytes that are not UTF-8 are escaped as by `os.fsdecode`.
    path: str
    #: Git's mode: `100644`, `100755`, `120000` for a link, `160000` for a submodule.
    mode: str
    #: Id of its content.
    oid: str


def read_entries(root: Path, paths: Sequence[str]) -> dict[str, IndexEntry]:
    """Reads what the index has of some paths.

    Args:
        root: Of the worktree.
        paths: Of files, from the root, with `/`.

    Returns:
        By path; those that are not in the index are missing.

    Raises:
        ConflictError: One has a merge conflict that is not resolved.
        GitError: Git cannot read the index.
    """
    if not paths:
        return {}
    told = feed_git(root, "ls-files", "--stage", "-z", "--full-name", "--", *_few(paths))
    wanted = set(paths)
    found = {}
    for fields, path in _records(told):
        if path not in wanted:
            continue
        mode, oid, stage = fields
        if stage != "0":
            raise ConflictError(
                f"{path} has a merge conflict that is not resolved",
                hint="settle it, then stage the whole file",
            )
        found[path] = IndexEntry(path=path, mode=mode, oid=oid)
    return found


def read_tree(root: Path, revision: str, paths: Sequence[str]) -> dict[str, IndexEntry]:
    """Reads what a commit has of some paths.

    Args:
        root: Of the worktree.
        revision: In any of git's ways; `HEAD` without any commit is an empty tree.
        paths: Of files, from the root, with `/`.

    Returns:
        By path; those that are not in the commit are missing.

    Raises:
        InvalidError: There is no such revision.
    """
    if not paths:
        return {}
    if not revision or revision.startswith("-") or "\0" in revision:
        raise InvalidError(f"{revision!r} is no revision")
    done = call_git(root, "ls-tree", "-r", "-z", "--full-tree", revision, "--", *_few(paths))
    if done.status:
        if revision == "HEAD" and is_unborn(root):
            return {}
        raise InvalidError(f"{revision} is no revision here", detail=done.problem.strip())
    wanted = set(paths)
    return {
        path: IndexEntry(path=path, mode=mode, oid=oid)
        for (mode, _, oid), path in _records(done.output)
        if path in wanted
    }


def is_unborn(root: Path) -> bool:
    """Whether the branch at HEAD has no commit yet."""
    found = call_git(root, "rev-parse", "--verify", "--quiet", "HEAD").status == 0
    return not found and call_git(root, "symbolic-ref", "--quiet", "HEAD").status == 0


def store_blob(root: Path, data: bytes, *, path: str | None = None) -> str:
    """Puts a content among git's objects.

    Args:
        root: Of the worktree.
        data: The content.
        path: Store it as git would the working file at this path: through the filters and line
            ends that the attributes ask for. By default as it is.

    Returns:
        Its id.

    Raises:
        GitError: It cannot be written, or a filter has failed that must not.
    """
    filters = ["--no-filters"] if path is None else [f"--path={path}"]
    told = feed_git(root, "hash-object", "-w", "--stdin", *filters, data=data)
    return told.decode("ascii").strip()


def write_entries(root: Path, put: Sequence[IndexEntry], remove: Sequence[str] = ()) -> None:
    """Puts files into the index and takes others out, all at once or none.

    Args:
        root: Of the worktree.
        put: What to put in; takes the place of a conflict, and of a folder where a file comes.
        remove: Paths to take out; those that aren't in it don't matter.

    Raises:
        LockedError: Another git holds the index.
        GitError: Git cannot write the index, or refuses a path.
    """
    if not put and not remove:
        return
    zeros = "0" * _oid_length(root)
    lines = [*(f"0 {zeros}\t{path}\0" for path in remove)]
    lines += [f"{entry.mode} {entry.oid}\t{entry.path}\0" for entry in put]
    data = b"".join(map(os.fsencode, lines))
    with index_guard(root):
        patiently(root, lambda: feed_git(root, "update-index", "-z", "--index-info", data=data))
        _refresh(root, [entry.path for entry in put])


def _refresh(root: Path, paths: Sequence[str]) -> None:
    """Has git look once whether working files are what was staged, instead of at each status."""
    there = [path for path in paths if os.path.lexists(root / path)]
    data = b"".join(os.fsencode(path) + b"\0" for path in there)
    if data:
        options = ("--refresh", "--ignore-errors", "--pathspec-from-file=-", "--pathspec-file-nul")
        with suppress(GitError):  # it is for speed only
            feed_git(root, "add", *options, data=data)


def _few(paths: Sequence[str]) -> Sequence[str]:
    """The paths to ask for: all files where there are too many for a command line."""
    return paths if sum(len(path) + 1 for path in paths) < _LONGEST else ()


def _records(told: bytes) -> Iterator[tuple[list[str], str]]:
    """Splits records of three fields, a tab and a path."""
    for record in os.fsdecode(told).split("\0"):
        if record:
            fields, _, path = record.partition("\t")
            yield fields.split(), path


def _oid_length(root: Path) -> int:
    config = (read_layout(root).common / "config").read_bytes()
    return _SHA256 if _IS_SHA256.search(config) else _SHA1
