"""Use case: give a remote what is committed here."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_mlops.errors import ConflictError, HookError, MlopsError, RejectedError, RemoteError
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.tracking import (
    LOCAL,
    Tracking,
    count_commits,
    find_commit,
    read_tracking,
    upstream_ref,
)
from jupyter_mlops.git.transfer import Transferred
from jupyter_mlops.services.operation_model import Done, Wanted
from jupyter_mlops.services.remote_line import RemoteLine

#: What `--porcelain` begins a line with that tells of a refusal, and what follows where git itself
#: did not even try; https://git-scm.com/docs/git-push#_output
_REFUSED, _NOT_TRIED = "!", "[rejected]"
_UP_TO_DATE = "=\t"
#: The exit status where a ref was not pushed; 128 is that of a connection that broke.
_NOT_PUSHED = 1


def push(line: RemoteLine, wanted: Wanted) -> Done:
    """Pushes the branch, to the one that it follows or to one of the same name; never by force.

    Where it follows nothing, it does from now on.

    Args:
        line: To the remote.
        wanted: The repository and the remote.

    Raises:
        NotFoundError: There is no such remote.
        ConflictError: HEAD is on no branch, or on one without commits.
        RejectedError: The remote has commits that are not here.
        HookError: The repository's own hook refused.
        RemoteError: The remote could not be reached, or refused.
        CancelledError: It was cancelled.
    """
    root = wanted.folder
    tracking = read_tracking(root)
    if tracking.branch is None:
        raise ConflictError("HEAD is on no branch", hint="create a branch here, then push that")
    if tracking.commit is None:
        raise ConflictError("there is nothing to push yet", hint="commit something first")
    remote = tracking.push_remote(wanted.remote)
    if remote == LOCAL:
        raise ConflictError("this repository has no remote of its own", hint="add one")
    before = find_commit(root, upstream_ref(root, tracking, remote))
    refspec, options = _refspec(tracking, remote)
    command = ("push", "--porcelain", "--progress", *options, "--end-of-options", remote, refspec)
    done = line.run(root, *command, configuration=tracking.configuration)
    if done.status:
        raise _failure(line, done, root, remote)
    name = refspec.rpartition(":refs/heads/")[2]
    if any(each.startswith(_UP_TO_DATE) for each in done.output.splitlines()):
        return Done(message=f"{remote}/{name} has everything already", folder=root)
    count = count_commits(root, before, tracking.commit)
    commits = "1 commit" if count == 1 else f"{count} commits"
    return Done(message=f"Pushed {commits} to {remote}/{name}", folder=root)


def _refspec(tracking: Tracking, remote: str) -> tuple[str, list[str]]:
    """What goes where, and the options for that."""
    source = f"refs/heads/{tracking.branch}"
    followed = tracking.upstream
    if followed is not None and followed[0] == remote:
        return f"{source}:{followed[1]}", []
    return f"{source}:{source}", ["--set-upstream"] if followed is None else []


def _failure(line: RemoteLine, done: Transferred, root: Path, remote: str) -> MlopsError:
    lines = [each.split("\t") for each in done.output.splitlines()]
    refused = [each for each in lines if each[0] == _REFUSED]
    if any(each[-1].startswith(_NOT_TRIED) for each in refused):
        return RejectedError(
            f"{remote} has commits that are not here", hint="pull first, then push again"
        )
    if refused:
        return RemoteError(
            f"{remote} did not take the commits",
            hint="look at what it said: the branch may be protected, or a check may have failed",
            detail="\n".join([done.said, *(each[-1] for each in refused)]).strip(),
        )
    # A hook that refuses ends it before git has anything to tell of a ref.
    if done.status == _NOT_PUSHED and not done.output.strip() and _has_hook(root):
        return HookError(
            "the pre-push hook refused", hint="mend what it complains of", detail=done.said
        )
    return line.failure(done, remote)


def _has_hook(root: Path) -> bool:
    told = feed_git(root, "rev-parse", "--git-path", "hooks/pre-push")
    return (root / os.fsdecode(told).rstrip("\n")).is_file()
