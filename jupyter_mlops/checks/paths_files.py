"""Which files a project has, for whoever gets it."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Sequence
from fnmatch import fnmatch
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from jupyter_mlops.checks.ports import Context

#: From these a page of documentation is made.
_PAGES: Final = (".ipynb", ".md", ".rst")


class ProjectFiles:
    """The files of a project: those that git has, so that every clone says the same.

    Without git, those that are there.

    Args:
        context: What checks work with.
    """

    def __init__(self, context: Context) -> None:
        self._root = context.root
        self._list = context.files
        self._allowed: Sequence[str] = context.settings.paths.allow

    @property
    def in_git(self) -> bool:
        """Whether git says which files there are."""
        return self._list is not None

    @cached_property
    def _files(self) -> frozenset[str]:
        return self._list() if self._list is not None else frozenset()

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(
            str(parent) for path in self._files for parent in PurePosixPath(path).parents
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the names of all files."""
        return hashlib.sha256("\0".join(sorted(self._files)).encode("utf-8", "replace")).hexdigest()

    def is_allowed(self, path: str) -> bool:
        """Whether a path may be absolute or missing."""
        return any(fnmatch(path, pattern) for pattern in self._allowed)

    def has(self, notebook: str, path: str) -> bool:
        """Whether there is what a notebook calls by a path; what is outside of the project may be.

        Args:
            notebook: The notebook's path below the project.
            path: A relative path, from the notebook's folder.
        """
        name = posixpath.normpath(posixpath.join(posixpath.dirname(notebook), path))
        if name.startswith("..") or posixpath.isabs(name):
            return True
        return self._is_there(name) or self._is_made_of(name)

    def _is_there(self, name: str) -> bool:
        if self._list is None:
            return (self._root / name).exists()
        return name in self._files or name in self._folders

    def _is_made_of(self, name: str) -> bool:
        """Whether it is a page of a notebook, or DVC keeps it."""
        stem, suffix = posixpath.splitext(name)
        if suffix == ".html" and any(self._is_there(stem + page) for page in _PAGES):
            return True
        parents = [name, *map(str, PurePosixPath(name).parents)]
        return any(self._is_there(f"{each}.dvc") for each in parents)
