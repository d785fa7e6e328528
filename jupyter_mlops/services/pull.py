"""Use case: take over what a remote has, without losing anything that is only here."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from jupyter_mlops.errors import ConflictError, IdentityError, NotFoundError, OverwriteError
from jupyter_mlops.git.incoming import (
    changed_paths,
    incoming_paths,
    merge_base,
    unknown_paths,
    unmerged_paths,
)
from jupyter_mlops.git.index import index_guard
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.tracking import (
    LOCAL,
    Tracking,
    count_commits,
    find_commit,
    is_ancestor,
    read_tracking,
    upstream_ref,
)
from jupyter_mlops.services.fetch import fetch_from
from jupyter_mlops.services.keep_outputs import keep_outputs
from jupyter_mlops.services.merge_branch import merge_branch
from jupyter_mlops.services.operation_model import Done, Wanted
from jupyter_mlops.services.remote_line import RemoteLine

#: Most files that a message names.
_NAMED = 200
#: What git is in the middle of, by the file that says so.
_BUSY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


def pull(line: RemoteLine, wanted: Wanted) -> Done:
    """Fetches, then goes forward to the remote's branch or merges it; never rebases.

    Files with changes that are not committed stay as they are: where the remote's branch changes
    the same files, nothing is merged.

    Args:
        line: To the remote.
        wanted: The repository, the remote, and what to do where both sides have commits.

    Returns:
        What was done, with the files that have conflicts now.

    Raises:
        NotFoundError: There is no such remote, or it has no such branch.
        ConflictError: HEAD is on no branch, a merge is going on, or both sides have commits and
            these are not to be merged.
        OverwriteError: Changes that are not committed are in the way.
        IdentityError: A merge has to be committed, and git doesn't know by whom.
        HookError: A hook refused the merge's commit.
        RemoteError: The remote could not be reached, or refused.
        CancelledError: It was cancelled, before anything was merged.
    """
    root = wanted.folder
    tracking = _ready(root)
    remote = tracking.fetch_remote(wanted.remote)
    fetch_from(line, root, tracking, remote)
    with index_guard(root):
        line.check()
        # The branch may have moved while something was fetched.
        tracking = _ready(root)
        return _take_over(root, tracking, remote, wanted)


def _ready(root: Path) -> Tracking:
    tracking = read_tracking(root)
    if tracking.branch is None:
        raise ConflictError("HEAD is on no branch", hint="switch to a branch, then pull")
    own = read_layout(root).own
    if any((own / name).exists() for name in _BUSY):
        raise ConflictError(
            "git is in the middle of a merge, a rebase or the like",
            hint="finish that first: settle what is left and commit",
        )
    return tracking


def _take_over(root: Path, tracking: Tracking, remote: str, wanted: Wanted) -> Done:
    ref = upstream_ref(root, tracking, remote)
    theirs = find_commit(root, ref)
    if theirs is None:
        raise NotFoundError(
            f"{remote} has no branch for {tracking.branch}", hint="push it, to create it there"
        )
    ours = tracking.commit
    if ours is not None and is_ancestor(root, theirs, ours):
        return Done(message="Everything is here already", folder=root)
    diverged = ours is not None and not is_ancestor(root, ours, theirs)
    if diverged:
        _check_merge(tracking, remote, wanted)
    base = merge_base(root, ours, theirs) if diverged and ours else ours
    incoming = incoming_paths(root, base, theirs)
    _check_way(root, ours, incoming, merging=diverged)
    with keep_outputs(root, incoming, title=f"Before pulling from {remote}"):
        conflicts = merge_branch(root, ref)
    count = count_commits(root, base, theirs)
    commits = "1 commit" if count == 1 else f"{count} commits"
    where = "this repository" if remote == LOCAL else remote
    message = f"Pulled {commits} from {where}"
    if conflicts:
        files = "1 file has" if len(conflicts) == 1 else f"{len(conflicts)} files have"
        message += f"; {files} conflicts: settle them, then commit"
    return Done(message=message, folder=root, conflicts=tuple(conflicts))


def _check_merge(tracking: Tracking, remote: str, wanted: Wanted) -> None:
    if wanted.diverged == "stop":
        raise ConflictError(
            f"both {tracking.branch} and {remote} have commits of their own",
            hint="pull again and merge",
        )
    if not tracking.configuration.knows_identity:
        raise IdentityError(
            "git doesn't know by whom the merge is", hint="say who you are, then pull again"
        )


def _check_way(root: Path, ours: str | None, incoming: Collection[str], *, merging: bool) -> None:
    """Makes sure that nothing is overwritten that is not committed."""
    staged, changed = changed_paths(root, ours)
    blocked = set(incoming) & changed | unknown_paths(root, set(incoming) - changed)
    if merging:  # git commits all of the index with a merge, and so wants nothing else in it
        blocked |= staged
    if left := unmerged_paths(root):
        raise ConflictError(
            f"{left[0]} has a conflict that is not settled", hint="settle it and commit, then pull"
        )
    if blocked:
        names = sorted(blocked)
        raise OverwriteError(
            "pulling would overwrite changes that are not committed"
            if not (merging and staged)
            else "changes that are staged must be committed before a merge",
            hint="commit or discard them, then pull again",
            detail="\n".join(names[:_NAMED]),
        )
