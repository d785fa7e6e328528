"""Commits, and what they change."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.branches import HEADS, REMOTES
from jupyter_mlops.git.changes import FileChange, parse_raw
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.tracking import find_commit

_TAGS: Final = "refs/tags/"
_FIELDS: Final = ("%H", "%P", "%an", "%ae", "%ct", "%s", "%b", "%D")
#: Of a record; the fields that come after are about files, and none of them looks like this.
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TWO_PATHS: Final = ("R", "C")
_PLAIN: Final = {"log.showSignature": "false", "log.showRoot": "true"}


class Commit(Struct, frozen=True, kw_only=True):
    """A commit."""

    #: Full id.
    oid: str
    #: Full ids; the first is what it is compared with.
    parents: list[str]
    author: str
    email: str
    #: When it was committed.
    at: datetime
    subject: str
    body: str
    #: Branches and tags that point to it, such as `main` and `origin/main`.
    refs: list[str]
    #: Git's path that the file had then, if the history of a file was asked for.
    path: str | None = None


def resolve_commit(root: Path, revision: str) -> str:
    """The id of the commit that a revision stands for.

    Args:
        root: Of the worktree.
        revision: In any of git's ways.

    Raises:
        InvalidError: It stands for none, or for several.
    """
    found = None if "\0" in revision else find_commit(root, revision)
    if found is None or not _ID.fullmatch(found):
        raise InvalidError(
            f"{revision} is no commit here", hint="name a branch, a tag or a commit that there is"
        )
    return found


def read_log(
    root: Path, commit: str, *, path: str | None = None, skip: int = 0, limit: int = 50
) -> list[Commit]:
    """Reads commits, newest first.

    Args:
        root: Of the worktree.
        commit: Id of the one to begin with.
        path: Only those that changed the file which has this path at last, renames followed.
        skip: How many to leave out at the start.
        limit: How many at most.

    Raises:
        GitError: Git refused.
    """
    form = "%x00".join(_FIELDS)
    flags = ["-z", "--no-color", "--encoding=UTF-8", "--decorate=full", f"--format={form}"]
    # Where git follows a file it would skip commits that it doesn't show.
    own_skip = 0 if path is None else skip
    flags += [f"--skip={skip - own_skip}", f"--max-count={limit + own_skip}"]
    if path is not None:
        flags += ["--follow", "--name-status", "--no-ext-diff"]
    told = feed_git(
        root, "log", *flags, commit, "--", *([] if path is None else [path]), config=_PLAIN
    )
    return list(_commits(os.fsdecode(told).split("\0"), path))[own_skip:]


def read_commit_files(root: Path, commit: Commit) -> list[FileChange]:
    """Reads what a commit changes against its first parent, renamed files recognised.

    Raises:
        GitError: Git refused.
    """
    flags = ("-r", "-z", "--raw", "--no-abbrev", "--find-renames", "--no-commit-id", "--root")
    told = feed_git(root, "diff-tree", *flags, *commit.parents[:1], commit.oid, "--")
    return list(parse_raw(told, on_disk=False))


def _commits(fields: list[str], path: str | None) -> Iterator[Commit]:
    for (oid, parents, author, email, time, subject, body, names), old, new in _records(fields):
        path = new or path  # a merge may not say what it changes
        yield Commit(
            oid=oid,
            parents=parents.split(),
            author=_text(author),
            email=_text(email),
            at=datetime.fromtimestamp(int(time), tz=timezone.utc),
            subject=_text(subject),
            body=_text(body).strip("\n"),
            refs=[ref for name in names.split(", ") if (ref := _ref(name))],
            path=path,
        )
        path = old or path


def _records(fields: list[str]) -> Iterator[tuple[list[str], str, str]]:
    """Splits what git tells into commits, each with the path of the file before and after it.

    A status comes between two commits: `M` NUL `path` NUL, or `R100` NUL `old` NUL `new` NUL.
    """
    at, count = 0, len(_FIELDS)
    while at + count <= len(fields):
        record = fields[at : at + count]
        at += count
        old = new = ""
        status = fields[at].lstrip("\n") if at < len(fields) else ""
        if status and not _ID.fullmatch(status):
            renamed = status[0] in _TWO_PATHS
            old, new = fields[at + 1], fields[at + 1 + renamed]
            at += 2 + renamed
        yield record, old, new


def _ref(name: str) -> str:
    """A branch or tag as people call it; empty for what is neither."""
    full = name.removeprefix("HEAD -> ").removeprefix("tag: ")
    if full.endswith("/HEAD"):
        return ""
    for start in (HEADS, REMOTES, _TAGS):
        if full.startswith(start):
            return _text(full.removeprefix(start))
    return ""


def _text(value: str) -> str:
    return os.fsencode(value).decode("utf-8", "replace")
