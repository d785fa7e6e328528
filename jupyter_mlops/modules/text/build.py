"""Modules as they are to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject


def build_modules(plans: Iterable[ModulePlan], project: ModuleProject) -> dict[str, str]:
    """Renders, formats and heads modules; one process formats all of them.

    Args:
        plans: The modules.
        project: Their project.

    Returns:
        For each module's file, its path below the project, what is to stand in it.
    """
    raise NotImplementedError(plans, project)
