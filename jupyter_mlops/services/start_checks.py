"""Use case: have checks run on a commit, or on the files as they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.run_files import CheckRecord
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.errors import InvalidError, MlopsError, NotFoundError
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.locate import locate_worktree
from jupyter_mlops.git.log import read_log
from jupyter_mlops.git.tracking import find_commit
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.services.cancel_checks import withdraw
from jupyter_mlops.services.check_desk import CheckDesk, FoundRun, look_at
from jupyter_mlops.services.check_filing import filing
from jupyter_mlops.services.check_life import set_going, with_end
from jupyter_mlops.services.project import project_of

_SUPERSEDED: Final = "a newer commit of the branch is checked instead"


class CheckRequest(Struct, frozen=True, kw_only=True):
    """Which checks, of what."""

    #: A file or folder in the project, absolute, links resolved; may be gone.
    path: Path
    #: A full id; by default HEAD.
    commit: str | None = None
    #: The files as they are, in place of a commit.
    working: bool = False
    #: Only these; all that are on by default.
    checks: tuple[CheckName, ...] = ()
    #: Only the notebook, or those in the folder, at `path`.
    only_path: bool = False
    origin: Literal["manual", "commit"] = "manual"
    #: Whether to do without what is known.
    fresh: bool = False


class _Commit(Struct, frozen=True, kw_only=True):
    """A commit; the defaults stand for the files as they are."""

    id: str = ""
    subject: str = ""
    #: The branch that is checked out.
    branch: str = ""


def start_checks(desk: CheckDesk, request: CheckRequest) -> FoundRun:
    """Files a run of checks; a process begins with it when those before it are done.

    What is asked for because of a commit is checked once, however many browsers ask, and takes the
    place of what waits because of an earlier commit of the same branch.

    Args:
        desk: For whom.
        request: What.

    Returns:
        The run, or the one that there is already.

    Raises:
        NotFoundError: There is no such commit, or no repository around the path.
        InvalidError: The repository has no commit.
        UnavailableError: No process could be started.
        LockedError: Somebody else is asking for automatic checks and does not come to an end.
    """
    project = project_around(request.path)
    made = _Commit() if request.working else _commit(project, request.commit)
    record = _asked(desk, request, project, made)
    desk.home.create()
    if request.origin == "manual":
        folder = desk.store.add(record)
    else:
        with filing(desk.store.project_folder(project)):
            there = _automatic(desk, project, made)
            if there is not None:
                return there
            folder = desk.store.add(record)
    try:
        set_going(desk.home, folder.root.parent)
    except MlopsError as error:
        if folder.claim():
            folder.write(with_end(record, "broken", error.message))
        raise
    return FoundRun(folder=folder, record=record)


def _asked(desk: CheckDesk, request: CheckRequest, project: Path, made: _Commit) -> CheckRecord:
    run = CheckRun(
        id=new_id(),
        project=str(project),
        commit=made.id,
        subject=made.subject,
        checks=request.checks,
        notebooks=_only(request, project),
        state="queued",
        origin=request.origin,
        user=desk.user,
        created_at=now(),
    )
    return CheckRecord(run=run, branch=made.branch, fresh=request.fresh)


def project_around(path: Path) -> Path:
    """The project of a file or folder, which may be gone; links resolved."""
    folder = path
    while not folder.is_dir():
        folder = folder.parent
    return project_of(folder.resolve())


def _commit(project: Path, wanted: str | None) -> _Commit:
    root = locate_worktree(project)
    if root is None:
        raise NotFoundError(
            f"{project.name} is in no git repository, and so has no commits",
            hint="check the files as they are, or put the project under git",
        )
    commit = find_commit(root, wanted or "HEAD")
    if commit is None and wanted is None:
        raise InvalidError(
            "there is no commit so far", hint="commit, or check the files as they are"
        )
    if commit is None:
        raise NotFoundError(
            f"there is no commit {wanted}", hint="fetch it, or name one that is here"
        )
    head = call_git(root, "symbolic-ref", "-q", "HEAD")
    return _Commit(
        id=commit,
        subject=read_log(root, commit, limit=1)[0].subject,
        branch=os.fsdecode(head.output).strip(),
    )


def _automatic(desk: CheckDesk, project: Path, made: _Commit) -> FoundRun | None:
    """The run that a commit has already; what waits on its branch because of others goes."""
    for folder in desk.store.of_project(project):
        found = look_at(desk, folder)
        if found is None or found.run.checks or found.run.notebooks:
            continue
        if made.id and found.run.commit == made.id:
            if found.run.state not in ("cancelled", "broken"):
                return found
        elif _gives_way(found, made.branch):
            withdraw(folder, found.record, _SUPERSEDED)
    return None


def _gives_way(found: FoundRun, branch: str) -> bool:
    run = found.run
    return run.state == "queued" and run.origin == "commit" and found.record.branch == branch


def _only(request: CheckRequest, project: Path) -> tuple[str, ...]:
    if not request.only_path or request.path == project:
        return ()
    return (request.path.relative_to(project).as_posix(),)
