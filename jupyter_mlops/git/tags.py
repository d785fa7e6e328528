"""Tags: those that there are, and new ones.

https://git-scm.com/docs/git-tag
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.git.command import GitError, call_git, feed_git
from jupyter_mlops.git.lock import patiently

TAGS: Final = "refs/tags/"
#: Of the tag itself, and with `*` of what an annotated one points to.
_FIELDS: Final = (
    "refname",
    "objecttype",
    "objectname",
    "*objecttype",
    "*objectname",
    "creatordate:unix",
    "taggername",
    "authorname",
    "contents:body",
)


class Tag(Struct, frozen=True, kw_only=True):
    """A tag on a commit."""

    #: Without `refs/tags/`.
    name: str
    #: Full id of the commit.
    commit: str
    #: When it was made; of a plain one, when its commit was.
    at: datetime
    #: Who made it, or its commit.
    author: str
    #: Its message below the first line; empty for a plain one.
    body: str


def list_tags(root: Path) -> list[Tag]:
    """Lists the tags on commits, by name.

    Args:
        root: Of the worktree.

    Raises:
        GitError: Git refused.
    """
    form = "".join(f"%({field})%00" for field in _FIELDS)
    told = feed_git(root, "for-each-ref", f"--format={form}", TAGS)
    return list(_tags(told.decode("utf-8", "replace").split("\0")))


def make_tag(root: Path, name: str, commit: str, message: str) -> None:
    """Makes an annotated tag, signed where the user's git signs tags.

    Args:
        root: Of the worktree.
        name: Its name.
        commit: Full id of what it is put on.
        message: What to say; lines that begin with `#` stay.

    Raises:
        InvalidError: No tag can have that name.
        ConflictError: There is one, or signing failed; there is no new tag.
    """
    if call_git(root, "check-ref-format", TAGS + name).status:
        raise InvalidError(f"{name!r} is no name for a tag", hint="mend the setting modules.tag")
    words = ("tag", "--annotate", "--cleanup=whitespace", "--file=-", "--", name, commit)
    done = call_git(
        root,
        *words,
        data=message.encode("utf-8", "replace"),
        config={"i18n.commitEncoding": "utf-8"},
        as_user=True,
    )
    if done.status:
        raise ConflictError(f"git made no tag {name}", detail=done.problem.strip())


def delete_tag(root: Path, name: str) -> None:
    """Takes back a tag that was made only just now."""
    feed_git(root, "update-ref", "-d", TAGS + name)


def fast_forward(root: Path, commit: str, *, reason: str) -> None:
    """Moves the branch, its index and working files on to a commit that follows it.

    Args:
        root: Of the worktree.
        commit: Full id.
        reason: What the log of the branch says.

    Raises:
        ConflictError: The branch has other commits by now, or files that would be overwritten have
            changes; nothing has moved.
        LockedError: Another git is at work.
    """
    words = ("merge", "--ff-only", "--quiet", "--no-stat", "--no-verify-signatures", commit)
    env = {"GIT_REFLOG_ACTION": reason, "GIT_OPTIONAL_LOCKS": "1"}
    try:
        patiently(root, lambda: feed_git(root, *words, env=env))
    except GitError as error:
        raise ConflictError(
            "the branch cannot move on: somebody commits or edits here",
            hint="try again",
            detail=error.message,
        ) from error


def _tags(fields: list[str]) -> Iterator[Tag]:
    count = len(_FIELDS)
    for start in range(0, len(fields) - count, count):
        ref, kind, oid, peeled_kind, peeled, at, tagger, author, body = fields[
            start : start + count
        ]
        if (peeled_kind or kind) != "commit":
            continue
        yield Tag(
            name=os.fsdecode(ref.encode()).strip().removeprefix(TAGS),
            commit=peeled or oid,
            at=datetime.fromtimestamp(int(at or 0), tz=timezone.utc),
            author=tagger or author,
            body=body.strip() if peeled else "",
        )
