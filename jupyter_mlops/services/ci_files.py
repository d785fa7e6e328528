"""Use cases: write the workflow that checks notebooks on a forge, and compare one's own with it."""

from __future__ import annotations

import difflib
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.git.repository import find_worktree
from jupyter_mlops.services.ci_workflow import (
    GITLAB_FILE,
    Workflow,
    gitlab_include,
    make_workflow,
)
from jupyter_mlops.services.ci_workflow_facts import WorkflowFacts, workflow_facts
from jupyter_mlops.services.forge_remotes import place_of_remote, read_remotes
from jupyter_mlops.services.project import project_of


class WrittenWorkflow(Struct, frozen=True, kw_only=True):
    """Files that a forge reads, as they were written."""

    kind: ForgeKind
    #: Of the worktree, links resolved.
    root: Path
    #: Files that were written; none if all is as it would be written.
    written: tuple[Path, ...]
    #: What to know, for people.
    notes: tuple[str, ...]


class Departure(Struct, frozen=True, kw_only=True):
    """How a workflow departs from what would be written now."""

    kind: ForgeKind
    #: Its file.
    file: Path
    #: Lines of a unified diff from what would be written to what is there; none if it is the same.
    lines: tuple[str, ...]


def init_ci(
    folder: Path, *, kind: ForgeKind | None = None, force: bool = False, cache: Path | None = None
) -> WrittenWorkflow:
    """Writes the workflow of a project.

    Args:
        folder: In the project.
        kind: For which kind of forge; that of the upstream's host by default.
        force: Whether a file that departs from it is replaced.
        cache: Where what hosts have answered is remembered; None for nowhere.

    Raises:
        ConflictError: There is a file of that name which departs from it.
        InvalidError: No remote says which kind of forge.
        NotFoundError: There is no repository.
    """
    root, kind, workflow, notes = _plan(folder, kind, cache)
    file = root / workflow.path
    written = []
    there = _read(file)
    if there is not None and there != workflow.text and not force:
        raise ConflictError(
            f"{workflow.path} is there already and departs from what would be written",
            hint="`jupyter mlops ci diff` shows how; --force replaces it",
        )
    if there != workflow.text:
        _write(file, workflow)
        written.append(file)
    if kind is ForgeKind.GITLAB:
        include = gitlab_include(workflow)
        main = root / GITLAB_FILE
        if _read(main) is None:
            _write(main, include)
            written.append(main)
        elif workflow.path not in (_read(main) or ""):
            told = f"{GITLAB_FILE} does not include it yet; add:\n{include.text}"
            notes = (*notes, told.rstrip())
    return WrittenWorkflow(kind=kind, root=root, written=tuple(written), notes=notes)


def diff_ci(folder: Path, *, kind: ForgeKind | None = None, cache: Path | None = None) -> Departure:
    """Compares the workflow of a project with what would be written now.

    Args:
        folder: In the project.
        kind: Of which kind of forge; that of the upstream's host by default.
        cache: Where what hosts have answered is remembered; None for nowhere.

    Raises:
        NotFoundError: There is no such workflow, or no repository.
        InvalidError: No remote says which kind of forge.
    """
    root, kind, workflow, _ = _plan(folder, kind, cache)
    file = root / workflow.path
    there = _read(file)
    if there is None:
        raise NotFoundError(f"there is no {workflow.path}", hint="jupyter mlops ci init")
    lines = difflib.unified_diff(
        workflow.text.splitlines(),
        there.splitlines(),
        f"{workflow.path} as it would be written",
        f"{workflow.path} as it is",
        lineterm="",
    )
    return Departure(kind=kind, file=file, lines=tuple(lines))


def _plan(
    folder: Path, kind: ForgeKind | None, cache: Path | None
) -> tuple[Path, ForgeKind, Workflow, tuple[str, ...]]:
    worktree = find_worktree(folder)
    if worktree is None:
        raise NotFoundError("a bare repository has no files")
    root = worktree.resolve()
    facts = workflow_facts(root, project_of(folder.resolve()))
    kind = kind or _kind(root, cache, facts)
    return root, kind, make_workflow(kind, facts), facts.notes


def _kind(root: Path, cache: Path | None, facts: WorkflowFacts) -> ForgeKind:
    """The kind of forge that the first remote is on which is on any, or the only workflow for."""
    for remote in read_remotes(root).found:
        place = place_of_remote(remote, cache)
        if place is not None:
            return place.kind
    there = [kind for kind in ForgeKind if (root / make_workflow(kind, facts).path).is_file()]
    if len(there) == 1:
        return there[0]
    raise InvalidError(
        "no remote of this repository is on a forge that is known here",
        hint="say which: --forge github|gitlab|gitea|forgejo",
    )


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InvalidError(f"{file} cannot be read: {error.strerror}") from error


def _write(file: Path, workflow: Workflow) -> None:
    ensure_folder(file.parent)
    write_atomically(file, workflow.text.encode())
