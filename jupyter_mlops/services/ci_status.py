"""Use case: what the repository's forges say of a commit."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError, RateLimitError
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.tracking import find_commit
from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.ci_look import RemoteStatus, SlowError, look_at
from jupyter_mlops.services.forge_remotes import read_remotes

#: How long forges are waited for, in seconds; what comes later is there at the next look.
PATIENCE: Final = 6.0
#: When to look again for what was not there in time, went wrong, or may begin at any moment, in
#: seconds.
_SOON: Final = 5.0
_AGAIN: Final = 30.0
_BEGINS: Final = 10.0
#: How long after a commit its pipelines may still begin, in seconds.
_YOUNG: Final = 600


class CiStatus(Struct, frozen=True, kw_only=True):
    """A commit, as the repository's forges know it."""

    #: Full id; None in a repository without any.
    commit: str | None
    #: Whether a remote has it, as of the last fetch.
    pushed: bool
    #: Those on a forge, the upstream's first.
    remotes: tuple[RemoteStatus, ...] = ()
    #: Names of the other remotes.
    unknown: tuple[str, ...] = ()
    #: When another look is worthwhile, in seconds; None if nothing will change by itself.
    poll_after: float | None = None


def ci_status(
    desk: CiDesk, root: Path, commit: str | None = None, *, patience: float = PATIENCE
) -> CiStatus:
    """Asks all forges of a repository at once; one that hangs or fails keeps no other back.

    Args:
        desk: Asks.
        root: Of the worktree.
        commit: A revision; HEAD by default.
        patience: How long to wait for them all, in seconds.

    Raises:
        NotFoundError: There is no such commit.
        InvalidError: The user's settings of a forge are wrong.
    """
    remotes = read_remotes(root)
    sha = remotes.tracking.commit if commit is None else find_commit(root, commit)
    if sha is None:
        if commit is not None:
            raise NotFoundError(f"there is no commit {commit}")
        return CiStatus(commit=None, pushed=False, unknown=remotes.others)
    pushed = _is_pushed(root, sha)
    since = desk.pushed_since(sha, pushed=pushed)

    def young() -> bool:
        return since < _YOUNG or _is_young(root, sha)

    looks = [look_at(desk, root, remote, sha if pushed else None) for remote in remotes.found]
    deadline = time.monotonic() + patience
    told = [look.result(max(0.0, deadline - time.monotonic())) for look in looks]
    found = tuple(each for each in told if each is not None)
    others = [look.remote.name for look, each in zip(looks, told, strict=True) if each is None]
    return CiStatus(
        commit=sha,
        pushed=pushed,
        remotes=found,
        unknown=(*others, *remotes.others),
        poll_after=_poll_after(young, found) if pushed else None,
    )


def _is_pushed(root: Path, sha: str) -> bool:
    """Whether a remote has a commit; it may where nothing was fetched that could tell."""
    refs = feed_git(root, "for-each-ref", "--count=1", "refs/remotes")
    held = feed_git(root, "for-each-ref", "--count=1", f"--contains={sha}", "refs/remotes")
    return bool(held.strip() or not refs.strip())


def _poll_after(young: Callable[[], bool], remotes: tuple[RemoteStatus, ...]) -> float | None:
    waits = [wait for each in remotes if (wait := _wait(young, each)) is not None]
    return min(waits, default=None)


def _wait(young: Callable[[], bool], status: RemoteStatus) -> float | None:
    if isinstance(status.error, RateLimitError):
        return status.error.retry_after
    answer = status.answer
    told = None if answer is None else answer.poll_after
    if status.error is not None:
        return told or (_SOON if isinstance(status.error, SlowError) else _AGAIN)
    if answer is None or answer.pipelines:
        return told
    return (told or _BEGINS) if young() else None


def _is_young(root: Path, sha: str) -> bool:
    """Whether a commit was made so lately that its pipelines may not have begun."""
    told = os.fsdecode(feed_git(root, "show", "-s", "--format=%ct", "--end-of-options", sha))
    return time.time() - int(told.strip() or 0) < _YOUNG
