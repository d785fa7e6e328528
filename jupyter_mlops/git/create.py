"""Makes a repository and commits to it, whatever the user's own configuration says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.git.command import run_git

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

#: Hooks, signing and housekeeping stay out even where an older git (before 2.32) reads the user's
#: configuration in spite of `GIT_CONFIG_GLOBAL`.
_PLAIN = {
    "commit.gpgSign": "false",
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}


class Author(Struct, frozen=True, kw_only=True):
    """Who a commit is by."""

    #: As it is shown.
    name: str
    #: The address.
    email: str


def create_repository(folder: Path) -> None:
    """Makes an empty repository with branch `main` in `folder`, without the user's templates.

    Args:
        folder: An existing folder.

    Raises:
        UnavailableError: Git isn't installed.
        GitError: Git refused.
    """
    run_git(folder, "init", "--quiet", "--template=", env=_isolation(folder))
    # `init --initial-branch` came with git 2.28; this works with any.
    run_git(folder, "symbolic-ref", "HEAD", "refs/heads/main", env=_isolation(folder))


def commit_paths(
    folder: Path, paths: Iterable[str], *, message: str, author: Author, date: datetime
) -> None:
    """Commits `paths` as they are on disk, ignored ones too, in the repository at `folder`.

    Args:
        folder: The repository's root, as made by `create_repository`.
        paths: What to commit, relative to `folder`.
        message: The commit's message, kept as it is.
        author: Its author and committer.
        date: Its date; must know its time zone.

    Raises:
        UnavailableError: Git isn't installed.
        GitError: Git refused, for one because nothing has changed.
    """
    env = _isolation(folder)
    run_git(folder, "add", "--force", "--", *paths, config=_PLAIN, env=env)
    stamp = date.strftime("%Y-%m-%dT%H:%M:%S%z")
    for role in ("AUTHOR", "COMMITTER"):
        env |= {
            f"GIT_{role}_NAME": author.name,
            f"GIT_{role}_EMAIL": author.email,
            f"GIT_{role}_DATE": stamp,
        }
    commit = ("commit", "--quiet", "--no-verify", "--cleanup=verbatim", f"--message={message}")
    run_git(folder, *commit, config=_PLAIN, env=env)


def _isolation(folder: Path) -> dict[str, str]:
    """Names the repository outright and hides the configuration of user and machine.

    In a git hook the environment points to the hook's repository; without this, the commits would
    go there.
    """
    repository = folder / ".git"
    return {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_DIR": str(repository),
        "GIT_INDEX_FILE": str(repository / "index"),
        "GIT_OBJECT_DIRECTORY": str(repository / "objects"),
        "GIT_WORK_TREE": str(folder),
    }
