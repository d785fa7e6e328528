"""Which notebooks differ between two revisions, the index and the worktree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.command import run_git
from jupyter_mlops.git.revisions import Revision, read_revisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SUFFIX = ".ipynb"

Status = Literal["added", "deleted", "modified", "renamed", "unmerged"]

#: A type change (a file became a link) is a modification, the modes tell.
_STATUS: dict[str, Status] = {
    "A": "added",
    "D": "deleted",
    "M": "modified",
    "T": "modified",
    "R": "renamed",
    "C": "added",
    "U": "unmerged",
}
_TWO_PATHS = ("R", "C")
_NOTHING = "000000"
_PLAIN = {"diff.relative": "false", "diff.renames": "true"}
_FLAGS = ("--raw", "-z", "--no-abbrev", "--find-renames", "--no-color", "--no-ext-diff")


class Side(Struct, frozen=True, kw_only=True):
    """A file on one side of a comparison."""

    #: Its path in the repository, with `/`. Bytes that are not UTF-8 are escaped as by
    #: `os.fsdecode`.
    path: str
    #: Git's mode: `100644`, `100755`, `120000` for a link, `160000` for a submodule.
    mode: str
    #: Id of its content; None where git has not looked at it yet.
    oid: str | None
    #: Whether it lies in the worktree. Git may know the id of such a file without having a blob.
    worktree: bool = False


class FileChange(Struct, frozen=True, kw_only=True):
    """A notebook file that differs."""

    #: Path in the head, in the base where the file is gone.
    path: str
    #: Path in the base, if it was another.
    old_path: str | None = None
    #: What happened to it.
    status: Status
    #: The two versions; None where there is none.
    base: Side | None
    head: Side | None


class Changes(Struct, frozen=True, kw_only=True):
    """The notebooks that differ between two sides."""

    #: What to call the sides.
    base_name: str
    head_name: str
    #: In git's order.
    files: list[FileChange]


def list_changes(
    folder: Path,
    revisions: Sequence[str] = (),
    *,
    cached: bool = False,
    paths: Sequence[str] = (),
) -> Changes:
    """Lists the notebooks that differ, renamed ones recognised, as `git diff` understands it.

    No revision compares the index with the worktree, one compares it with the worktree, two
    compare with each other.

    Args:
        folder: Where git looks for the repository, and what `paths` are relative to.
        revisions: As `read_revisions` takes them.
        cached: Compare with the index instead of the worktree; with HEAD as base by default.
        paths: Limit to these, in git's pathspec language.

    Raises:
        InvalidError: A revision doesn't exist, or `cached` comes with two.
        GitError: Git refused, for one because a path lies outside of the repository.
    """
    sides = read_revisions(folder, revisions)
    if cached and len(sides) > 1:
        raise InvalidError("the index can be compared with one revision, not with two")
    # Options and ids only: nothing of the user's stands where git looks for options.
    arguments = ["diff", *_FLAGS, *(["--cached"] if cached else []), *(side.oid for side in sides)]
    raw = run_git(
        folder, *arguments, "--", *paths, config=_PLAIN, env={"GIT_LITERAL_PATHSPECS": "0"}
    )
    base_name, head_name = _names(sides, cached=cached)
    on_disk = not cached and len(sides) <= 1
    files = [change for change in parse_raw(raw, on_disk=on_disk) if _is_notebook(change)]
    return Changes(base_name=base_name, head_name=head_name, files=_resolve(files))


def _names(sides: list[Revision], *, cached: bool) -> tuple[str, str]:
    if len(sides) > 1:
        return sides[0].name, sides[1].name
    head = "index" if cached else "worktree"
    if sides:
        return sides[0].name, head
    return ("HEAD" if cached else "index"), head


def parse_raw(raw: bytes, *, on_disk: bool) -> Iterator[FileChange]:
    """Reads entries like `:100644 100644 ID ID R86` NUL `old` NUL `new` NUL.

    https://git-scm.com/docs/git-diff#_raw_output_format
    """
    fields = iter(os.fsdecode(raw).split("\0"))
    for entry in fields:
        if not entry.startswith(":"):
            continue  # the empty field after the last NUL
        base_mode, head_mode, base_oid, head_oid, kind = entry[1:].split(" ")
        old_path = next(fields)
        path = next(fields) if kind[0] in _TWO_PATHS else old_path
        yield FileChange(
            path=path,
            old_path=None if old_path == path else old_path,
            status=_STATUS.get(kind[0], "modified"),
            base=_side(old_path, base_mode, base_oid),
            head=_side(path, head_mode, head_oid, on_disk=on_disk),
        )


def _side(path: str, mode: str, oid: str, *, on_disk: bool = False) -> Side | None:
    if mode == _NOTHING:
        return None
    # Git doesn't know the id of what it would have to read from the worktree.
    return Side(path=path, mode=mode, oid=oid if oid.strip("0") else None, worktree=on_disk)


def _is_notebook(change: FileChange) -> bool:
    return change.path.endswith(SUFFIX) or (change.old_path or "").endswith(SUFFIX)


def _resolve(files: list[FileChange]) -> list[FileChange]:
    """Keeps one entry of a path with a conflict, for which git may list two."""
    unmerged = {change.path for change in files if change.status == "unmerged"}
    return [
        change for change in files if change.status == "unmerged" or change.path not in unmerged
    ]
