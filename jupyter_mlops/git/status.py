"""What differs between the last commit, the index and the worktree.

https://git-scm.com/docs/git-status#_porcelain_format_version_2
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from jupyter_mlops.git.command import feed_git

_FLAGS = ("--porcelain=v2", "-z", "--branch", "--ahead-behind")
#: Whatever the user has set for their own eyes, files have to be complete and renames be found.
_PLAIN = {"status.renames": "true", "status.relativePaths": "false", "status.showStash": "false"}
_SAME = "."
_NOTHING = "000000"
#: How many fields come before the path.
_ORDINARY, _RENAMED, _UNMERGED = 8, 9, 10


class Upstream(Struct, frozen=True, kw_only=True):
    """What the branch follows."""

    #: Such as `origin/main`.
    name: str
    #: Commits that only we have.
    ahead: int = 0
    #: Commits that only the upstream has, as of the last fetch.
    behind: int = 0
    #: Whether it no longer exists.
    gone: bool = False


class StatusVersion(Struct, frozen=True, kw_only=True):
    """One of the versions of a file that git knows."""

    #: Git's mode: `100644`, `100755`, `120000` for a link, `160000` for a submodule.
    mode: str
    #: Id of its content; None for a working file, which git has not looked at.
    oid: str | None = None


class FileStatus(Struct, frozen=True, kw_only=True):
    """A file that differs.

    `index` and `worktree` hold git's letters: `A` added, `D` deleted, `M` modified, `T` of another
    type, `R` renamed, `C` copied, `U` unmerged, `?` untracked, `.` the same.
    """

    #: From the worktree's root, with `/`; bytes that are not UTF-8 are escaped as by `os.fsdecode`.
    path: str
    #: Where it was in the last commit, if elsewhere.
    old_path: str | None = None
    #: How the index differs from the last commit.
    index: str = _SAME
    #: How the working file differs from the index.
    worktree: str = _SAME
    #: The versions; None where there is none, or where it is unmerged or untracked.
    head: StatusVersion | None = None
    staged: StatusVersion | None = None
    working: StatusVersion | None = None
    #: Whether it has a merge conflict that is not resolved.
    unmerged: bool = False
    #: Whether git does not know it; a path that ends in `/` is another repository.
    untracked: bool = False
    #: Whether it is a submodule.
    submodule: bool = False
    #: Whether the submodule is at another commit than the index says.
    moved: bool = False


class RepositoryStatus(Struct, frozen=True, kw_only=True):
    """A worktree at one moment."""

    #: Name of the branch; None if HEAD is detached.
    branch: str | None
    #: Id of the commit; None where there is none yet.
    commit: str | None
    #: None if the branch follows nothing.
    upstream: Upstream | None
    #: In git's order, each path once.
    files: list[FileStatus]


def read_status(root: Path, *, untracked: bool = True, remember: bool = False) -> RepositoryStatus:
    """Reads what differs, by one process.

    Args:
        root: Of the worktree.
        untracked: Whether files count that git doesn't know.
        remember: Have git write down in the index which files it has looked into, to be faster the
            next time; as `git status` in a terminal does, if nobody else holds the index.

    Raises:
        GitError: Git refused.
    """
    new = "--untracked-files=all" if untracked else "--untracked-files=no"
    env = {"GIT_OPTIONAL_LOCKS": "1"} if remember else {}
    told = os.fsdecode(feed_git(root, "status", *_FLAGS, new, config=_PLAIN, env=env))
    headers: dict[str, str] = {}
    files: dict[str, FileStatus] = {}
    records = iter(told.split("\0"))
    for record in records:
        if record.startswith("# "):
            key, _, value = record[2:].partition(" ")
            headers[key] = value
        elif record:
            found = _file(record, records)
            known = files.get(found.path)
            # Taken out of the index but not off the disk: git lists the path twice.
            files[found.path] = structs.replace(known, worktree="?") if known else found
    commit = headers.get("branch.oid", "(initial)")
    commit_id = None if commit == "(initial)" else commit
    branch = headers.get("branch.head", "(detached)")
    return RepositoryStatus(
        branch=None if branch == "(detached)" else branch,
        commit=commit_id,
        upstream=_upstream(headers, born=commit_id is not None),
        files=list(files.values()),
    )


def _upstream(headers: dict[str, str], *, born: bool) -> Upstream | None:
    name = headers.get("branch.upstream")
    if name is None:
        return None
    counts = headers.get("branch.ab")
    if counts is None:  # nothing to count from, or nothing to count to
        return Upstream(name=name, gone=born)
    ahead, behind = counts.split(" ")
    return Upstream(name=name, ahead=abs(int(ahead)), behind=abs(int(behind)))


def _file(record: str, records: Iterator[str]) -> FileStatus:
    kind = record[0]
    if kind == "?":
        return FileStatus(path=record[2:], worktree="?", untracked=True)
    if kind == "u":
        fields = record.split(" ", _UNMERGED)
        submodule = fields[2].startswith("S")
        return FileStatus(
            path=fields[-1], index="U", worktree="U", unmerged=True, submodule=submodule
        )
    count = _RENAMED if kind == "2" else _ORDINARY
    fields = record.split(" ", count)
    state, sub, modes, oids = fields[1], fields[2], fields[3:6], fields[6:8]
    return FileStatus(
        path=fields[-1],
        old_path=next(records) if kind == "2" else None,
        index=state[0],
        worktree=state[1],
        head=_version(modes[0], oids[0]),
        staged=_version(modes[1], oids[1]),
        working=_version(modes[2]),
        submodule=sub.startswith("S"),
        moved=sub.startswith("SC"),
    )


def _version(mode: str, oid: str | None = None) -> StatusVersion | None:
    return None if mode == _NOTHING else StatusVersion(mode=mode, oid=oid)
