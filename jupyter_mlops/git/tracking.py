"""Which branch is checked out, and which branch of which remote it goes with."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.configuration import Configuration, read_configuration

_HEADS = "refs/heads/"
#: A branch that follows another one of the same repository.
LOCAL = "."


class Tracking(Struct, frozen=True, kw_only=True):
    """The branch and the remotes."""

    #: None if HEAD is detached.
    branch: str | None
    #: Id of the commit; None in a repository without any.
    commit: str | None
    configuration: Configuration

    @property
    def remotes(self) -> list[str]:
        """Names of the remotes."""
        return self.configuration.remotes

    @property
    def upstream(self) -> tuple[str, str] | None:
        """The remote and its ref that the branch follows; None if it follows nothing."""
        remote, ref = self._of_branch("remote"), self._of_branch("merge")
        return (remote, ref) if remote and ref else None

    def fetch_remote(self, wanted: str | None = None) -> str:
        """The remote to fetch from.

        Args:
            wanted: The user's choice, if there is one.

        Raises:
            NotFoundError: There is no such remote, or none at all.
            ConflictError: There are several, and nothing says which.
        """
        return self._choose(wanted, self._of_branch("remote"))

    def push_remote(self, wanted: str | None = None) -> str:
        """The remote to push to.

        https://git-scm.com/docs/git-config#Documentation/git-config.txt-branchltnamegtpushRemote

        Args:
            wanted: The user's choice, if there is one.

        Raises:
            NotFoundError: There is no such remote, or none at all.
            ConflictError: There are several, and nothing says which.
        """
        default = self.configuration.get("remote.pushdefault")
        configured = self._of_branch("pushremote") or default or self._of_branch("remote")
        return self._choose(wanted, "" if configured == LOCAL else configured)

    def _of_branch(self, key: str) -> str:
        return "" if self.branch is None else self.configuration.get(f"branch.{self.branch}.{key}")

    def _choose(self, wanted: str | None, configured: str) -> str:
        names = self.remotes
        if wanted is not None and wanted not in names:
            raise NotFoundError(f"there is no remote {wanted!r}", hint=f"there are: {names}")
        chosen = wanted or configured
        if chosen == LOCAL or chosen in names:
            return chosen
        if not names:
            raise NotFoundError(
                "this repository has no remote", hint="add one: git remote add origin ADDRESS"
            )
        if len(names) > 1 and "origin" not in names:
            raise ConflictError(f"there are several remotes: {', '.join(names)}", hint="choose one")
        return names[0] if len(names) == 1 else "origin"


def read_tracking(root: Path) -> Tracking:
    """Reads the branch, its commit and the settings.

    Args:
        root: Of the worktree.

    Raises:
        GitError: Git refused.
    """
    head = call_git(root, "symbolic-ref", "-q", "HEAD")
    ref = os.fsdecode(head.output).rstrip("\n")
    return Tracking(
        branch=ref.removeprefix(_HEADS) if ref.startswith(_HEADS) else None,
        commit=find_commit(root, "HEAD"),
        configuration=read_configuration(root),
    )


def find_commit(root: Path, ref: str) -> str | None:
    """Id of the commit that a ref of ours points to; None if it doesn't exist."""
    done = call_git(root, "rev-parse", "--verify", "-q", "--end-of-options", f"{ref}^{{commit}}")
    return os.fsdecode(done.output).strip() or None


def upstream_ref(root: Path, tracking: Tracking, remote: str) -> str:
    """The ref under which the last fetch has left the branch's counterpart at a remote.

    Args:
        root: Of the worktree.
        tracking: Its branch.
        remote: Which remote.
    """
    followed = tracking.upstream
    branch = tracking.branch or ""
    if followed is not None and followed[0] == remote:
        # A branch without commits is none yet, so that git has nothing to say of it.
        told = feed_git(root, "for-each-ref", "--format=%(upstream)", f"{_HEADS}{branch}")
        if found := os.fsdecode(told).strip():
            return found
        branch = followed[1].removeprefix(_HEADS)
    return f"refs/remotes/{remote}/{branch}"


def count_commits(root: Path, base: str | None, head: str) -> int:
    """How many commits `head` has that `base` has not; both are ids."""
    wanted = head if base is None else f"{base}..{head}"
    return int(feed_git(root, "rev-list", "--count", "--end-of-options", wanted))


def is_ancestor(root: Path, base: str, head: str) -> bool:
    """Whether `head` has all that `base` has; both are ids."""
    return call_git(root, "merge-base", "--is-ancestor", base, head).status == 0
