"""A module, its notebooks, and what they were at the last export, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jupyter_mlops.modules.sync.following import follow_cells, renamed, with_old_names
from jupyter_mlops.modules.sync.generated import generated_edits, order_problem, syntax_problem
from jupyter_mlops.modules.sync.model import Comparison, Decisions
from jupyter_mlops.modules.sync.order import Order, compare_order
from jupyter_mlops.modules.sync.section import SectionReport, Three, compare_section
from jupyter_mlops.modules.sync.sections import sections_of, with_markers
from jupyter_mlops.modules.sync.tally import Tally

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import CellKey, ModulePlan
    from jupyter_mlops.modules.text import ModuleText

_NOTHING_DECIDED: Final = Decisions()


def compare(
    base: ModuleText | None,
    module: ModuleText,
    notebook: ModuleText,
    plan: ModulePlan,
    decisions: Decisions = _NOTHING_DECIDED,
) -> Comparison:
    """Says on which side of a module what has been edited, and what a sync makes of it.

    Texts are compared as they stand; a text of the notebooks that differs from the base only in
    its formatting counts as unedited, since another formatter may have written it.

    Args:
        base: The module as of the last export or sync; None if nobody knows, and then nothing
            wins where the other two differ.
        module: The file as it is now.
        notebook: What an export would write now; the base itself where the header's hash says
            that no cell was edited.
        plan: What the notebooks export to the module. Cells with markers of a conflict in their
            source count as in conflict, whatever their text.
        decisions: What the user has decided, for a sync.

    Returns:
        The state and what led to it. `in_step` is also said where the hashes differ in nothing but
        white space between statements; then the module may be written.
    """
    three, names = _three(base, module, notebook, plan)
    order = compare_order(three.old.texts, list(three.notebook.texts), three.module.texts)
    tally = Tally(plan)
    _add_sections(tally, three, order, plan, decisions)
    tally.add_loose(three)
    tally.add_imports(base, notebook, module)
    if base is not None and _top(base) != _top(notebook):
        tally.notebook_edited = True
    problem = syntax_problem(module, plan)
    problems = [problem] if problem else generated_edits(base, module, plan)
    if order.problem:
        problems.append(order_problem(order.problem, plan))
    if problems:
        return tally.refused(problems)
    return with_old_names(tally.comparison(order.wanted), names)


def _three(
    base: ModuleText | None, module: ModuleText, notebook: ModuleText, plan: ModulePlan
) -> tuple[Three, dict[CellKey, CellKey]]:
    """The sections of all three, and what their cells are called now."""
    folded = _is_of_cell(base, module, notebook, plan)
    ours, old, theirs = (
        sections_of(text, plan, docstring=folded) for text in (notebook, base, module)
    )
    names = follow_cells(old, ours)
    old = renamed(old, names)
    theirs = with_markers(renamed(theirs, names), old)
    return Three(base=None if base is None else old, notebook=ours, module=theirs), names


def _add_sections(
    tally: Tally, three: Three, order: Order, plan: ModulePlan, decisions: Decisions
) -> None:
    known = {cell.key: cell for cell in plan.cells}
    for key in three.all_keys():
        report = compare_section(key, three, known.get(key), plan.name, decisions)
        tally.add(report)
        if report.change is None and key in order.module | order.notebook:
            by_module = key in order.module
            tally.add(SectionReport.of(key, three, "module_moved" if by_module else "moved"))


def _is_of_cell(
    base: ModuleText | None, module: ModuleText, notebook: ModuleText, plan: ModulePlan
) -> bool:
    """Whether the docstring is a cell's, or is to be one's."""
    if plan.docstring:
        return False
    before, now = (
        text.docstring.text if text and text.docstring else "" for text in (base, module)
    )
    return notebook.docstring is not None or before != now


def _top(text: ModuleText) -> tuple[object, ...]:
    """What stands above the sections, imports apart."""
    return text.all_names, _docstring(text)


def _docstring(text: ModuleText | None) -> str:
    return text.docstring.text if text is not None and text.docstring is not None else ""
