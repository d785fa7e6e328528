"""Git's locks: waited for, and taken away where their holder is gone."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from jupyter_mlops.errors import LockedError
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.layout import Layout, read_layout

#: How long a lock is waited for, and how often it is looked for, in seconds.
PATIENCE = 2.0
_INTERVAL = 0.05
#: How old a lock must be to count as left behind, in seconds.
OLD = 10.0
#: How long another request of this server is waited for, in seconds. Hooks may take longer; but who
#: waits holds one of the server's few threads.
TURN = 15.0

_HINT = "wait until the other git is done; if there is none, unlock the repository"

T = TypeVar("T")

_guards: dict[Path, threading.RLock] = {}
_making = threading.Lock()


class Lock(Struct, frozen=True, kw_only=True):
    """What keeps git from writing."""

    #: How long ago it was taken, in seconds.
    age: float
    #: Whether no git runs in this repository that could hold it, as far as can be seen.
    abandoned: bool


@contextmanager
def index_guard(root: Path) -> Iterator[None]:
    """One writer at a time in a worktree, among the threads of this process.

    The same thread may enter again.

    Args:
        root: Of the worktree.

    Raises:
        LockedError: Another request has worked on it for too long.
    """
    with _making:
        guard = _guards.setdefault(root.resolve(), threading.RLock())
    if not guard.acquire(timeout=TURN):
        raise LockedError(
            "something else is at work in this repository, such as a commit with its hooks",
            hint="try again when that is done",
        )
    try:
        yield
    finally:
        guard.release()


def patiently(root: Path, work: Callable[[], T]) -> T:
    """Does what needs git's locks, again while another git holds one.

    Args:
        root: Of the worktree.
        work: What to do; must change nothing where it fails.

    Raises:
        LockedError: A lock stayed.
        GitError: It failed for another reason.
    """
    deadline = time.monotonic() + PATIENCE
    layout = read_layout(root)
    again = True
    while True:
        try:
            return work()
        except GitError as error:
            held = find_locks(layout)
            if held and time.monotonic() >= deadline:
                name = held[0].relative_to(layout.common.parent)
                raise LockedError(f"{name.as_posix()} is there", hint=_HINT) from error
            # A lock may have gone while git was complaining of it: such a failure is forgiven once.
            if not held and not again:
                raise
            again = bool(held)
        time.sleep(_INTERVAL)


def read_lock(root: Path) -> Lock | None:
    """The lock of a worktree; None if there is none, or only for as long as any git takes.

    Looks at the machine's processes only if there is one.
    """
    layout = read_layout(root)
    ages = [age for file in find_locks(layout) if (age := _age(file)) is not None]
    if not ages or max(ages) < PATIENCE:
        return None
    return Lock(age=max(ages), abandoned=not any(_gits_in(layout)))


def break_lock(root: Path) -> None:
    """Takes away locks that their git has left behind.

    Args:
        root: Of the worktree.

    Raises:
        LockedError: One is young, or a git is at work that could hold it.
    """
    layout = read_layout(root)
    for file in find_locks(layout):
        age = _age(file)
        if age is None:
            continue
        if age <= OLD:
            wait = f"try again in {OLD - age:.0f} seconds, if it is still there"
            raise LockedError(f"{file.name} was only just taken", hint=wait)
        if running := next(_gits_in(layout), None):
            raise LockedError(
                f"git is at work in this repository (process {running})",
                hint="let it end, or end it",
            )
        file.unlink(missing_ok=True)


def find_locks(layout: Layout) -> list[Path]:
    """The locks of a worktree that keep it from staging and committing."""
    candidates = [layout.own / "index.lock", layout.own / "HEAD.lock"]
    with suppress(OSError):
        head = os.fsdecode((layout.own / "HEAD").read_bytes()).strip()
        if head.startswith("ref: "):
            candidates.append(layout.common / (head.removeprefix("ref: ") + ".lock"))
    return [file for file in candidates if file.exists()]


def _age(file: Path) -> float | None:
    try:
        return max(0.0, time.time() - file.stat().st_mtime)
    except OSError:
        return None


def _gits_in(layout: Layout) -> Iterator[int]:
    """Git's processes that may be at work in a worktree."""
    import psutil

    places = (layout.root, layout.own, layout.common)
    for process in psutil.process_iter(["name"]):
        name = (process.info["name"] or "").lower()
        if name not in ("git", "git.exe") and not name.startswith("git-"):
            continue
        # Whose folder cannot be seen belongs to somebody else, who has other repositories.
        with suppress(psutil.Error, OSError):
            folder = Path(process.cwd())
            if any(folder.is_relative_to(place) for place in places):
                yield process.pid
