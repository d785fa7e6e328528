"""What is to become of the index: gathered first, then written at once."""

from __future__ import annotations

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.index import IndexEntry, store_blob, write_entries
from jupyter_mlops.services.file_versions import FileVersions, VersionReader
from jupyter_mlops.services.superseded import holds_more, keep_superseded
from jupyter_mlops.services.working import FILE


class IndexPlan:
    """Changes of the index that belong together.

    Args:
        reader: What knows the files.
    """

    def __init__(self, reader: VersionReader) -> None:
        self._reader = reader
        self._put: list[IndexEntry] = []
        self._remove: list[str] = []
        self._superseded: list[str] = []
        #: Files to leave to git as a whole.
        self.whole: list[str] = []

    def put(self, versions: FileVersions, data: bytes | None, *, whole: bool = False) -> None:
        """Puts a content into the index.

        Args:
            versions: Of which file.
            data: The content; None where the index shall not have the file.
            whole: Whether the file's mode comes with it.
        """
        self.supersede(versions, data or b"", self._reader.stored_content(versions))
        base = versions.base
        if data is None and (
            base is None or versions.working is None or self._reader.content(base)
        ):
            self._remove.append(versions.path)
            return
        oid = store_blob(self._reader.root, data or b"")
        mode = self._mode(versions, whole=whole)
        self._put.append(IndexEntry(path=versions.path, mode=mode, oid=oid))

    def reset(self, path: str) -> None:
        """Gives the index what the last commit has of a file, under the name that it has there."""
        base = self._reader.base(path)
        if base is None or base.path != path:
            self._remove.append(path)
        if base is not None:
            self._put.append(base)

    def remove(self, path: str) -> None:
        """Takes a file out of the index, if it is in it."""
        self._remove.append(path)

    def drop(self, path: str, *, known: bool) -> None:
        """Takes out of the index what is no file any more.

        Args:
            path: Git's name of it.
            known: Whether the index has it.

        Raises:
            ConflictError: It hasn't, and what lies there is nothing that it could have.
        """
        if not known:
            raise ConflictError(
                f"{path} is no file of this repository",
                hint="a repository of its own is staged there, and other things not at all",
            )
        self._remove.append(path)

    def supersede(self, versions: FileVersions, *others: bytes) -> None:
        """Notes a version that only the index has, if it is about to be overwritten.

        Args:
            versions: Of which file.
            others: Contents that stay, besides those of the last commit and the working file.
        """
        index, base, working = versions.index, versions.base, versions.working
        if index is None or (base is not None and base.oid == index.oid):
            return
        if any(map(self._reader.is_large, (index, base))):
            self._superseded.append(versions.path)
            return
        known = [self._reader.content(base), b"" if working is None else working.data, *others]
        if holds_more(versions.path, self._reader.content(index), known):
            self._superseded.append(versions.path)

    def keep(self) -> None:
        """Puts what would be lost onto the restore list; call it before anything is written."""
        keep_superseded(self._reader.root, self._superseded)

    def write(self) -> None:
        """Writes the index.

        Raises:
            LockedError: Another git holds it.
            GitError: Git cannot write it.
        """
        write_entries(self._reader.root, self._put, self._remove)

    def _mode(self, versions: FileVersions, *, whole: bool) -> str:
        working = versions.working
        known = versions.index or versions.base
        if working is None or not working.is_file:
            return FILE if known is None else known.mode
        if known is not None and (not whole or known.mode == working.mode):
            return known.mode
        if self._trusts_modes():
            return working.mode
        return FILE if known is None else known.mode

    def _trusts_modes(self) -> bool:
        """Whether the executable bit means something on this disk."""
        told = call_git(self._reader.root, "config", "--type=bool", "--get", "core.fileMode")
        return told.output.strip() != b"false"
