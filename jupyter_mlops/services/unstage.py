"""Use case: take changes out of the index again; no working file is written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from jupyter_mlops.errors import ConflictError, LargeFileError
from jupyter_mlops.git.index import index_guard
from jupyter_mlops.notebooks.staging.stage import unstage_choices
from jupyter_mlops.notebooks.staging.texts import unstage_hunks
from jupyter_mlops.services.changes import read_texts
from jupyter_mlops.services.file_choice import FileChoice, check_choices, check_parts
from jupyter_mlops.services.file_versions import FileVersions, VersionReader
from jupyter_mlops.services.index_plan import IndexPlan
from jupyter_mlops.services.notebook_versions import read_documents


def unstage(root: Path, choices: Sequence[FileChoice]) -> None:
    """Takes changes out of the index: all of them, or none if one can't be.

    Args:
        root: Of the worktree.
        choices: What of which files; of whole files the index gets what the last commit has.

    Raises:
        StaleError: A file has changed since somebody looked at it.
        ConflictError: A file has a conflict, or can only be taken as a whole.
        InvalidError: There is no such change.
        LockedError: Another git holds the index.
    """
    check_choices(choices)
    with index_guard(root), closing(VersionReader(root, [each.path for each in choices])) as reader:
        plan = IndexPlan(reader)
        for choice in choices:
            if reader.is_unmerged(choice.path):
                raise ConflictError(
                    f"{choice.path} has a merge conflict, and nothing of it is staged",
                    hint="settle it, or discard the file",
                )
            if choice.whole:
                _reset(reader, plan, choice)
            else:
                _choose(reader, plan, choice)
        plan.keep()
        plan.write()


def unstaged_data(
    reader: VersionReader, versions: FileVersions, choice: FileChoice
) -> bytes | None:
    """What the index shall hold when parts of a file are taken out of it; None for no such file."""
    if choice.hunks is None:
        return unstage_choices(read_documents(reader, versions), choice.cells or ())
    data = unstage_hunks(*read_texts(reader, versions), choice.hunks)
    return None if versions.base is None and not data else data


def _reset(reader: VersionReader, plan: IndexPlan, choice: FileChoice) -> None:
    try:
        versions = reader.read(choice.path, choice.unsaved)
    except LargeFileError:
        if choice.version is not None:
            raise
    else:
        versions.check(choice.version)
        plan.supersede(versions, reader.stored_content(versions))
    plan.reset(choice.path)


def _choose(reader: VersionReader, plan: IndexPlan, choice: FileChoice) -> None:
    versions = reader.read(choice.path, choice.unsaved)
    versions.check(choice.version)
    check_parts(reader, versions)
    plan.put(versions, unstaged_data(reader, versions, choice))
