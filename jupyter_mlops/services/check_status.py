"""Use case: how a project stands, by its last checks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.run_files import CheckRunFolder
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.layout import marked_root
from jupyter_mlops.git.tracking import find_commit
from jupyter_mlops.services.check_desk import CheckDesk, FoundRun
from jupyter_mlops.services.check_looks import earlier_looks
from jupyter_mlops.services.check_notebooks import ProjectNotebooks
from jupyter_mlops.services.check_runs import counting_run
from jupyter_mlops.services.git_hook import is_installed
from jupyter_mlops.services.project import PYPROJECT
from jupyter_mlops.services.start_checks import project_around
from jupyter_mlops.settings.checks import ChecksSettings, read_checks_settings

#: How far back an earlier verdict is looked for, in commits.
_BACK: Final = 200


class ChecksStatus(Struct, frozen=True, kw_only=True):
    """How a project stands."""

    #: Its folder, links resolved.
    project: Path
    #: Id of the commit that HEAD is; None outside of a repository, or before the first.
    head: str | None
    #: First line of its message.
    subject: str
    #: The run that counts on HEAD.
    head_run: FoundRun | None
    #: That on the files as they are.
    working_run: FoundRun | None
    #: Those before it that say what is known of what it leaves out, newest first.
    working_before: tuple[FoundRun, ...]
    #: That on the nearest earlier commit that has one; only if HEAD has none.
    earlier: FoundRun | None
    #: Checks that are on, in their order.
    checks: tuple[CheckName, ...]
    #: How many notebooks there are.
    notebooks: int
    #: Why the settings cannot be read; else empty.
    trouble: str
    #: Whether git's hook that checks each commit is installed.
    hook: bool


def find_checks(desk: CheckDesk, path: Path) -> ChecksStatus:
    """Shows how the project around a path stands; checks nothing.

    Args:
        desk: Whose runs.
        path: A file or folder, which may be gone.
    """
    project = project_around(path)
    worktree = marked_root(project)
    settings, trouble = _settings(project)
    runs: dict[str, list[CheckRunFolder]] = {}
    for folder in desk.store.of_project(project):
        runs.setdefault(folder.commit, []).append(folder)
    head = None if worktree is None else find_commit(worktree, "HEAD")
    head_run = counting_run(desk, runs.get(head, ())) if head else None
    working_run = counting_run(desk, runs.get("", ()))
    past = _past(worktree, head) if worktree and head and head_run is None else []
    return ChecksStatus(
        project=project,
        head=head,
        subject=head_run.run.subject if head_run else next((line for _, line in past), ""),
        head_run=head_run,
        working_run=working_run,
        working_before=earlier_looks(desk, runs.get("", ()), working_run),
        earlier=_earlier(desk, runs, [commit for commit, _ in past[1:]]),
        checks=tuple(_on(settings)),
        notebooks=_count(project, settings),
        trouble=trouble,
        hook=worktree is not None and _has_hook(worktree),
    )


def _has_hook(worktree: Path) -> bool:
    try:
        return is_installed(worktree)
    except MlopsError:  # git refuses, and so would call no hook
        return False


def _settings(project: Path) -> tuple[ChecksSettings, str]:
    """What is checked; with what stands in the way of reading it, the defaults."""
    try:
        return read_checks_settings(project / PYPROJECT), ""
    except MlopsError as error:
        return ChecksSettings(), f"{error.message}: {error.hint}" if error.hint else error.message


def _on(settings: ChecksSettings) -> list[CheckName]:
    return [name for name in CheckName if getattr(settings, name.value).severity != "off"]


def _count(project: Path, settings: ChecksSettings) -> int:
    try:
        return len(ProjectNotebooks(project, settings).all)
    except MlopsError:  # the settings again, or git refuses: what is known is shown nevertheless
        return 0


def _past(worktree: Path, head: str) -> list[tuple[str, str]]:
    """The last commits with the first lines of their messages, newest first."""
    flags = ("-z", "--no-color", "--encoding=UTF-8", "--format=%H%x00%s", f"--max-count={_BACK}")
    done = call_git(worktree, "log", *flags, head, "--", config={"log.showSignature": "false"})
    fields = done.output.decode("utf-8", "replace").split("\0")
    return list(zip(fields[::2], fields[1::2], strict=False))


def _earlier(
    desk: CheckDesk, runs: dict[str, list[CheckRunFolder]], commits: list[str]
) -> FoundRun | None:
    found = (counting_run(desk, runs[commit]) for commit in commits if commit in runs)
    return next((each for each in found if each is not None), None)
