"""Use case: how the modules of a project stand to the notebooks that they are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.modules.model import Finding, ModuleStatus
from jupyter_mlops.modules.project import ModuleProject

if TYPE_CHECKING:
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.services.module_stand import Stand
    from jupyter_mlops.services.open_modules import OpenModules


class ProjectStatus(Struct, frozen=True, kw_only=True):
    """The modules of a project, as they are now."""

    project: ModuleProject
    #: How many notebooks were looked at.
    notebooks: int
    #: By name.
    modules: tuple[ModuleStatus, ...]
    #: What concerns no module, such as a notebook that cannot be read.
    findings: tuple[Finding, ...] = ()
    #: The modules that the notebook that was asked about exports to, its own first; empty where
    #: something else was asked about.
    targets: tuple[str, ...] = ()
    #: Whether the package can be released: it lies in a git repository.
    can_release: bool = False


def find_modules(file: Path, home: Home) -> ProjectStatus:
    """Shows the modules of the project around a file or folder; writes nothing.

    Args:
        file: A notebook, whose targets are told, or any other file or folder; may be gone.
        home: Where earlier exports are kept.

    Raises:
        InvalidError: The project's settings are not what they have to be.
    """
    from jupyter_mlops.services.open_modules import open_modules

    return project_status(open_modules(file, home), file)


def project_status(opened: OpenModules, file: Path) -> ProjectStatus:
    """Shows the modules of a project whose notebooks were read.

    Args:
        opened: The project.
        file: As for `find_modules`.
    """
    from jupyter_mlops.services.module_look import look_at
    from jupyter_mlops.services.module_stand import make_texts, need_texts, stands_of
    from jupyter_mlops.services.orphaned_modules import find_orphans, orphan_stands

    looks = [look_at(opened, module) for module in opened.plan.modules]
    texts = make_texts(opened, need_texts(looks, changes=True))
    stands = stands_of(opened, looks, texts=texts, changes=True)
    return status_of(opened, [*stands, *orphan_stands(opened, find_orphans(opened))], file)


def status_of(opened: OpenModules, stands: list[Stand], file: Path) -> ProjectStatus:
    """Puts together what is known of modules.

    Args:
        opened: The project.
        stands: How each module stands.
        file: As for `find_modules`.
    """
    names = {stand.look.plan.name for stand in stands}
    return ProjectStatus(
        project=opened.project,
        notebooks=len(opened.files),
        modules=tuple(sorted(map(_module_status, stands), key=lambda each: each.name)),
        findings=tuple(each for each in opened.plan.findings if each.module not in names),
        targets=_targets(opened, file),
        can_release=_in_repository(opened.project.root),
    )


def _module_status(stand: Stand) -> ModuleStatus:
    from jupyter_mlops.services.orphaned_modules import made_of

    look = stand.look
    return ModuleStatus(
        name=look.plan.name,
        file=look.plan.file,
        state=stand.state,
        notebooks=made_of(look),
        version=look.header.version if look.header is not None else "",
        changes=stand.changes,
        questions=stand.questions,
        findings=stand.findings,
    )


def _targets(opened: OpenModules, file: Path) -> tuple[str, ...]:
    """The modules that a notebook exports to, its own first."""
    from jupyter_mlops.modules.targets import own_module

    project = opened.project
    name = next((name for name, each in opened.files.items() if each == file), "")
    if name not in opened.data:
        return ()
    notebook = {name: opened.data[name]}
    reading = opened.cache.read(notebook, refuse_magics=project.magics == "refuse")[name]
    own = own_module(name, reading.default_module, project.package, nbdev=project.nbdev).module
    others = [each.name for each in opened.plan.modules if name in each.notebooks]
    return tuple(dict.fromkeys([*([own] if own else []), *others]))


def _in_repository(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root, *root.parents))
