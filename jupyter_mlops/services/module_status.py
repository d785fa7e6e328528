"""Use case: how the modules of a project stand to the notebooks that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.modules.model import Finding, ModuleStatus

if TYPE_CHECKING:
    from jupyter_mlops.modules.project import ModuleProject


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
