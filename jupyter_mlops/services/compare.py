"""Use case: how notebooks differ, as files or as git knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import structs

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.services.sides import Content, empty_notebook, is_nowhere, read_file

if TYPE_CHECKING:
    from jupyter_mlops.git.changes import Changes

DEFAULTS = DiffOptions()

_Status = Literal["added", "deleted", "modified", "renamed"]


def compare_files(
    base: Path, head: Path, options: DiffOptions = DEFAULTS, *, about: Comparison | None = None
) -> Comparison:
    """Compares two files, of which one may be `/dev/null`.

    Args:
        base: The older.
        head: The newer.
        options: How to compare.
        about: Path and names to take over; by default those of the files.

    Returns:
        The comparison; its `problem` says why a side could not be read.
    """
    gone = is_nowhere(str(head))
    names = ("", "")
    if about is not None:
        names = (f"{about.path} in {about.base_name}", f"{about.path} in {about.head_name}")
    else:
        base_name, head_name = _short_names(base, head)
        about = Comparison(
            path=(base if gone else head).as_posix(), base_name=base_name, head_name=head_name
        )
    status: _Status = "deleted" if gone else "added" if is_nowhere(str(base)) else about.status
    about = structs.replace(about, status=status)
    sides = read_file(base, name=names[0]), read_file(head, name=names[1])
    return compare_contents(*sides, options, about=about)


def _short_names(base: Path, head: Path) -> tuple[str, str]:
    """What to call two files: only the names where both are in one folder."""
    if base.parent == head.parent and base.name != head.name:
        return base.name, head.name
    return base.as_posix(), head.as_posix()


def compare_revisions(  # noqa: PLR0913 - all but the folder by name, and usually left out
    folder: Path,
    revisions: Sequence[str] = (),
    *,
    cached: bool = False,
    paths: Sequence[str] = (),
    options: DiffOptions = DEFAULTS,
    change: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Iterator[Comparison]:
    """Compares notebooks between revisions, the index and the worktree, one after the other.

    What is asked for is checked at once, the notebooks are read as the caller goes through them.

    Args:
        folder: Where git looks for the repository, and what `paths` are relative to.
        revisions: None, one, a range or two; see `read_revisions`.
        cached: Compare with the index instead of the worktree.
        paths: Limit to these, in git's pathspec language.
        options: How to compare; the time budget is for each notebook.
        change: What is done to both sides of each before.

    Raises:
        InvalidError: A revision doesn't exist.
        NotFoundError: There is no repository.
        GitError: Git refused.
    """
    from jupyter_mlops.git.changes import list_changes
    from jupyter_mlops.git.repository import find_worktree

    root = find_worktree(folder)
    changes = list_changes(folder, revisions, cached=cached, paths=paths)
    return _compare_changes(root or folder, changes, options, change or (lambda nb: nb))


def _compare_changes(
    root: Path,
    changes: Changes,
    options: DiffOptions,
    adapt: Callable[[dict[str, Any]], dict[str, Any]],
) -> Iterator[Comparison]:
    from jupyter_mlops.git.blobs import Objects
    from jupyter_mlops.services.versions import clean_as_git, read_version, shown_path

    clean = clean_as_git(root, changes.files)
    with closing(Objects(root)) as objects:
        for change in changes.files:
            about = Comparison(
                path=shown_path(change.path),
                old_path=change.old_path and shown_path(change.old_path),
                status="modified" if change.status == "unmerged" else change.status,
                base_name=changes.base_name,
                head_name=changes.head_name,
            )
            if change.status == "unmerged":
                problem = Content(problem=f"{about.path} has a merge conflict that is not resolved")
                yield compare_contents(problem, problem, options, about=about)
                continue
            base = read_version(root, objects, change.base, changes.base_name, clean=clean)
            head = read_version(root, objects, change.head, changes.head_name, clean=clean)
            base, head = (
                side if side.nb is None else structs.replace(side, nb=adapt(side.nb))
                for side in (base, head)
            )
            yield compare_contents(base, head, options, about=about)


def compare_contents(
    base: Content, head: Content, options: DiffOptions, *, about: Comparison
) -> Comparison:
    """Compares two sides that have been read.

    Args:
        base: The older.
        head: The newer.
        options: How to compare.
        about: Names and status, which the result takes over.
    """
    old = base.nb or empty_notebook(head.nb)
    new = head.nb or empty_notebook(base.nb)
    problem = "; ".join(dict.fromkeys(side.problem for side in (base, head) if side.problem))
    return structs.replace(
        about,
        base=old,
        head=new,
        diff=None if problem else diff_notebooks(old, new, options),
        problem=problem,
        notes=_notes(base, head, about),
    )


def _notes(base: Content, head: Content, about: Comparison) -> tuple[str, ...]:
    """What is to know of the sides, with the side's name where it holds for one only."""
    both = [note for note in base.notes if note in head.notes]
    named = [
        f"{name}: {note}"
        for name, side in ((about.base_name, base), (about.head_name, head))
        for note in side.notes
        if note not in both
    ]
    return (*both, *named)


def differs(comparison: Comparison, shown: Shown) -> bool:
    """Whether there is something to show: a change that is neither noise nor left out by request.

    A file that came, went or was renamed counts, and so does one that could not be compared.
    """
    diff = comparison.diff
    if diff is None or comparison.status != "modified":
        return True
    if shown.noise and shown.outputs and shown.metadata:
        return not diff.empty
    cells = diff.summary
    if cells.added or cells.removed or cells.edited or cells.reformatted or cells.moved:
        return True
    if shown.outputs and cells.rerun:
        return True
    return shown.metadata and bool(
        cells.other or any(shown.noise or not change.noise for change in diff.metadata)
    )
