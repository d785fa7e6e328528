"""A module, its notebooks, and what they were at the last export, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jupyter_mlops.modules.sync.model import Comparison, Decisions

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
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
    raise NotImplementedError(base, module, notebook, plan, decisions)
