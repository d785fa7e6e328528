"""Use case: make what git stores of a notebook of what the working file holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import ConflictError, MlopsError, NotebookInvalidError
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.notebooks.clean.engine import clean_document
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.services.sides import problem_text
from jupyter_mlops.settings import read_settings

if TYPE_CHECKING:
    from jupyter_mlops.notebooks.document import Document
    from jupyter_mlops.settings import CleanSettings

#: The key of a conflict in metadata. Where it is not in the file, nothing is, and what reads
#: conflicts takes longer to import than a notebook takes to clean.
_CONFLICT: Final = b'"conflict"'


class GitClean:
    """Cleans notebooks as their repository wants it; never refuses one.

    What cannot be cleaned stays as it is: git has to be able to store it, for one to show its
    state, or to put it away.

    Args:
        root: Of the worktree; the nearest settings at or above each notebook count.
        warn: Told once for each path that was left as it is, and why.
    """

    def __init__(self, root: Path, warn: Callable[[str], None]) -> None:
        self._root = root
        self._warn = warn
        self._warned: set[str] = set()
        self._settings: dict[Path, CleanSettings | MlopsError] = {}

    def clean(self, path: str, data: bytes) -> bytes:
        """Cleans the content of a file.

        Args:
            path: From the root of the worktree, with `/`.
            data: What the file holds.

        Returns:
            What git has to store.
        """
        if not data or lfs_pointer(data):
            return data
        try:
            return self._clean(path, data)
        except MlopsError as error:
            reason = problem_text(error)
        # A fault of ours must not keep anybody from their work.
        except Exception as error:  # noqa: BLE001
            reason = f"{path}: {type(error).__name__}: {error}"
        if path not in self._warned:
            self._warned.add(path)
            self._warn(f"{reason}; left as it is")
        return data

    def _clean(self, path: str, data: bytes) -> bytes:
        settings = self._settings_of((self._root / path).parent)
        document = load_document(data, name=path)
        if document.upgraded:
            raise NotebookInvalidError(
                f"{path}: of a format before 4", hint="upgrade it: jupyter nbconvert --to notebook"
            )
        if _CONFLICT in data:
            _refuse_conflicts(document, path)
        return clean_document(document, settings)

    def _settings_of(self, folder: Path) -> CleanSettings:
        if folder not in self._settings:
            try:
                self._settings[folder] = read_settings(folder).clean
            except MlopsError as error:
                self._settings[folder] = error
        found = self._settings[folder]
        if isinstance(found, MlopsError):
            raise found
        return found


def _refuse_conflicts(document: Document, path: str) -> None:
    """Stops at a notebook with a merge conflict that is not settled.

    Raises:
        ConflictError: It has one.
    """
    from jupyter_mlops.notebooks.merge.held import find_conflicts

    if conflicts := find_conflicts(document.nb):
        cell = conflicts[0].cell
        where = "the metadata" if cell is None else f"cell {cell + 1}"
        raise ConflictError(
            f"{path}, {where}: a merge conflict", hint="settle it: jupyter mlops resolve"
        )
