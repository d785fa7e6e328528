"""All that a project's notebooks export, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_mlops.modules.assembly import assemble, module_plans
from jupyter_mlops.modules.checks import plan_checks
from jupyter_mlops.modules.clashes import find_clashes
from jupyter_mlops.modules.cycles import find_cycles
from jupyter_mlops.modules.model import Finding, Plan
from jupyter_mlops.modules.older_marks import find_older_marks
from jupyter_mlops.modules.plan_cache import PlanCache
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.undefined import find_undefined


def plan_export(
    project: ModuleProject, notebooks: Mapping[str, bytes], *, cache: PlanCache | None = None
) -> Plan:
    """Says which cells go into which modules, as what text, and what is wrong with them.

    Args:
        project: The project.
        notebooks: The notebooks' content by path below the project, with `/`.
        cache: What is known of notebooks that were looked at before; by default they are looked
            at anew. The caller saves it.
    """
    known = PlanCache() if cache is None else cache
    refuse = project.magics == "refuse"
    readings = known.read(notebooks, refuse_magics=refuse)
    assembly = assemble(project, readings)
    checks = plan_checks(project, assembly, readings)
    findings = [
        *assembly.findings,
        *checks.findings,
        *find_clashes(project, assembly.modules),
        *find_undefined(project, assembly.modules, readings),
        *find_cycles(project, assembly.modules),
        *find_older_marks(project, readings),
    ]
    return Plan(
        modules=module_plans(project, assembly, readings),
        tests=checks.files,
        findings=tuple(sorted(findings, key=_place)),
    )


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.notebook, finding.index, finding.line, finding.code, finding.module
