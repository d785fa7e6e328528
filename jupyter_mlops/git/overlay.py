"""Overlays: working files as they are, kept as a commit on top of the one they differ from.

Neither index nor working files are touched, no filter runs: the files are there byte for byte, and
git alone can read them:

    git show refs/jupyter-mlops/runs/COMMIT:train.ipynb

Equal files make an equal commit, so that a hundred runs of one state keep it once.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.git.command import call_git, feed_git
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.overlay_files import choose_files, read_changed
from jupyter_mlops.git.plumbing import plumb
from jupyter_mlops.git.raw_files import store_files

REFS: Final = "refs/jupyter-mlops/runs/"

#: How long git may look for what has changed, in seconds: a run waits for it.
_LIMIT: Final = 20.0
#: Equal for equal content; the moment of its making is no part of it.
_NO_TIME: Final = {"GIT_AUTHOR_DATE": "@0 +0000", "GIT_COMMITTER_DATE": "@0 +0000"}
_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Overlay(Struct, frozen=True, kw_only=True):
    """A worktree as it was."""

    #: The commit that holds it.
    commit: str
    #: What it does not hold, and why, for people; empty if it is complete.
    left_out: tuple[str, ...] = ()


def keep_worktree(
    root: Path, base: str, *, also: Collection[str] = (), skip: Collection[str] = ()
) -> Overlay:
    """Keeps the working files, untracked ones included, ignored ones not.

    Args:
        root: Of the worktree.
        base: The commit at HEAD.
        also: Git's names of files to keep even if they are ignored.
        skip: Git's names of folders whose untracked files don't count, such as that of outputs.

    Raises:
        GitError: Git or a file cannot be read, or git cannot write.
    """
    status = feed_git(
        root,
        "status",
        *("--porcelain=v2", "-z", "--no-renames", "--untracked-files=all"),
        "--ignore-submodules=none",
        config={"status.relativePaths": "false"},
        limit=_LIMIT,
    )
    chosen = choose_files(root, read_changed(status), also=also, skip=skip)
    stored = store_files(root, chosen.modes)
    lines = [f"0 {'0' * len(base)}\t{path}\0" for path in chosen.gone]
    lines += [f"{mode} {stored[path]}\t{path}\0" for path, mode in chosen.modes.items()]
    tree = _tree(root, lines)
    message = f"Working files of a run\n\n{json.dumps({'left_out': chosen.left_out})}\n"
    commit = plumb(root, "commit-tree", tree, "-p", base, data=message, env=_NO_TIME)
    plumb(root, "update-ref", REFS + commit, commit)
    return Overlay(commit=commit, left_out=tuple(chosen.left_out))


def left_out(root: Path, commit: str) -> list[str]:
    """What an overlay does not hold, for people."""
    if not _OID.fullmatch(commit):
        return []
    done = call_git(root, "cat-file", "commit", commit)
    with suppress(ValueError, KeyError, TypeError):
        message = done.output.decode("utf-8", "replace").partition("\n\n")[2]
        return [str(each) for each in json.loads(message.partition("\n\n")[2])["left_out"]]
    return []


def has_commit(root: Path, commit: str) -> bool:
    """Whether a repository has a commit with all that it needs at hand."""
    if not _OID.fullmatch(commit):
        return False
    return call_git(root, "cat-file", "-e", f"{commit}^{{tree}}").status == 0


def forget_overlay(root: Path, commit: str) -> None:
    """Lets git collect an overlay as garbage; one that is not there is forgotten already.

    Raises:
        GitError: Git cannot write.
    """
    if _OID.fullmatch(commit):
        plumb(root, "update-ref", "-d", REFS + commit)


def _tree(root: Path, lines: Iterable[str]) -> str:
    """Makes a tree of the index and changes to it, by way of a copy of the index."""
    index = read_layout(root).own / "index"
    with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as folder:
        copy = Path(folder, "index")
        with suppress(FileNotFoundError):  # there is none before the first file
            shutil.copyfile(index, copy)
        env = {"GIT_INDEX_FILE": str(copy)}
        plumb(root, "update-index", "-z", "--index-info", data="".join(lines), env=env)
        # Of a partial clone: what git hasn't got, it can get again.
        return plumb(root, "write-tree", "--missing-ok", env=env)
