"""The three versions of a file that staging chooses from: last commit, index, at work."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import NotebookInvalidError, StaleError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.index import IndexEntry, read_tree
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.git.renames import staged_renames
from jupyter_mlops.git.settled import read_settled
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.services.stored_form import StoredForm
from jupyter_mlops.services.working import LARGE, LINK, SUBMODULE, Unsaved, Working, load_working


class FileVersions(Struct, frozen=True, kw_only=True):
    """A file in its three versions."""

    #: Git's name of it.
    path: str
    #: What it is called in the last commit; `path` unless a rename is staged.
    base_path: str
    #: None where that version has no such file.
    base: IndexEntry | None
    index: IndexEntry | None
    working: Working | None
    #: Whether it has a merge conflict that is not resolved; then `index` is None.
    unmerged: bool
    #: Names this state of all three.
    version: str

    def check(self, version: str | None) -> None:
        """Makes sure that a choice was made looking at this state.

        Raises:
            StaleError: It was made looking at another.
        """
        if version is not None and version != self.version:
            raise StaleError(
                f"{self.path} has changed meanwhile", hint="look at its changes once more"
            )


class VersionReader:
    """Reads files in their three versions; use it with `contextlib.closing`.

    What git knows of all of them is asked at once, contents are read as they are needed.

    Args:
        root: Of the worktree.
        paths: Git's names of the files.
    """

    def __init__(self, root: Path, paths: Collection[str]) -> None:
        self.root = root
        self._paths = sorted(set(paths))
        self._objects = Objects(root)
        self._index = read_settled(root, self._paths)
        self._base = read_tree(root, "HEAD", self._paths)

    @cached_property
    def stored(self) -> StoredForm:
        """How git stores the files."""
        return StoredForm(self.root, self._paths)

    def close(self) -> None:
        """Ends git's processes."""
        self._objects.close()

    def index(self, path: str) -> IndexEntry | None:
        """What the index has of a file; None if nothing, or a conflict."""
        return self._index.entries.get(path)

    def is_unmerged(self, path: str) -> bool:
        """Whether a file has a merge conflict that is not resolved."""
        return path in self._index.unmerged

    def base(self, path: str) -> IndexEntry | None:
        """What the last commit has of a file, under its old name if it is staged as renamed."""
        old = self.base_path(path)
        return self._base.get(path) if old == path else self._old[old]

    def base_path(self, path: str) -> str:
        """What a file is called in the last commit."""
        if path in self._base or path not in self._index.entries:
            return path
        old = self._renames.get(path, path)
        return old if old in self._old else path

    def read(self, path: str, unsaved: Unsaved | None = None) -> FileVersions:
        """Reads a file in its three versions.

        Args:
            path: One of those that were announced.
            unsaved: The Lab's document, if it isn't saved.

        Raises:
            LargeFileError: The working file is too large to be looked into.
            StaleError: It no longer has the outputs that the Lab relies on.
            InvalidError: The document is none.
        """
        working = load_working(self.root, path, unsaved)
        base, index, unmerged = self.base(path), self.index(path), self.is_unmerged(path)
        return FileVersions(
            path=path,
            base_path=self.base_path(path),
            base=base,
            index=index,
            working=working,
            unmerged=unmerged,
            version=_digest(base, index, working, unmerged=unmerged),
        )

    def content(self, entry: IndexEntry | None) -> bytes:
        """What git has of a file; nothing where there is none."""
        return b"" if entry is None else self._objects.read(entry.oid)

    def is_large(self, entry: IndexEntry | None) -> bool:
        """Whether what git has of a file is too large to be read into memory."""
        if entry is None or entry.mode == SUBMODULE:
            return False
        return (self._objects.size(entry.oid) or 0) > LARGE

    def stored_content(self, versions: FileVersions) -> bytes:
        """What git would store of the working file; nothing where there is none."""
        working = versions.working
        if working is None or not working.is_file:
            return b"" if working is None else working.data
        return self.stored.of(versions.path, working.data)

    @cached_property
    def _renames(self) -> dict[str, str]:
        return staged_renames(self.root)

    @cached_property
    def _old(self) -> dict[str, IndexEntry]:
        wanted = [self._renames[path] for path in self._paths if path in self._renames]
        return read_tree(self.root, "HEAD", wanted)


def why_not_by_part(reader: VersionReader, versions: FileVersions) -> str:
    """Why a file can only be taken as a whole; empty if its content can be chosen from."""
    entries = (versions.base, versions.index)
    modes = {entry.mode for entry in entries if entry is not None}
    if versions.working is not None:
        modes.add(versions.working.mode)
    if versions.unmerged:
        return "it has a merge conflict that is not resolved"
    if SUBMODULE in modes:
        return "it is a submodule"
    if LINK in modes:
        return "it is a symbolic link"
    if any(reader.is_large(entry) for entry in entries):
        return "it is too large to be looked into"
    if reader.stored.is_foreign(versions.path):
        return "git stores something else in its place, as for Git LFS"
    return ""


def load_version(data: bytes, name: str) -> Document:
    """Decodes a version of a notebook.

    Args:
        data: What it holds.
        name: What to call it in messages.

    Raises:
        NotebookInvalidError: It is no notebook.
    """
    if lfs_pointer(data):
        raise NotebookInvalidError(
            f"{name} is a Git LFS pointer", hint="fetch the file: git lfs pull"
        )
    return load_document(data, name=name)


def _digest(
    base: IndexEntry | None, index: IndexEntry | None, working: Working | None, *, unmerged: bool
) -> str:
    digest = hashlib.sha256()
    for entry in (base, index):
        known = "-" if entry is None else f"{entry.path}\0{entry.mode} {entry.oid}"
        digest.update(known.encode("utf-8", "surrogateescape") + b"\0")
    digest.update(b"unmerged" if unmerged else b"")
    if working is not None:
        digest.update(working.mode.encode() + b"\0")
        digest.update(hashlib.sha256(working.data).digest())
    return digest.hexdigest()[:32]
