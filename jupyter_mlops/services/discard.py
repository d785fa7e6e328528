"""Use case: take changes out of files and index; what was there goes to the restore list first."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from jupyter_mlops.errors import InvalidError, StaleError, StorageError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.git.add import restore_files
from jupyter_mlops.git.discarded import Discarded, keep
from jupyter_mlops.git.index import index_guard
from jupyter_mlops.git.raw_files import check_way
from jupyter_mlops.services.discard_plan import DiscardPlan
from jupyter_mlops.services.file_choice import FileChoice, check_choices, choice_title
from jupyter_mlops.services.file_versions import VersionReader


def discard(root: Path, choices: Sequence[FileChoice]) -> Discarded:
    """Gives files and index back what the last commit has: of whole files, cells or hunks.

    Before anything is written, all of these files are on the restore list.

    Args:
        root: Of the worktree.
        choices: What of which files; all of them saved.

    Raises:
        StaleError: A file has changed since somebody looked at it, or has no such changes.
        ConflictError: A file can only be taken as a whole, or not at all.
        InvalidError: There is no such change, or a document isn't saved.
        StorageError: A file cannot be written.
        LockedError: Another git holds the index.
        GitError: A file cannot be put onto the restore list, or git cannot write one.
    """
    check_choices(choices)
    with index_guard(root), closing(VersionReader(root, [each.path for each in choices])) as reader:
        plan = DiscardPlan(reader)
        for choice in choices:
            if choice.unsaved is not None:
                raise InvalidError(f"{choice.path} isn't saved", hint="save it first")
            plan.add(choice)
        if not plan.paths:
            raise StaleError("nothing of it has changed", hint="refresh the list of changes")
        for path in plan.paths:
            check_way(root, path)
        kept = keep(root, plan.paths, title=choice_title(choices))
        plan.check_unchanged()
        _write(root, plan)
        return kept


def _write(root: Path, plan: DiscardPlan) -> None:
    for path, data in plan.write.items():
        write_atomically(root / path, data)
    for path in plan.remove:
        _unlink(root / path)
    restore_files(root, plan.restore)
    plan.index.write()


def _unlink(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(f"cannot remove {file}: {reason}", hint="check permissions") from error
