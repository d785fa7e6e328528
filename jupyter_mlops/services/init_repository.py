"""Use case: make a repository in a folder that is in none."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.services.status import Status, find_status, repository_status

#: What the first branch is called where the user has not said so.
_BRANCH = "main"


def init_repository(folder: Path, *, set_up: bool) -> Status:
    """Makes a repository as `git init` does, with the user's templates and name of the branch.

    Args:
        folder: An existing folder, links resolved.
        set_up: Tell git in it what to do with notebooks.

    Raises:
        InvalidError: It is no folder.
        ConflictError: It lies in a repository already.
        ForbiddenError: It lies in one that git does not trust.
        GitError: Git cannot make one, such as for lack of permission.
    """
    from jupyter_mlops.git.command import feed_git
    from jupyter_mlops.git.settings_files import is_set
    from jupyter_mlops.services.git_setup import set_up as set_up_drivers

    if not folder.is_dir():
        raise InvalidError(f"{folder} is no folder", hint="choose the folder of your project")
    if find_status(folder) is not None:
        raise ConflictError(f"{folder} is in a repository already", hint="refresh to see it")
    named = is_set(folder, "init.defaultBranch")
    feed_git(folder, "init", "--quiet", config={} if named else {"init.defaultBranch": _BRANCH})
    if set_up:
        set_up_drivers(folder)
    return repository_status(folder)
