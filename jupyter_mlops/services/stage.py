"""Use case: put changes into the index, whole files, cells or hunks; no working file is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from jupyter_mlops.errors import LargeFileError, NotebookInvalidError, StaleError
from jupyter_mlops.git.add import add_files
from jupyter_mlops.git.index import index_guard
from jupyter_mlops.notebooks.staging.stage import stage_choices
from jupyter_mlops.notebooks.staging.texts import stage_hunks
from jupyter_mlops.services.changes import read_texts
from jupyter_mlops.services.file_choice import FileChoice, check_choices, check_parts
from jupyter_mlops.services.file_versions import FileVersions, VersionReader
from jupyter_mlops.services.index_plan import IndexPlan
from jupyter_mlops.services.notebook_versions import SUFFIX, Cell, output_cleaner, read_documents
from jupyter_mlops.services.unmerged import check_settled
from jupyter_mlops.services.working import LARGE, SUBMODULE, working_mode


def stage(
    root: Path, choices: Sequence[FileChoice], *, code_only: bool = True, allow_large: bool = False
) -> None:
    """Stages changes: all of them, or none if one can't be.

    Args:
        root: Of the worktree.
        choices: What of which files.
        code_only: Leave outputs of notebooks out, unless they are chosen by name.
        allow_large: Take files of more than 100 MB.

    Raises:
        StaleError: A file has changed since somebody looked at it.
        LargeFileError: A file is too large to be meant.
        ConflictError: A file has conflicts left, or can only be staged as a whole.
        InvalidError: There is no such change.
        LockedError: Another git holds the index.
        GitError: Git cannot store a file.
    """
    check_choices(choices)
    with index_guard(root), closing(VersionReader(root, [each.path for each in choices])) as reader:
        plan = IndexPlan(reader)
        for choice in choices:
            _Staging(reader, plan, code_only=code_only, allow_large=allow_large).add(choice)
        plan.keep()
        add_files(root, plan.whole)
        plan.write()


class _Staging:
    def __init__(
        self, reader: VersionReader, plan: IndexPlan, *, code_only: bool, allow_large: bool
    ) -> None:
        self._reader = reader
        self._plan = plan
        self._code_only = code_only
        self._allow_large = allow_large

    def add(self, choice: FileChoice) -> None:
        if not choice.whole:
            self._add_part(choice)
        elif self._is_plain(choice):
            self._add_file(choice.path)
        else:
            self._add_whole(choice)

    def _add_part(self, choice: FileChoice) -> None:
        versions = self._read(choice)
        check_parts(self._reader, versions)
        data = (
            self._cells(choice, versions) if choice.hunks is None else self._hunks(choice, versions)
        )
        self._plan.put(versions, data)

    def _is_plain(self, choice: FileChoice) -> bool:
        """Whether nobody but git has to look into the file."""
        path, index = choice.path, self._reader.index(choice.path)
        base = self._reader.base(path)
        own = index is not None and (base is None or base.oid != index.oid)
        asked = choice.version is not None or choice.unsaved is not None
        notebook = self._code_only and path.endswith(SUFFIX)
        return not (own or asked or notebook or self._reader.is_unmerged(path))

    def _add_whole(self, choice: FileChoice) -> None:
        try:
            versions = self._read(choice)
        except LargeFileError:
            if choice.unsaved is not None or choice.version is not None:
                raise
            self._add_file(choice.path)
            return
        if versions.unmerged:
            check_settled(versions)
        data = self._content(choice, versions)
        if data is None:
            self._plan.supersede(versions, self._reader.stored_content(versions))
            self._add_file(choice.path)
        else:
            self._plan.put(versions, data, whole=True)

    def _content(self, choice: FileChoice, versions: FileVersions) -> bytes | None:
        """What to stage of a whole file; None for what git itself makes of it."""
        working = versions.working
        if working is None or not working.is_file:
            return None
        path, reader = versions.path, self._reader
        foreign = reader.stored.is_foreign(path)
        if self._code_only and path.endswith(SUFFIX) and not foreign:
            try:
                return self._cells(choice, versions)
            except NotebookInvalidError:
                pass  # a draft of a notebook, or what is left of one, is a file all the same
        return reader.stored_content(versions) if working.unsaved else None

    def _cells(self, choice: FileChoice, versions: FileVersions) -> bytes | None:
        documents = read_documents(self._reader, versions)
        if not self._code_only or documents.working is None:
            return stage_choices(documents, choice.cells)
        nb = documents.working.nb
        clean = output_cleaner(self._reader.root, versions.path, nb)
        if choice.cells is None and _is_clean(nb, clean):
            return documents.working.data  # as our filter leaves it: there is nothing to compare
        return stage_choices(documents, choice.cells, clean=clean)

    def _hunks(self, choice: FileChoice, versions: FileVersions) -> bytes | None:
        texts = read_texts(self._reader, versions)
        staged = stage_hunks(*texts, choice.hunks or ())
        # A file that is gone has no lines left either.
        gone = versions.working is None and not staged
        return None if gone else staged

    def _read(self, choice: FileChoice) -> FileVersions:
        versions = self._reader.read(choice.path, choice.unsaved)
        versions.check(choice.version)
        return versions

    def _add_file(self, path: str) -> None:
        """Leaves a file to git, as far as it is one."""
        file = self._reader.root / path
        mode = working_mode(file)
        index, base = self._reader.index(path), self._reader.base(path)
        known = index is not None or self._reader.is_unmerged(path)
        if mode is None and os.path.lexists(file):
            self._plan.drop(path, known=known)
        elif mode is None and not known:
            if base is None:
                raise StaleError(f"{path} is gone", hint="refresh the list of changes")
        elif mode == SUBMODULE and not any(
            each and each.mode == SUBMODULE for each in (index, base)
        ):
            self._plan.drop(path, known=known)
        else:
            if mode is not None and mode != SUBMODULE:
                self._check_size(path, file)
            self._plan.whole.append(path)

    def _check_size(self, path: str, file: Path) -> None:
        size = file.lstat().st_size
        if size > LARGE and not self._allow_large and not self._reader.stored.is_foreign(path):
            raise LargeFileError(
                f"{path} has {size / 1_000_000:,.0f} MB, which stay in the repository for good",
                hint="keep it out with .gitignore, track it with Git LFS, or stage it knowingly",
            )


def _is_clean(nb: dict[str, Any], clean: Callable[[Cell], Cell]) -> bool:
    """Whether a notebook has no outputs that are to stay out, nor state of widgets."""
    metadata = nb.get("metadata")
    if isinstance(metadata, dict) and "widgets" in metadata:
        return False
    return all(clean(cell) is cell for cell in nb["cells"])
