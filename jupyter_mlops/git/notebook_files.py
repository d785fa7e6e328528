"""Which notebooks a repository has: in its index, beside it, and changed since some commit."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.command import call_git, feed_git

_PATTERNS: Final = {"GIT_LITERAL_PATHSPECS": "0"}
_LINK, _SUBMODULE = "120000", "160000"
#: How many files fit on a command line in any case.
_MOST: Final = 100
#: Length of an id, in hexadecimal digits.
_SHA1: Final = 40


class NotebookFiles(Struct, frozen=True, kw_only=True):
    """Notebooks below a folder; paths are from the worktree's root, with `/`."""

    #: Those in the index, with the ids of their contents; several versions in conflict count once.
    tracked: dict[str, str]
    #: Those that are not, and that nothing has git ignore.
    untracked: tuple[str, ...]


def list_notebooks(root: Path, below: str = "") -> NotebookFiles:
    """Lists notebooks; links and what lies in submodules are none.

    Args:
        root: Of the worktree.
        below: A folder, from the root with `/`; empty for all.

    Raises:
        GitError: Git cannot tell.
    """
    pattern = _pattern(below)
    staged = feed_git(root, "ls-files", "-z", "--stage", "--", pattern, env=_PATTERNS)
    tracked = {}
    for record in _split(staged):
        fields, _, path = record.partition("\t")
        mode, oid, _ = fields.split()
        if mode not in (_LINK, _SUBMODULE):
            tracked[path] = oid
    others = ("ls-files", "-z", "--others", "--exclude-standard", "--", pattern)
    return NotebookFiles(
        tracked=tracked, untracked=tuple(_split(feed_git(root, *others, env=_PATTERNS)))
    )


def changed_notebooks(root: Path, base: str | None, below: str = "") -> set[str]:
    """The notebooks that differ from a commit and are still there, untracked ones left out.

    Args:
        root: Of the worktree.
        base: Id of the commit that files are compared with; None for what the index has that HEAD
            has not.
        below: As for `list_notebooks`.

    Raises:
        GitError: Git cannot tell.
    """
    side = ["--cached"] if base is None else [base]
    options = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d")
    plain = {"diff.relative": "false"}
    told = feed_git(root, *options, *side, "--", _pattern(below), env=_PATTERNS, config=plain)
    return set(_split(told))


def tracked_files(root: Path) -> frozenset[str]:
    """All files in the index, from the worktree's root.

    Raises:
        GitError: Git cannot tell.
    """
    return frozenset(_split(feed_git(root, "ls-files", "-z")))


def merge_base(root: Path, revision: str) -> str:
    """Where HEAD has left a revision; the revision itself where they have no commit in common.

    Args:
        root: Of the worktree.
        revision: In any of git's ways; a branch that only the remote has counts, too.

    Returns:
        A full id.

    Raises:
        InvalidError: There is no such commit.
    """
    for name in (revision, f"origin/{revision}"):
        oid = find_commit(root, name)
        if oid is not None:
            told = call_git(root, "merge-base", oid, "HEAD")
            return told.output.decode().strip() if told.status == 0 else oid
    raise InvalidError(
        f"{revision} is no commit here",
        hint="name a branch or a commit that there is; a shallow clone may have to fetch it",
    )


def default_base(root: Path) -> str | None:
    """The branch that a repository's remote calls its own, else `main` or `master`; None if none.

    Args:
        root: Of the worktree.
    """
    told = call_git(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    names = ("origin/main", "origin/master", "main", "master")
    own = os.fsdecode(told.output).strip() if told.status == 0 else ""
    return next((name for name in (own, *names) if name and find_commit(root, name)), None)


def find_commit(root: Path, revision: str) -> str | None:
    """The full id of a commit; None if there is none of that name."""
    if not revision or revision.startswith("-") or "\0" in revision:
        return None
    told = call_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return told.output.decode().strip() if told.status == 0 else None


def has_changes(root: Path, base: str) -> bool:
    """Whether anything differs from a commit: what is staged, or a file that is no notebook.

    Git would have to put each notebook through its filter, which takes long; whoever has read them
    tells from their contents.

    Args:
        root: Of the worktree.
        base: Id of the commit.

    Raises:
        GitError: Git cannot tell.
    """
    if call_git(root, "diff", "--cached", "--quiet", "--no-ext-diff", base).status:
        return True
    others = ("diff-files", "--name-only", "-z", "--", ":(top)", ":(top,exclude,glob)**/*.ipynb")
    touched = _split(feed_git(root, *others, env=_PATTERNS))
    if not touched:
        return False
    # Those are touched; whether they differ takes a look at their contents.
    options = ("diff", "--name-only", "--no-ext-diff", "-z", "--")
    return bool(feed_git(root, *options, *touched[:_MOST])) or len(touched) > _MOST


def blob_id(data: bytes, like: str) -> str:
    """The id that git gives a content.

    Args:
        data: The content.
        like: Any id of the repository, which shows by what it is made.
    """
    made = hashlib.sha1 if len(like) == _SHA1 else hashlib.sha256
    return made(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _pattern(below: str) -> str:
    return f":(top,glob){_literal(below)}/**/*.ipynb" if below else ":(top,glob)**/*.ipynb"


def _literal(folder: str) -> str:
    return "".join(f"\\{char}" if char in "\\*?[" else char for char in folder)


def _split(told: bytes) -> list[str]:
    return [path for path in os.fsdecode(told).split("\0") if path]
