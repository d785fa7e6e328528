"""Commits what is in the index, as the user's own git would: hooks, signing and all.

https://git-scm.com/docs/git-commit
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NoReturn

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, HookError, LockedError
from jupyter_mlops.git.command import GitError, call_git, feed_git
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lock import PATIENCE, find_locks
from jupyter_mlops.git.process import Outcome
from jupyter_mlops.git.repository import repository_file

#: How long hooks may take, in seconds: some install their tools at the first commit.
_LIMIT: Final = 600.0
#: How much of what hooks say is kept: its end, in characters.
_LONGEST: Final = 20_000
#: Hooks that can refuse a commit.
_HOOKS: Final = ("pre-commit", "prepare-commit-msg", "commit-msg", "pre-merge-commit")
#: With what git ends if it decided not to commit; a failure of its own is 128.
_DECLINED: Final = 1
_LOG: Final = ("-c", "log.showSignature=false", "log", "-1", "--no-color", "--encoding=UTF-8")
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_INTERVAL = 0.05


class Commit(Struct, frozen=True, kw_only=True):
    """A commit that was made."""

    #: Its id.
    oid: str
    #: First line of its message.
    subject: str
    #: How many files it changes, against its first parent.
    files: int
    #: What hooks have said.
    output: str


def make_commit(
    root: Path,
    message: str,
    *,
    amend: bool,
    signoff: bool,
    env: Mapping[str, str] = MappingProxyType({}),
) -> Commit:
    """Commits what is in the index.

    The message is cleaned up as that of `git commit -m`: spaces at line ends and needless empty
    lines go. Nothing asks: no editor opens, and there is no terminal.

    Args:
        root: Of the worktree.
        message: What to say.
        amend: Replace the last commit.
        signoff: Add a `Signed-off-by` line.
        env: What hooks find in their environment besides.

    Raises:
        HookError: A hook refused, or did not end.
        LockedError: Another git holds the index or the branch.
        ConflictError: Git sees nothing to commit.
        GitError: Anything else; nothing was committed.
    """
    _await_locks(root)
    words = ["commit", "--quiet", "--file=-"]
    words += ["--amend"] if amend else []
    words += ["--signoff"] if signoff else []
    try:
        done = call_git(
            root,
            *words,
            data=message.encode("utf-8", "replace"),
            config={"i18n.commitEncoding": "utf-8"},
            env=env,
            as_user=True,
            limit=_LIMIT,
        )
    except GitError as error:
        if hooks := _hooks(root):
            raise HookError(
                f"a hook did not end in {_LIMIT / 60:.0f} minutes: {' or '.join(hooks)}",
                hint="run it in a terminal to see what it waits for",
            ) from error
        raise
    if done.status:
        _refuse(root, done)
    return _read_made(root, _spoken(done.problem))


def last_message(root: Path) -> str:
    """The message of the last commit; empty if there is none."""
    done = call_git(root, *_LOG, "--format=%B", "HEAD")
    return "" if done.status else done.output.decode("utf-8", "replace").strip()


def commit_time(root: Path) -> int:
    """When the last commit was made, in seconds since 1970."""
    return int(feed_git(root, *_LOG, "--format=%ct", "HEAD"))


def _read_made(root: Path, output: str) -> Commit:
    changes = ("--name-only", "-z", "--first-parent", "-m", "--no-renames", "--root")
    told = feed_git(root, *_LOG, *changes, "--format=%H%x00%s%x00", "HEAD")
    oid, subject, *names = told.decode("utf-8", "replace").split("\0")
    files = sum(bool(name.strip("\n")) for name in names)
    return Commit(oid=oid, subject=subject, files=files, output=output)


def _await_locks(root: Path) -> None:
    """Waits for another git to be done, since a commit is not tried twice: hooks would run twice.

    Raises:
        LockedError: It holds on.
    """
    layout = read_layout(root)
    deadline = time.monotonic() + PATIENCE
    while locks := find_locks(layout):
        if time.monotonic() >= deadline:
            raise _locked(locks)
        time.sleep(_INTERVAL)


def _refuse(root: Path, done: Outcome) -> NoReturn:
    said = _spoken(done.problem) or _spoken(done.output.decode("utf-8", "replace"))
    if done.status == _DECLINED:
        if hooks := _hooks(root):
            raise HookError(
                f"a hook of the repository refused the commit: {' or '.join(hooks)}",
                hint="do what it asks for, stage that, and commit again",
                detail=said,
            )
        raise ConflictError(
            "git made no commit", hint="look at what is staged, and at the message", detail=said
        )
    if locks := find_locks(read_layout(root)):
        raise _locked(locks)
    how = f"signal {-done.status}" if done.status < 0 else f"status {done.status}"
    raise GitError(
        f"git commit ended with {how}; nothing was committed",
        hint="what it said tells why",
        detail=said,
    )


def _locked(locks: list[Path]) -> LockedError:
    return LockedError(
        f"{locks[0].name} is there: another git is at work, or has left it behind",
        hint="wait until it is done; if there is none, unlock the repository",
    )


def _hooks(root: Path) -> list[str]:
    """Names of the hooks that could have refused."""
    folder = repository_file(root, "hooks")
    return [name for name in _HOOKS if os.access(folder / name, os.X_OK)]


def _spoken(text: str) -> str:
    """What a program said, without the colours of a terminal, and not more than can be read."""
    text = _COLOURS.sub("", text).strip()
    return text if len(text) <= _LONGEST else "…" + text[-_LONGEST:]
