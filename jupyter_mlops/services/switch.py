"""Use case: switch to a branch without losing what is not committed."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, MlopsError, OverwriteError, StorageError
from jupyter_mlops.git.add import restore_files
from jupyter_mlops.git.branches import HEADS, REMOTES
from jupyter_mlops.git.command import GitError, call_git, feed_git
from jupyter_mlops.git.discarded import forget, keep
from jupyter_mlops.git.in_the_way import InTheWay, find_in_the_way
from jupyter_mlops.git.incoming import unmerged_paths
from jupyter_mlops.git.index import (
    IndexEntry,
    index_guard,
    read_entries,
    read_tree,
    write_entries,
)
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lock import patiently
from jupyter_mlops.git.state import read_state
from jupyter_mlops.git.tracking import find_commit, read_tracking
from jupyter_mlops.services.keep_outputs import keep_outputs
from jupyter_mlops.services.restore import restore
from jupyter_mlops.services.switch_target import Target, find_target, new_target

_log = logging.getLogger(__name__)

#: How long git may take, in seconds: large files may have to be written, hooks to be run.
_LIMIT: Final = 600.0
#: Most files that a message names.
_NAMED: Final = 200
#: What keeps commits from being forgotten.
_HOLDING: Final = (HEADS, REMOTES, "refs/tags/")
_FLAGS: Final = ("--quiet", "--no-overwrite-ignore")

Changes = Literal["stop", "merge", "set-aside"]


class Wish(Struct, frozen=True, kw_only=True):
    """Where to switch."""

    #: Name of the branch; that of a remote's makes a local one that follows it.
    branch: str
    #: Make it.
    create: bool = False
    #: Where a new one starts: a revision; by default HEAD.
    start: str | None = None
    #: What happens to changes that are in the way.
    changes: Changes = "stop"


class Switched(Struct, frozen=True, kw_only=True):
    """Where one is now."""

    branch: str
    #: Git's paths of files that hold conflicts now.
    conflicts: tuple[str, ...] = ()
    #: Id in the restore list of what was set aside; None if nothing was.
    set_aside: str | None = None


def switch_branch(root: Path, wish: Wish) -> Switched:
    """Switches to a branch. What is not committed and in nobody's way is carried along.

    Args:
        root: Of the worktree.
        wish: Where to.

    Raises:
        NotFoundError: There is no such branch.
        InvalidError: A new one can't have that name, or there is no such start.
        OverwriteError: Changes are in the way, and they are not to be merged or set aside.
        ConflictError: Git is in the middle of something, or the branch is checked out elsewhere.
        LockedError: Another git holds the index.
    """
    with index_guard(root):
        if wish.create:
            target = new_target(root, wish.branch, wish.start)
        else:
            target = find_target(root, wish.branch)
        if target.current:
            return Switched(branch=target.branch)
        _check_state(root, target)
        head = find_commit(root, "HEAD")
        if target.commit is None or target.commit == head:
            _switch(root, target)
            return Switched(branch=target.branch)
        return _switch_over(root, wish, target, find_in_the_way(root, head, target.commit))


def _switch_over(root: Path, wish: Wish, target: Target, way: InTheWay) -> Switched:
    merge = bool(way.paths) and wish.changes == "merge"
    if way.paths and (wish.changes == "stop" or (merge and way.new)):
        raise OverwriteError(
            f"switching to {target.branch} would overwrite changes that are not committed",
            hint="commit them, or set them aside",
            detail="\n".join(way.paths[:_NAMED]),
        )
    aside = None
    if merge:
        _merge_over(root, target, way)
    elif way.paths:
        aside = _set_aside(root, target, way)
    else:
        _write_over(root, target, way)
    conflicts = tuple(unmerged_paths(root))
    return Switched(branch=target.branch, conflicts=conflicts, set_aside=aside)


def _merge_over(root: Path, target: Target, way: InTheWay) -> None:
    """Merges changes into the branch's files; what is staged of others stays so.

    Git itself merges only where nothing is staged, see `merge_working_tree` in
    https://github.com/git/git/blob/master/builtin/checkout.c
    """
    kept = keep(root, {*way.paths, *way.staged}, title=_title(target))
    entries = read_entries(root, way.staged)
    try:
        if way.staged:
            patiently(root, lambda: feed_git(root, "read-tree", "HEAD"))
        _write_over(root, target, way, "--merge")
    except MlopsError:
        _stage(root, way.staged, entries)
        forget(root, kept.id)
        raise
    _stage(root, sorted(set(way.staged) - set(way.incoming)), entries)


def _set_aside(root: Path, target: Target, way: InTheWay) -> str:
    """Switches with changes on the restore list, from where they come back if git refuses."""
    kept = keep(root, way.paths, title=_title(target))
    try:
        _put_away(root, way.paths)
        _write_over(root, target, way)
    except MlopsError as error:
        try:
            restore(root, kept.id)
        except MlopsError:
            error.hint = "what was set aside is on the restore list"
        raise
    return kept.id


def _write_over(root: Path, target: Target, way: InTheWay, *flags: str) -> None:
    unchanged = sorted(set(way.incoming) - set(way.paths))
    with keep_outputs(root, unchanged, title=_title(target)):
        _switch(root, target, *flags)


def _title(target: Target) -> str:
    """What the restore list calls what is put on it here."""
    return f"Before switching to {target.branch}"


def _stage(root: Path, paths: Iterable[str], entries: Mapping[str, IndexEntry]) -> None:
    """Has the index hold of some files what it held."""
    gone = [path for path in paths if path not in entries]
    write_entries(root, [entries[path] for path in paths if path in entries], gone)


def _check_state(root: Path, target: Target) -> None:
    state = read_state(read_layout(root).own)
    if state not in ("normal", "bisecting"):
        raise ConflictError(f"git is in the middle of {state}", hint="finish that first")
    if left := unmerged_paths(root):
        raise ConflictError(f"{left[0]} has a conflict that is not settled", hint="settle it first")
    tracking = read_tracking(root)
    if tracking.branch is None and tracking.commit not in (None, target.commit):
        held = call_git(root, "for-each-ref", "--count=1", "--contains", "HEAD", *_HOLDING)
        if not held.output.strip():
            raise ConflictError(
                "there are commits here that are on no branch", hint="make a branch here first"
            )


def _put_away(root: Path, paths: Sequence[str]) -> None:
    """Takes files back to the last commit; those that it hasn't go away."""
    known = read_tree(root, "HEAD", paths)
    others = [path for path in paths if path not in known]
    write_entries(root, [], list(read_entries(root, others)))
    for path in others:
        _remove(root, root / path)
    restore_files(root, sorted(known))


def _remove(root: Path, file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        return  # which has files of its own
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise StorageError(f"cannot remove {file}: {error.strerror}") from error
    with suppress(OSError):  # until one that is not empty
        for folder in file.parents:
            if folder == root:
                break
            folder.rmdir()


def _switch(root: Path, target: Target, *flags: str) -> None:
    def switch() -> None:
        done = call_git(
            root, "switch", *_FLAGS, *flags, *target.arguments, as_user=True, limit=_LIMIT
        )
        # A hook that runs afterwards may have failed: that keeps nobody from being there.
        if done.status and not _arrived(root, target):
            raise GitError(f"git could not switch to {target.branch}", detail=done.problem.strip())
        if done.status:
            _log.warning("after switching to %s: %s", target.branch, done.problem.strip())

    try:
        patiently(root, switch)
    except GitError as error:
        raise ConflictError(
            error.message, hint="see what git says of it", detail=error.detail
        ) from error


def _arrived(root: Path, target: Target) -> bool:
    head = os.fsdecode(call_git(root, "symbolic-ref", "--quiet", "HEAD").output)
    return head.strip() == HEADS + target.branch
