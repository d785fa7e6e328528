"""Between contents paths and the paths of a repository."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from msgspec import Struct

from jupyter_mlops.errors import ForbiddenError, InvalidError, NotFoundError
from jupyter_mlops.git.repository import find_worktree
from jupyter_mlops.server.paths import Root


class Worktree(Struct, frozen=True, kw_only=True):
    """A repository's worktree, of which the server's root may be a part, or the other way round."""

    #: Its root folder, links resolved.
    root: Path
    server: Root

    @property
    def path(self) -> str:
        """What names it on the wire: the contents path of its root, or of the server's."""
        path = self.server.path(self.root)
        return "" if path in (None, ".") else path

    @property
    def prefix(self) -> str:
        """Git's path of the server's root, with `/` at its end; empty unless it lies within."""
        if self.server.folder == self.root or not self.server.folder.is_relative_to(self.root):
            return ""
        return self.server.folder.relative_to(self.root).as_posix() + "/"

    def git_path(self, path: str) -> str:
        """What git calls the file at a contents path.

        A link is a file to git, so that only the folders above it are resolved.

        Args:
            path: Contents path; the file may be gone, and its folder as well.

        Raises:
            InvalidError: It is no file's path, or one of git's own.
            ForbiddenError: It lies outside of the server's root or of the worktree.
        """
        name = PurePosixPath(path).name
        if not name or name == "..":
            raise InvalidError(f"{path or '/'} names no file")
        file = self.server.file(str(PurePosixPath(path).parent)) / name
        if not file.is_relative_to(self.root):
            raise ForbiddenError(f"{path} lies outside of the repository")
        parts = file.relative_to(self.root).parts
        if ".git" in (part.lower() for part in parts):
            raise InvalidError(f"{path} is git's own")
        return "/".join(parts)

    def contents_path(self, git_path: str) -> str | None:
        """The contents path of a file in the worktree; None outside of the server's root.

        Args:
            git_path: From the worktree's root, with `/`; bytes that are not UTF-8 are escaped as
                by `os.fsdecode`, and become `�`.
        """
        path = self.server.path(self.root / git_path)
        return None if path is None else os.fsencode(path).decode("utf-8", "replace")


def nearest_folder(root: Root, path: str) -> Path:
    """The folder at a contents path, or the nearest one above it that there is.

    Raises:
        ForbiddenError: The path lies outside of the server's root.
    """
    folder = root.file(path)
    while not folder.is_dir():
        folder = folder.parent
    return folder


def open_worktree(root: Root, path: str) -> Worktree:
    """The worktree around a contents path; asks git: call from a thread.

    Args:
        root: The server's root.
        path: Of a file or folder, which may be gone.

    Raises:
        NotFoundError: There is none.
        ForbiddenError: The path lies outside of the server's root.
    """
    worktree = find_worktree(nearest_folder(root, path))
    if worktree is None:
        raise NotFoundError(f"no worktree around {path or '/'}", hint="this repository is bare")
    return Worktree(root=worktree.resolve(), server=root)
