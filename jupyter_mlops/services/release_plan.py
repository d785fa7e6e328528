"""Use case: say which version is next, and why; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.advice import Advice, CellIndex, advise, compare_apis
from jupyter_mlops.modules.api import Api, PackageText
from jupyter_mlops.modules.changelog import CHANGELOG, read_entry, read_unreleased
from jupyter_mlops.modules.changelog_draft import draft_entry
from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.version_steps import (
    LEVELS,
    advised_version,
    contradicts,
    parse_version,
    read_version,
    step,
)
from jupyter_mlops.modules.versions import ApiChange, ChangeLevel
from jupyter_mlops.services.module_status import ProjectStatus, project_status
from jupyter_mlops.services.open_modules import OpenModules, open_modules
from jupyter_mlops.services.package_history import (
    PackageHistory,
    as_text,
    open_history,
    working_text,
)
from jupyter_mlops.services.package_index import index_folder
from jupyter_mlops.services.release_problems import (
    Problem,
    find_problems,
    needs_problem,
    version_problem,
)

if TYPE_CHECKING:
    from packaging.version import Version

#: What a package without a version begins with.
_FIRST: Final = "0.1.0"


class ReleasePlan(Struct, frozen=True, kw_only=True):
    """Which version is next, and why."""

    project: ModuleProject
    #: The newest release; empty if there is none.
    latest: str
    advised: str
    #: The version that this is about.
    version: str
    #: How large a step is advised.
    level: ChangeLevel
    #: Each change of the public API, the weightiest first.
    reasons: tuple[ApiChange, ...]
    #: Whether `version` is a smaller step than is asked for.
    contradicts: bool
    #: An entry for the changelog, in Markdown, without its heading.
    changelog: str
    problems: tuple[Problem, ...]
    #: The folder of the package index.
    index: Path
    #: The modules' files: paths below the project, with `/`.
    modules: tuple[str, ...]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """The problems because of which it cannot be released."""
        return tuple(each for each in self.problems if each.blocks)


def plan_release(file: Path, home: Home, *, version: str | None = None) -> ReleasePlan:
    """Says what a release of the package would be, as it is in the working folder.

    Args:
        file: A file or folder of the project.
        home: Where earlier exports are kept, and the user's package index.
        version: The version that is thought of, or the size of the step; the advised one by
            default.

    Raises:
        NotFoundError: The project is in no repository.
        InvalidError: The project's settings are not what they have to be.
    """
    opened = open_modules(file, home)
    with open_history(file) as history:
        status = project_status(opened, file)
        now = Api(working_text(opened.project))
        advice = _advise(history, now, cell_index(opened))
        advised = _advised(history, advice.level)
        wanted = _wanted(version, advised, history)
        return ReleasePlan(
            project=opened.project,
            latest=history.latest.version if history.latest else "",
            advised=str(advised),
            version=wanted,
            level=advice.level,
            reasons=advice.reasons,
            contradicts=_contradicts(history, wanted, advice.level),
            changelog=_changelog(opened.project, wanted, advice.reasons, now),
            problems=_problems(history, status, opened, wanted, advice),
            index=index_folder(opened.project, home),
            modules=tuple(module.file for module in status.modules),
        )


def _problems(
    history: PackageHistory,
    status: ProjectStatus,
    opened: OpenModules,
    wanted: str,
    advice: Advice,
) -> tuple[Problem, ...]:
    problems = [*find_problems(history, status)]
    if problem := version_problem(history, wanted):
        problems.append(problem)
    elif history.latest is not None and not (advice.reasons or problems):
        message = f"no module has changed since {history.latest.version}"
        problems.append(Problem(blocks=False, message=message))
    if lacking := needs_problem(opened):
        problems.append(lacking)
    return tuple(problems)


def cell_index(opened: OpenModules) -> CellIndex:
    """Where exported cells are in their notebooks today."""
    places: dict[CellKey, int] = {
        cell.key: cell.index for module in opened.plan.modules for cell in module.cells
    }
    return lambda key: places.get(key, -1)


def _advise(history: PackageHistory, now: Api, index: CellIndex) -> Advice:
    base = history.base
    if base is None:
        nothing = PackageText(package=now.source.package, folder=now.source.folder, files={})
        changes = compare_apis(Api(nothing), now, index)
        return Advice(
            level="minor", reasons=tuple(replace(each, level="minor") for each in changes)
        )
    before = Api(history.package_text(base.commit))
    return advise(base.key, compare_apis(before, now, index))


def _advised(history: PackageHistory, level: ChangeLevel) -> Version:
    base, latest = history.base, history.latest
    if base is None or latest is None:
        return parse_version(history.project.version) or read_version(_FIRST)
    return advised_version(base.key, latest.key, level)


def _wanted(version: str | None, advised: Version, history: PackageHistory) -> str:
    """The version in full: as it was written, where it is none."""
    if version is None:
        return str(advised)
    level = next((each for each in LEVELS if each == version), None)
    if level is None:
        return str(parse_version(version) or version)
    if history.base is not None:
        return str(step(history.base.key, level))
    return str(step(advised, level) if level == "major" else advised)


def _contradicts(history: PackageHistory, wanted: str, level: ChangeLevel) -> bool:
    version, base = parse_version(wanted), history.base
    if version is None or base is None or version < base.key:
        return False
    return contradicts(base.key, version, level)


def _changelog(
    project: ModuleProject, version: str, reasons: tuple[ApiChange, ...], now: Api
) -> str:
    """What somebody has written for this version already, else a draft."""
    try:
        text = as_text((project.root / CHANGELOG).read_bytes())
    except OSError:
        text = ""
    written = read_entry(text, version) if parse_version(version) else ""
    return written or draft_entry(reasons, now.names, unreleased=read_unreleased(text))
