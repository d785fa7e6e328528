"""Which branch a switch leads to, and what git has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.branches import Branch, check_name, list_branches
from jupyter_mlops.git.configuration import read_configuration
from jupyter_mlops.git.log import resolve_commit
from jupyter_mlops.git.tracking import find_commit


class Target(Struct, frozen=True, kw_only=True):
    """Where a switch leads."""

    #: Name of the local branch.
    branch: str
    #: Id of its commit; None for a new one in a repository without any.
    commit: str | None
    #: For `git switch`.
    arguments: Sequence[str]
    #: Whether one is there already.
    current: bool = False


def find_target(root: Path, name: str) -> Target:
    """Finds a branch to switch to; one of a remote's gets a local one that follows it.

    Args:
        root: Of the worktree.
        name: Of the branch, such as `main` or `origin/main`.

    Raises:
        NotFoundError: There is no such branch.
        ConflictError: It is checked out elsewhere, or the name of the local one is taken.
    """
    branches = list_branches(root)
    local = {branch.name: branch for branch in branches if not branch.remote}
    if name in local:
        return _existing(local[name])
    found = next((branch for branch in branches if branch.remote and branch.name == name), None)
    if found is None:
        raise NotFoundError(f"there is no branch {name!r}", hint="fetch, if it is new on a remote")
    own = _local_name(root, found)
    if own in local:
        upstream = local[own].upstream
        if upstream is None or upstream.name != name:
            raise ConflictError(
                f"there is a branch {own} already, and it doesn't follow {name}",
                hint=f"switch to {own}, or make a branch of another name from {name}",
            )
        return _existing(local[own])
    arguments = ("--create", own, "--track", found.ref)
    return Target(branch=own, commit=found.commit, arguments=arguments)


def new_target(root: Path, name: str, start: str | None) -> Target:
    """A branch to make; it follows nothing yet.

    Args:
        root: Of the worktree.
        name: Of the branch.
        start: The revision where it starts; by default HEAD.

    Raises:
        InvalidError: It can't have that name, or there is no such revision.
        ConflictError: There is such a branch.
    """
    check_name(root, name)
    if any(branch.name == name and not branch.remote for branch in list_branches(root)):
        raise ConflictError(f"there is a branch {name} already", hint="switch to it")
    commit = find_commit(root, "HEAD") if start is None else resolve_commit(root, start)
    place = () if commit is None else ("--no-track", commit)
    return Target(branch=name, commit=commit, arguments=("--create", name, *place))


def _existing(branch: Branch) -> Target:
    if branch.worktree is not None and not branch.current:
        raise ConflictError(
            f"{branch.name} is checked out in another worktree, {branch.worktree}",
            hint="open that folder, or make a branch of another name",
        )
    return Target(
        branch=branch.name,
        commit=branch.commit,
        arguments=("--no-guess", branch.name),
        current=branch.current,
    )


def _local_name(root: Path, branch: Branch) -> str:
    """The name of a remote's branch at the remote, whose own name may have slashes."""
    remotes = (
        name for name in read_configuration(root).remotes if branch.name.startswith(f"{name}/")
    )
    remote = max(remotes, key=len, default=branch.name.partition("/")[0])
    return branch.name.removeprefix(f"{remote}/")
