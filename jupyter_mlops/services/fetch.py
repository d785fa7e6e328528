"""Use case: learn what a remote has."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.tracking import LOCAL, Tracking, read_tracking
from jupyter_mlops.services.operation_model import Done, Wanted
from jupyter_mlops.services.remote_line import RemoteLine


def fetch(line: RemoteLine, wanted: Wanted) -> Done:
    """Fetches; changes neither a branch nor a file.

    Args:
        line: To the remote.
        wanted: The repository and the remote.

    Raises:
        NotFoundError: There is no such remote.
        ConflictError: There are several, and nothing says which.
        RemoteError: The remote could not be reached, or refused.
        CancelledError: It was cancelled.
    """
    root = wanted.folder
    tracking = read_tracking(root)
    remote = tracking.fetch_remote(wanted.remote)
    before = _refs(root, remote)
    fetch_from(line, root, tracking, remote)
    after = _refs(root, remote)
    changed = len(set(before.items()) ^ set(after.items()))
    message = f"Fetched from {remote}" if changed else f"Nothing new at {remote}"
    return Done(message=message, folder=root)


def fetch_from(line: RemoteLine, root: Path, tracking: Tracking, remote: str) -> None:
    """Fetches from one remote.

    Raises:
        RemoteError: The remote could not be reached, or refused.
        CancelledError: It was cancelled.
    """
    if remote == LOCAL:
        return
    command = ("fetch", "--progress", "--end-of-options", remote)
    done = line.run(root, *command, configuration=tracking.configuration)
    if done.status:
        raise line.failure(done, remote)


def _refs(root: Path, remote: str) -> dict[bytes, bytes]:
    form = "--format=%(refname) %(objectname)"
    told = feed_git(root, "for-each-ref", form, f"refs/remotes/{remote}/", "refs/tags/")
    return dict(line.split(b" ")[:2] for line in told.splitlines())
