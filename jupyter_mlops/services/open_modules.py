"""A project's notebooks read, and what they export."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.modules.bases import Bases
from jupyter_mlops.modules.model import Finding, Plan
from jupyter_mlops.modules.plan_cache import PlanCache
from jupyter_mlops.modules.project import ModuleProject, read_project
from jupyter_mlops.services.project import project_of

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home

#: What was found in notebooks, by where it is kept, so that a server looks at each content once.
_caches: dict[Path, PlanCache] = {}
_planning = threading.Lock()


class OpenModules(Struct, frozen=True, kw_only=True):
    """A project with its notebooks as they are on disk, and what they export."""

    project: ModuleProject
    #: The notebooks' files by path below the project, with `/`.
    files: dict[str, Path]
    #: What they hold; those that cannot be read are not among them.
    data: dict[str, bytes]
    plan: Plan
    #: What is known of notebooks by their content.
    cache: PlanCache
    #: The modules as they were exported.
    bases: Bases


def project_root(file: Path) -> Path:
    """The folder of the project around a file or folder, which may be gone."""
    folder = file
    while not folder.is_dir():
        folder = folder.parent
    return project_of(folder)


def open_modules(file: Path, home: Home) -> OpenModules:
    """Reads the notebooks of a project and plans its modules; writes none.

    Args:
        file: A file or folder in it.
        home: Where earlier exports are kept.

    Raises:
        InvalidError: The project's settings are not what they have to be.
    """
    from jupyter_mlops.modules.find import find_notebooks
    from jupyter_mlops.modules.plan import plan_export

    project = read_project(project_root(file))
    files = find_notebooks(project)
    data, unreadable = _read(files)
    folder = exports_folder(home)
    with _planning:
        cache = _caches.setdefault(folder, PlanCache(folder / "plans"))
        plan = plan_export(project, data, cache=cache)
        with suppress(UnicodeEncodeError):  # a cell holds half a character, which no file can
            cache.save()
    plan = replace(plan, findings=(*unreadable, *plan.findings))
    return OpenModules(
        project=project, files=files, data=data, plan=plan, cache=cache, bases=Bases(folder)
    )


def exports_folder(home: Home) -> Path:
    """Where earlier exports are kept."""
    return home.root / "exports"


def check_names(opened: OpenModules, names: Iterable[str], others: Iterable[str] = ()) -> None:
    """Makes sure that all names are those of modules.

    Args:
        opened: The project.
        names: What somebody has named.
        others: Names that are right besides those of modules that notebooks export to.

    Raises:
        NotFoundError: One is not.
    """
    known = {module.name for module in opened.plan.modules} | set(others)
    for name in names:
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise NotFoundError(
                f"no notebook of {opened.project.root} exports to a module {name!r}",
                hint=f"there are: {there}",
            )


def _read(files: dict[str, Path]) -> tuple[dict[str, bytes], list[Finding]]:
    """What the notebooks hold, and which cannot be read."""
    read = {name: _content(file, name) for name, file in files.items()}
    data = {name: each for name, each in read.items() if isinstance(each, bytes)}
    return data, [each for each in read.values() if isinstance(each, Finding)]


def _content(file: Path, name: str) -> bytes | Finding:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"the notebook cannot be read: {reason}"
        return Finding(severity="error", code="unreadable", message=message, notebook=name)
