"""All that a project's notebooks export, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_mlops.modules.model import Plan
from jupyter_mlops.modules.plan_cache import PlanCache
from jupyter_mlops.modules.project import ModuleProject


def plan_export(
    project: ModuleProject, notebooks: Mapping[str, bytes], *, cache: PlanCache | None = None
) -> Plan:
    """Says which cells go into which modules, as what text, and what is wrong with them.

    Args:
        project: The project.
        notebooks: The notebooks' content by path below the project, with `/`.
        cache: What is known of notebooks that were looked at before; by default they are looked
            at anew.
    """
    del project, notebooks, cache
    return Plan(modules=())
