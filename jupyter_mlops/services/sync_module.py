"""One module compared with its notebooks, and its edits brought into them in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.modules.model import Finding, ModulePlan
from jupyter_mlops.modules.sync.apply import Applied, apply_edits
from jupyter_mlops.modules.sync.chunks import parse_quietly
from jupyter_mlops.modules.sync.compare import compare
from jupyter_mlops.modules.sync.model import Comparison, Decisions
from jupyter_mlops.modules.sync.next_base import next_base
from jupyter_mlops.modules.sync.sections import sections_of
from jupyter_mlops.modules.text.module_text import ModuleText
from jupyter_mlops.modules.text.parse import parse_module
from jupyter_mlops.services.module_base import find_base

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_mlops.modules.bases import Bases
    from jupyter_mlops.modules.project import ModuleProject
    from jupyter_mlops.services.module_look import Look


class ModuleSync(Struct, frozen=True, kw_only=True):
    """What a sync makes of a module."""

    look: Look
    comparison: Comparison
    #: The notebooks with its edits; None where nothing could be done.
    applied: Applied | None
    #: What edits of the module are measured against from then on.
    base: str
    findings: tuple[Finding, ...] = ()


def sync_module(
    look: Look,
    data: Mapping[str, bytes],
    project: ModuleProject,
    bases: Bases,
    decisions: Decisions,
) -> ModuleSync:
    """Brings the edits of a module into its notebooks; writes nothing.

    Args:
        look: The module's file.
        data: What the notebooks hold, by path.
        project: The project.
        bases: The modules as they were exported.
        decisions: What the user has decided about the module.
    """
    plan = look.plan
    module = parse_module(look.text or "", file=plan.file)
    edited = look.cells_edited or not plan.cells
    exported = _exported(plan, module, project) if edited else None
    known = find_base(project.root, look, bases, exported)
    if known is None and exported is None:
        exported = _exported(plan, module, project)
        known = find_base(project.root, look, bases, exported)
    base = None if known is None else parse_module(known, file=plan.file)
    now = known or "" if exported is None else exported
    notebook = parse_module(now, file=plan.file)
    comparison = compare(base, module, notebook, plan, decisions)
    stays = ModuleSync(look=look, comparison=comparison, applied=None, base=known or "")
    if comparison.findings:
        return replace(stays, findings=comparison.findings)
    applied = apply_edits(comparison.edits, plan, data, project)
    if applied.homeless:
        return replace(
            stays, findings=tuple(_homeless(each.text, plan) for each in applied.homeless)
        )
    base_text = next_base(look.body, comparison.held, plan)
    return replace(stays, applied=applied, base=base_text)


def _exported(plan: ModulePlan, module: ModuleText, project: ModuleProject) -> str:
    """What an export would write, formatted; cells that are no Python as the module has them."""
    from jupyter_mlops.modules.formatting import format_texts
    from jupyter_mlops.modules.text.render import render_module

    sections = sections_of(module, plan).texts
    cells = [
        cell
        if parse_quietly(cell.text) is not None
        else replace(cell, text=sections.get(cell.key, ""), lines=())
        for cell in plan.cells
    ]
    text = render_module(replace(plan, cells=tuple(cells)), project)
    return format_texts({plan.file: text}, project)[plan.file]


def _homeless(text: str, plan: ModulePlan) -> Finding:
    said = text.strip().split("\n")[0]
    return Finding(
        severity="error",
        code="unreadable",
        message=f"there is no notebook any more for what {plan.file} has: {said}",
        hint=f"bring the notebook back, or mark a cell of another one for {plan.name}",
        module=plan.name,
    )
