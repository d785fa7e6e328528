"""A module as its notebooks say it is to be, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject


def render_module(plan: ModulePlan, project: ModuleProject) -> str:
    """Writes a module: docstring, imports, `__all__`, then a section a cell.

    Args:
        plan: The module. A cell that is no Python goes in as it is.
        project: Its project.

    Returns:
        All below the header, before `format_texts`; the same for the same arguments.
    """
    raise NotImplementedError(plan, project)
