"""The branches of a repository, and those of its remotes as of the last fetch."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.status import Upstream

HEADS: Final = "refs/heads/"
REMOTES: Final = "refs/remotes/"

_FIELDS: Final = (
    "refname",
    "objectname",
    "committerdate:unix",
    "contents:subject",
    "upstream",
    "upstream:track,nobracket",
    "worktreepath",
    "HEAD",
    "symref",
)
#: Git's plumbing says it in these words whatever the language is.
_AHEAD, _BEHIND = re.compile(r"ahead (\d+)"), re.compile(r"behind (\d+)")
_GONE = "gone"


class Branch(Struct, frozen=True, kw_only=True):
    """A branch, here or on a remote."""

    #: Such as `main`, or `origin/main`.
    name: str
    #: Whether it is one of a remote's.
    remote: bool
    #: Whether it is checked out in the worktree that was asked about.
    current: bool
    #: Full id.
    commit: str
    subject: str
    #: When that was committed.
    at: datetime
    #: None if it follows nothing.
    upstream: Upstream | None
    #: Root of the worktree that has it checked out; None if none has.
    worktree: Path | None

    @property
    def ref(self) -> str:
        """Its full name."""
        return (REMOTES if self.remote else HEADS) + self.name


def list_branches(root: Path) -> list[Branch]:
    """Lists all branches, those last committed to first.

    Args:
        root: Of the worktree.

    Raises:
        GitError: Git refused.
    """
    form = "".join(f"%({field})%00" for field in _FIELDS)
    told = feed_git(
        root, "for-each-ref", "--sort=-committerdate", f"--format={form}", HEADS, REMOTES
    )
    fields = os.fsdecode(told).split("\0")
    return list(_branches(fields))


def check_name(root: Path, name: str) -> None:
    """Makes sure that a new branch can have a name.

    https://git-scm.com/docs/git-check-ref-format

    Raises:
        InvalidError: It can't.
    """
    # Git also takes `@{-1}` for the name of the branch before.
    told = "" if "\0" in name else call_git(root, "check-ref-format", "--branch", name).output
    if not name or told != os.fsencode(name) + b"\n":
        raise InvalidError(
            f"{name!r} is no name for a branch",
            hint="use letters, digits, dashes and slashes, such as fix/plots",
        )


def _branches(fields: list[str]) -> Iterator[Branch]:
    count = len(_FIELDS)
    for start in range(0, len(fields) - count, count):
        ref, commit, at, subject, upstream, track, worktree, here, symref = fields[
            start : start + count
        ]
        ref = ref.removeprefix("\n")
        if symref:  # such as `origin/HEAD`, which is another name of a branch
            continue
        yield Branch(
            name=_short(ref),
            remote=ref.startswith(REMOTES),
            current=here == "*",
            commit=commit,
            subject=subject,
            at=datetime.fromtimestamp(int(at or 0), tz=timezone.utc),
            upstream=_upstream(upstream, track),
            worktree=Path(worktree) if worktree else None,
        )


def _upstream(ref: str, track: str) -> Upstream | None:
    if not ref:
        return None
    ahead, behind = _AHEAD.search(track), _BEHIND.search(track)
    return Upstream(
        name=_short(ref),
        ahead=int(ahead[1]) if ahead else 0,
        behind=int(behind[1]) if behind else 0,
        gone=track == _GONE,
    )


def _short(ref: str) -> str:
    return ref.removeprefix(HEADS).removeprefix(REMOTES)
