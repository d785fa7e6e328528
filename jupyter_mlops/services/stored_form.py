"""What git would store of a working file."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Final

from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.drivers import NAME
from jupyter_mlops.git.index import store_blob
from jupyter_mlops.git.settings_files import is_set
from jupyter_mlops.services.git_clean import GitClean

#: What decides how git stores a file, see https://git-scm.com/docs/gitattributes
_ATTRIBUTES: Final = ("filter", "ident", "text", "working-tree-encoding")
_OFF: Final = frozenset({"unset", "unspecified"})


class StoredForm:
    """How git stores some files: through our filter, its own, or as they are.

    Ours is applied right here, which spares a process for each file; all else is left to git.

    Args:
        root: Of the worktree.
        paths: Git's names of the files that will be asked about.
    """

    def __init__(self, root: Path, paths: Collection[str]) -> None:
        self._root = root
        self._attributes = _read_attributes(root, paths)
        filtered = any(found.get("filter") == NAME for found in self._attributes.values())
        self._ours = filtered and is_set(root, f"filter.{NAME}.process")
        # What cannot be cleaned is stored as it is, as by git's own call of the filter.
        self._cleaner = GitClean(root, warn=lambda _: None)

    def is_cleaned(self, path: str) -> bool:
        """Whether our filter keeps outputs out of a file."""
        return self._ours and self._filter(path) == NAME

    def is_foreign(self, path: str) -> bool:
        """Whether a filter that is not ours, such as Git LFS, stores something else in its place.

        Git takes a filter that it doesn't know for none.
        """
        name = self._filter(path)
        return (
            name not in _OFF
            and name != NAME
            and any(is_set(self._root, f"filter.{name}.{key}") for key in ("process", "clean"))
        )

    def of(self, path: str, data: bytes) -> bytes:
        """What git stores of a file.

        Args:
            path: One of those that were announced.
            data: What the working file holds.

        Raises:
            GitError: A filter that is required has failed.
        """
        if self._is_for_git(path, data):
            oid = store_blob(self._root, data, path=path)
            with closing(Objects(self._root)) as objects:
                return objects.read(oid)
        return self._cleaner.clean(path, data) if self.is_cleaned(path) else data

    def _is_for_git(self, path: str, data: bytes) -> bool:
        found = self._attributes.get(path, {})
        # Line ends are the one thing that is changed without any attribute: core.autocrlf.
        crlf = b"\r\n" in data and found.get("text") != "unset"
        others = {found.get("ident"), found.get("working-tree-encoding")} - _OFF - {None}
        return crlf or bool(others) or self.is_foreign(path)

    def _filter(self, path: str) -> str:
        return self._attributes.get(path, {}).get("filter", "unspecified")


def working_form(root: Path, path: str, data: bytes, *, like: bytes) -> bytes:
    """What git would check out of what it stores, with the line ends of a file that was there.

    Args:
        root: Of the worktree.
        path: Git's name of the file.
        data: What git stores.
        like: What the working file has held.

    Raises:
        GitError: A filter that is required has failed.
    """
    oid = store_blob(root, data)
    made = feed_git(root, "cat-file", "--filters", f"--path={path}", oid)
    if like.count(b"\n") == like.count(b"\r\n") and b"\r\n" in like and b"\r" not in made:
        return made.replace(b"\n", b"\r\n")
    return made


def _read_attributes(root: Path, paths: Collection[str]) -> dict[str, dict[str, str]]:
    if not paths:
        return {}
    asked = b"".join(os.fsencode(path) + b"\0" for path in paths)
    told = feed_git(root, "check-attr", "-z", "--stdin", *_ATTRIBUTES, data=asked)
    fields = os.fsdecode(told).split("\0")
    found: dict[str, dict[str, str]] = {}
    for path, name, value in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        found.setdefault(path, {})[name] = value
    return found
