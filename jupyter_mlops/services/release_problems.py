"""What stands in the way of a release, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from jupyter_mlops.git.configuration import read_configuration
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.state import read_state
from jupyter_mlops.git.status import FileStatus, RepositoryStatus, read_status
from jupyter_mlops.modules.model import ModuleState, ModuleStatus
from jupyter_mlops.modules.version_bump import project_table
from jupyter_mlops.modules.version_steps import parse_version
from jupyter_mlops.services.package_history import is_aside
from jupyter_mlops.services.requirements import find_requirements, undeclared

if TYPE_CHECKING:
    from jupyter_mlops.services.module_status import ProjectStatus
    from jupyter_mlops.services.open_modules import OpenModules
    from jupyter_mlops.services.package_history import PackageHistory

#: How many names a message lists.
_MOST: Final = 5
_SYNC: Final = "sync them first: jupyter mlops sync"
_LOOK: Final = "look at the section Modules, or: jupyter mlops sync"
_EXPORT: Final = "export them first: jupyter mlops export"
_HINTS: Final[dict[ModuleState, str]] = {
    "new": _EXPORT,
    "notebook_ahead": _EXPORT,
    "orphaned": _EXPORT,
    "module_ahead": _SYNC,
    "both_ahead": _SYNC,
    "asks": _LOOK,
    "conflict": "resolve the conflict in the notebook, then export",
    "blocked": "mend the cells that the section Modules names, then export",
    "foreign": "export with --replace, or mark the cells for another module",
}
_WORDS: Final[dict[ModuleState, str]] = {
    "new": "was not exported yet",
    "notebook_ahead": "is behind its notebook",
    "module_ahead": "has edits that its notebook hasn't",
    "both_ahead": "was edited, and so was its notebook",
    "conflict": "conflicts with its notebook",
    "asks": "has something deleted, of which only you know what is meant",
    "foreign": "is a file that no notebook made",
    "blocked": "cannot be exported",
    "orphaned": "is made of no cell any more",
}


class Problem(Struct, frozen=True, kw_only=True):
    """Something that stands in the way of a release."""

    #: Whether it cannot be released like this.
    blocks: bool
    message: str
    hint: str = ""


def find_problems(history: PackageHistory, status: ProjectStatus) -> Iterator[Problem]:
    """What keeps a project from being released, whatever the version.

    Args:
        history: The package's.
        status: How its modules stand.
    """
    git = read_status(history.root, untracked=True)
    yield from _of_repository(history, git)
    yield from _of_files(history, git, status)
    yield from _of_modules(status)
    if not status.modules:
        yield Problem(
            blocks=True,
            message="no notebook exports anything",
            hint="mark a cell for a module, and export it",
        )


def version_problem(history: PackageHistory, version: str) -> Problem | None:
    """Why a version cannot be the next one; None if it can."""
    wanted, latest = parse_version(version), history.latest
    if wanted is None or wanted.local:
        return Problem(
            blocks=True,
            message=f"{version!r} is no version that can be released",
            hint="write one as PEP 440 has it, such as 1.2.0 or 2.0.0rc1",
        )
    if any(each.key == wanted for each in history.releases):
        return Problem(
            blocks=True,
            message=f"{wanted} was released already",
            hint="a version stays as it is; choose a newer one",
        )
    if latest is not None and wanted < latest.key:
        return Problem(
            blocks=True,
            message=f"{wanted} is older than {latest.version}, the newest release",
            hint="choose a newer one",
        )
    return None


def needs_problem(opened: OpenModules) -> Problem | None:
    """What exported cells import and the project doesn't ask for.

    Args:
        opened: The project; of its files only `pyproject.toml` is looked at.
    """
    project = opened.project
    table = project_table(_read(project.root / "pyproject.toml"))
    needed = find_requirements(opened.plan, project.package)
    if not needed or table is None or "dependencies" in table.get("dynamic", ()):
        return None
    missing = undeclared(needed, [str(each) for each in table.get("dependencies", ())])
    if not missing:
        return None
    names = _named(list(missing))
    return Problem(
        blocks=False,
        message=f"{names}: imported by exported cells, but no dependency in pyproject.toml",
        hint="add it below [project], or else who installs the package lacks it",
    )


def _of_repository(history: PackageHistory, git: RepositoryStatus) -> Iterator[Problem]:
    if git.commit is None:
        yield Problem(
            blocks=True, message="nothing is committed yet", hint="commit the project first"
        )
    elif git.branch is None:
        yield Problem(
            blocks=True,
            message="no branch is checked out, which the release could be on",
            hint="switch to one",
        )
    state = read_state(read_layout(history.root).own)
    if state != "normal":
        yield Problem(
            blocks=True, message=f"git is in the middle of {state}", hint="end that first"
        )
    if not read_configuration(history.root).knows_identity:
        yield Problem(
            blocks=True,
            message="git does not know by whom the release is",
            hint="tell it: git config user.name, git config user.email",
        )


def _of_files(
    history: PackageHistory, git: RepositoryStatus, status: ProjectStatus
) -> Iterator[Problem]:
    prefix = history.prefix
    open_files = [
        file.path.removeprefix(prefix)
        for file in git.files
        if file.path.startswith(prefix) and (not file.untracked or _matters(file, prefix, status))
    ]
    if open_files:
        count = "1 file is" if len(open_files) == 1 else f"{len(open_files)} files are"
        yield Problem(
            blocks=True,
            message=f"{count} not committed: {_named(open_files)}",
            hint="a release is made of what is committed: commit or discard it",
        )
    elif git.commit is not None:
        known = history.files(git.commit)
        lost = [each.file for each in status.modules if each.file not in known]
        if lost and all(each.state == "in_step" for each in status.modules):
            yield Problem(
                blocks=True,
                message=f"git ignores {_named(lost)}",
                hint="take that out of .gitignore, and commit it",
            )


def _matters(file: FileStatus, prefix: str, status: ProjectStatus) -> bool:
    """Whether a file that git doesn't know belongs to the package."""
    path = PurePosixPath(file.path.removeprefix(prefix))
    made_of = {name for module in status.modules for name in module.notebooks}
    folder = status.project.package_folder
    within = path.is_relative_to(folder) and not is_aside(path.relative_to(folder))
    own = within and path.suffix == ".py"
    return own or path.as_posix() in {*made_of, "pyproject.toml", "CHANGELOG.md"}


def _of_modules(status: ProjectStatus) -> Iterator[Problem]:
    by_state: dict[ModuleState, list[ModuleStatus]] = {}
    for module in status.modules:
        if module.state != "in_step":
            by_state.setdefault(module.state, []).append(module)
    for state, modules in by_state.items():
        names = _named([module.name for module in modules])
        yield Problem(blocks=True, message=f"{names} {_WORDS[state]}", hint=_HINTS[state])
    for finding in status.findings:
        if finding.severity == "error":
            where = f"{finding.notebook}: " if finding.notebook else ""
            yield Problem(blocks=True, message=f"{where}{finding.message}", hint=finding.hint)


def _named(names: list[str]) -> str:
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
