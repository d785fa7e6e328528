"""Where a worktree's repository lies, found without asking git.

https://git-scm.com/docs/gitrepository-layout
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError

_POINTER = b"gitdir: "

#: Whether a worktree is a submodule, or linked to another one's repository.
Kind = Literal["repository", "submodule", "linked"]


class Layout(Struct, frozen=True, kw_only=True):
    """The folders of a repository, as seen from one of its worktrees."""

    #: Root of the worktree.
    root: Path
    #: What is this worktree's own: HEAD, index, state of a merge.
    own: Path
    #: What all worktrees share: objects, branches, configuration. The same unless linked.
    common: Path

    @property
    def kind(self) -> Kind:
        """Whether it is a submodule, or a linked worktree."""
        if self.own != self.common:
            return "linked"
        if self.own.parent == self.root:
            return "repository"
        modules = (folder for folder in self.own.parents if folder.name == "modules")
        inside = any((folder.parent / "HEAD").is_file() for folder in modules)
        return "submodule" if inside else "repository"


def read_layout(root: Path) -> Layout:
    """Reads where the repository of a worktree lies.

    Args:
        root: Of the worktree.

    Raises:
        NotFoundError: There is no repository, or what points to it is broken.
    """
    marker = root / ".git"
    try:
        own = marker if marker.is_dir() else _follow(root, marker.read_bytes(), _POINTER)
        pointer = own / "commondir"
        common = _follow(own, pointer.read_bytes()) if pointer.exists() else own
    except OSError as error:
        raise NotFoundError(f"no git repository in {root}: {error.strerror}") from error
    return Layout(root=root, own=own, common=common)


def marked_root(folder: Path) -> Path | None:
    """The nearest folder at or above `folder` that claims to be a worktree's root.

    Like git, this stays on one filesystem.
    """
    device = folder.stat().st_dev
    for candidate in (folder, *folder.parents):
        if candidate.stat().st_dev != device:
            return None
        if (candidate / ".git").exists():
            return candidate
    return None


def _follow(base: Path, pointer: bytes, prefix: bytes = b"") -> Path:
    target = os.fsdecode(pointer.removeprefix(prefix).rstrip(b"\r\n"))
    return Path(os.path.normpath(base / target))
